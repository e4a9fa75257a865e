/**
 * Both clocks of a page, ms. `wall` (UTC) goes on while the machine sleeps, but is set back now and then, by a person
 * or a time server. `running`, since the page was opened, cannot be set, but stands still while the machine sleeps.
 */
export type Clocks = { wall: number; running: number };

export const readClocks = (): Clocks => ({ wall: Date.now(), running: performance.now() });

/** The page's clocks and events that a time limit uses; replaced by fakes in tests. */
export type LimitPage = {
  clocks(): Clocks;
  /** Calls back every `ms`. This and `onShown` return how to stop. */
  every(run: () => void, ms: number): () => void;
  /** Calls back when the page becomes visible again. */
  onShown(run: () => void): () => void;
};

const CHECK_MS = 1000;

/**
 * Calls `onExpired` once, when `ms` have passed since `start` by either clock: a limit that protects somebody must not
 * grow because a clock was set back or stood still. Returns a function that cancels it.
 */
export function watchTimeLimit(
  start: Clocks,
  ms: number,
  page: LimitPage,
  onExpired: () => void,
): () => void {
  const check = (): void => {
    const now = page.clocks();
    if (now.wall - start.wall < ms && now.running - start.running < ms) return;
    stop();
    onExpired();
  };
  const stops = [page.every(check, CHECK_MS), page.onShown(check)];
  const stop = (): void => {
    for (const each of stops) each();
  };
  return stop;
}
