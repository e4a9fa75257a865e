import { useState } from 'react';
import { ApiError } from '../../live/client/call.ts';

/** Where a form stands; a refusal keeps everything that was typed. */
export type Saving = { busy: boolean; error: string | null; done: string | null };

/** Runs one act at a time and tells how it went, in the service's own words. */
export function useSaving(): Saving & {
  run: (act: () => Promise<unknown>, done: string) => Promise<boolean>;
  say: (error: string) => void;
} {
  const [state, setState] = useState<Saving>({ busy: false, error: null, done: null });
  return {
    ...state,
    say: (error) => setState({ busy: false, error, done: null }),
    run: async (act, done) => {
      setState({ busy: true, error: null, done: null });
      try {
        await act();
        setState({ busy: false, error: null, done });
        return true;
      } catch (error) {
        const text = error instanceof ApiError ? error.message : String(error);
        setState({ busy: false, error: text, done: null });
        return false;
      }
    },
  };
}
