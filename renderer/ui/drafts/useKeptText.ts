import { z } from 'zod';
import { type KeptState, useKeptState } from './useKeptState.ts';

const Text = z.string().max(500_000);

/** A single text that outlives its form until it is sent: see `useKeptState`. */
export function useKeptText(form: string): Pick<KeptState<string>, 'restoredAt' | 'forget'> & {
  text: string;
  setText: (text: string) => void;
} {
  const { values, change, restoredAt, forget } = useKeptState({ form, first: '', schema: Text });
  return { text: values, setText: (text) => change(() => text), restoredAt, forget };
}
