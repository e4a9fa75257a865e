import { useState } from 'react';
import type { DelegationProblem } from './delegationDraft.ts';
import type { DraftProblem } from './operatorDraft.ts';

/** What a form lacks; `current`: the current PIN. */
type Problem = DraftProblem | DelegationProblem | 'current';
type Done = 'saved' | 'pinReset' | 'pinChanged';

/**
 * State of a form: what it lacks, the error of the last step, or what the last step did. Either of the first two keeps
 * everything that was typed.
 */
export type Saving = { busy: boolean; problem: Problem | null; error: unknown; done: Done | null };

const IDLE: Saving = { busy: false, problem: null, error: null, done: null };

/** Runs a step of a form and reports its result. */
export function useSaving(): Saving & {
  run: (act: () => Promise<unknown>, done: Done) => Promise<boolean>;
  fail: (problem: Problem) => void;
} {
  const [state, setState] = useState(IDLE);
  return {
    ...state,
    fail: (problem) => setState({ ...IDLE, problem }),
    run: async (act, done) => {
      setState({ ...IDLE, busy: true });
      try {
        await act();
        setState({ ...IDLE, done });
        return true;
      } catch (error) {
        setState({ ...IDLE, error });
        return false;
      }
    },
  };
}
