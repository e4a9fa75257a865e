import { useCallback, useRef, useState } from 'react';

export type Task<A extends unknown[], R> = {
  run: (...parts: A) => Promise<R | null>;
  busy: boolean;
  error: unknown;
  result: R | null;
  reset: () => void;
};

/**
 * State of one request to the service. `run` never rejects: an error stays in `error` until the next run. The result of
 * an older run never replaces that of a newer one.
 */
export function useTask<A extends unknown[], R>(act: (...parts: A) => Promise<R>): Task<A, R> {
  const [state, setState] = useState<{ busy: boolean; error: unknown; result: R | null }>({
    busy: false,
    error: null,
    result: null,
  });
  const turn = useRef(0);
  const latest = useRef(act);
  latest.current = act;
  const run = useCallback(async (...parts: A): Promise<R | null> => {
    turn.current += 1;
    const mine = turn.current;
    setState((before) => ({ ...before, busy: true, error: null }));
    try {
      const result = await latest.current(...parts);
      if (mine === turn.current) setState({ busy: false, error: null, result });
      return result;
    } catch (error) {
      if (mine === turn.current) setState({ busy: false, error, result: null });
      return null;
    }
  }, []);
  const reset = useCallback(() => {
    turn.current += 1;
    setState({ busy: false, error: null, result: null });
  }, []);
  return { run, reset, ...state };
}
