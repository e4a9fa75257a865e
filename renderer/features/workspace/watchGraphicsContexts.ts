/** Enough for whatever draws to put itself back from its state; ms. */
const PATIENCE = 8000;

/**
 * Calls `lost` when a canvas lost its graphics context (driver update, GPU crash) and is still in the page without one
 * after a while. Returns what ends the watch.
 */
export function watchContexts(lost: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gone = new Set<HTMLCanvasElement>();
  const onLost = ({ target }: Event): void => {
    if (!(target instanceof HTMLCanvasElement)) return;
    gone.add(target);
    clearTimeout(timer);
    timer = setTimeout(() => {
      if ([...gone].some((canvas) => canvas.isConnected)) lost();
      gone.clear();
    }, PATIENCE);
  };
  const onRestored = ({ target }: Event): void => {
    if (target instanceof HTMLCanvasElement) gone.delete(target);
  };
  // These events do not bubble, but they can be caught on their way down.
  addEventListener('webglcontextlost', onLost, true);
  addEventListener('webglcontextrestored', onRestored, true);
  return () => {
    clearTimeout(timer);
    removeEventListener('webglcontextlost', onLost, true);
    removeEventListener('webglcontextrestored', onRestored, true);
  };
}
