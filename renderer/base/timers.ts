/** The page's clock (ms since it was opened) and its timer, for parts that tests give others to. */
export const pageTimers = {
  now: (): number => performance.now(),
  /** Returns how to call it off. */
  later: (run: () => void, ms: number): (() => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
