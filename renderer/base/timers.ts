/** The page's clock (ms since it was opened) and its timer, replaced by fakes in tests. */
export const pageTimers = {
  now: (): number => performance.now(),
  /** Returns a function that cancels it. */
  later: (run: () => void, ms: number): (() => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
