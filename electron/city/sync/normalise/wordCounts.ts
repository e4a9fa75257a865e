import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { statusReader } from './stageWords.ts';
import type { StatusReading } from './statusWords.ts';

/** Distinct words that are counted one by one; a column with more holds no status. */
const MAX_DISTINCT = 500;
const MAX_LISTED = 300;
/** Longest word that a mapping can hold. */
const MAX_WORD_CHARS = 200;

export type WordCount = { word: string; count: number; reading: StatusReading };
export type WordList = {
  words: WordCount[];
  /** The words that are not listed, counted together. */
  others: { words: number; count: number };
};
export type WordCounter = {
  add: (word: string) => void;
  counts: Map<string, number>;
  /** Rows with a word that was not counted by itself. */
  uncounted: () => number;
};

/** Counts the words of a status column over a whole file, within bounds whatever the column holds. */
export function wordCounter(): WordCounter {
  const counts = new Map<string, number>();
  let uncounted = 0;
  return {
    add: (text) => {
      const word = text.trim();
      if (word === '') return;
      const count = counts.get(word) ?? (counts.size < MAX_DISTINCT ? 0 : null);
      if (count === null || word.length > MAX_WORD_CHARS) uncounted++;
      else counts.set(word, count + 1);
    },
    counts,
    uncounted: () => uncounted,
  };
}

/**
 * The words of a status or stage column (状态词) with their counts and readings, for the operator to map before the import:
 * unknown ones first, then those to be confirmed, each by count. `values`: count of rows by word.
 */
export function wordsIn(
  values: ReadonlyMap<string, number>,
  mapping: Pick<FieldMapping, 'closedValues' | 'stageValues'>,
): WordList {
  const read = statusReader(mapping);
  const all = [...values].map(([word, count]) => ({ word: maskPhones(word), count, reading: read(word) }));
  all.sort((a, b) => urgency(a) - urgency(b) || b.count - a.count);
  const others = all.slice(MAX_LISTED);
  return {
    words: all.slice(0, MAX_LISTED),
    others: { words: others.length, count: others.reduce((sum, { count }) => sum + count, 0) },
  };
}

function urgency({ reading }: WordCount): number {
  if (reading.closed === null) return 0;
  return reading.sure ? 2 : 1;
}
