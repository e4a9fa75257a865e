/** Displays wake one after another, sometimes more than a second apart; ms. */
const QUIET_MS = 2000;
/** How long the system goes on moving windows after the last display came or went; ms. */
const SETTLE_MS = 2000;

export type DisplayChanges = {
  /** True from the first event until the system has stopped moving windows: moves in that time are not the operator's. */
  areUnderWay(): boolean;
  stop(): void;
};

/**
 * Waits until displays have stopped changing.
 * @param changed called then; true if windows were arranged for the new displays.
 * @param settled called once the system no longer moves those windows by itself.
 */
export function watchDisplays(
  ports: { onDisplays(listener: () => void): void; later(ms: number, act: () => void): () => void },
  changed: () => boolean,
  settled: () => void,
): DisplayChanges {
  let cancelQuiet: (() => void) | null = null;
  let cancelSettling: (() => void) | null = null;
  const stop = () => {
    cancelQuiet?.();
    cancelSettling?.();
    cancelSettling = null;
  };
  ports.onDisplays(() => {
    stop();
    cancelQuiet = ports.later(QUIET_MS, () => {
      cancelQuiet = null;
      if (!changed()) return;
      cancelSettling = ports.later(SETTLE_MS, () => {
        cancelSettling = null;
        settled();
      });
    });
  });
  return { areUnderWay: () => cancelQuiet !== null || cancelSettling !== null, stop };
}
