/** Long enough for a canvas to be restored by what draws on it; ms. */
const RESTORE_MS = 8000;

/**
 * Calls `onLoss` when a canvas lost its graphics context (driver update, GPU crash) and has none after a while. Returns how
 * to stop.
 */
export function watchGraphicsContexts(onLoss: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lost = new Set<HTMLCanvasElement>();
  const onLost = ({ target }: Event): void => {
    if (!(target instanceof HTMLCanvasElement)) return;
    lost.add(target);
    clearTimeout(timer);
    timer = setTimeout(() => {
      if ([...lost].some((canvas) => canvas.isConnected)) onLoss();
      lost.clear();
    }, RESTORE_MS);
  };
  const onRestored = ({ target }: Event): void => {
    if (target instanceof HTMLCanvasElement) lost.delete(target);
  };
  // These events do not bubble, but the capture phase reaches the window.
  addEventListener('webglcontextlost', onLost, true);
  addEventListener('webglcontextrestored', onRestored, true);
  return () => {
    clearTimeout(timer);
    removeEventListener('webglcontextlost', onLost, true);
    removeEventListener('webglcontextrestored', onRestored, true);
  };
}
