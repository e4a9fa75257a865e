import { create } from 'zustand';
import { openWhistle } from '../../live/whistleSelection.ts';
import type { ActType } from './acts.ts';

/** An act chosen before the page of its whistle stood open; `words` may name a department of it. */
export type Wanted = { whistle: string; act: ActType; words: readonly string[] };

export const useWanted = create<{ wanted: Wanted | null }>()(() => ({ wanted: null }));

export function want(wanted: Wanted | null): void {
  useWanted.setState({ wanted });
  if (wanted !== null) openWhistle(wanted.whistle);
}
