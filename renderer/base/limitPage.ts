import { type LimitPage, readClocks } from './timeLimit.ts';

/** The clocks and events of this page. */
export const limitPage: LimitPage = {
  clocks: readClocks,
  every: (run, ms) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
  onShown: (run) => {
    document.addEventListener('visibilitychange', run);
    return () => document.removeEventListener('visibilitychange', run);
  },
};
