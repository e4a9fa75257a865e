import { CaseStage } from '../../../shared/contract/cases.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';

/** What an operator says that a word means: a stage, open without a stage, or '' for how the program reads it itself. */
export type Meaning = CaseStage | 'open' | '';

export const MEANINGS: readonly Meaning[] = ['', 'open', ...CaseStage.options];

/** As the service compares words: blanks around them and letters in capitals make no difference. */
function same(a: string): (b: string) => boolean {
  const key = a.trim().toLowerCase();
  return (b) => b.trim().toLowerCase() === key;
}

/** The meaning that a mapping has for a word of the status or stage column; '' where it has none. */
export function meaningOf(mapping: FieldMapping, word: string): Meaning {
  const isWord = same(word);
  const own = Object.entries(mapping.stageValues).findLast(([known]) => isWord(known))?.[1];
  const stage = CaseStage.safeParse(own).data;
  if (mapping.closedValues.some(isWord)) return stage === 'cancelled' ? stage : 'closed';
  return stage ?? (mapping.openValues?.some(isWord) ? 'open' : '');
}

/** The mapping in which a word means this and nothing else. */
export function withMeaning<M extends FieldMapping>(mapping: M, word: string, meaning: Meaning): M {
  const isWord = same(word);
  const stages = Object.entries(mapping.stageValues).filter(([known]) => !isWord(known));
  const open = (mapping.openValues ?? []).filter((known) => !isWord(known));
  if (meaning === 'open') open.push(word);
  else if (meaning !== '') stages.push([word, meaning]);
  const { openValues: _, ...others } = mapping;
  return {
    ...(others as M),
    closedValues: mapping.closedValues.filter((known) => !isWord(known)),
    stageValues: Object.fromEntries(stages),
    ...(open.length === 0 ? {} : { openValues: open }),
  };
}
