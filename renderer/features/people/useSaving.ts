import { useState } from 'react';
import { useErrorText } from '../../live/client/errorText.ts';

/** State of a form; an error keeps everything that was typed. */
export type Saving = { busy: boolean; error: string | null; done: string | null };

/** Runs a step of a form and reports its result, or the service's own error text. */
export function useSaving(): Saving & {
  run: (act: () => Promise<unknown>, done: string) => Promise<boolean>;
  fail: (error: string) => void;
} {
  const errorText = useErrorText();
  const [state, setState] = useState<Saving>({ busy: false, error: null, done: null });
  return {
    ...state,
    fail: (error) => setState({ busy: false, error, done: null }),
    run: async (act, done) => {
      setState({ busy: true, error: null, done: null });
      try {
        await act();
        setState({ busy: false, error: null, done });
        return true;
      } catch (error) {
        setState({ busy: false, error: errorText(error), done: null });
        return false;
      }
    },
  };
}
