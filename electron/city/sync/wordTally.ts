import type { SentError } from '../../../shared/contract/common.ts';
import type { RowTally, WordCount } from '../../../shared/contract/rowTally.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';
import { maskPhones } from '../../../shared/privacy/contactNumbers.ts';
import { stageReader, statusReader } from './normalise/stageWords.ts';

/** Distinct words that are counted one by one; a column with more holds neither status nor stage. */
export const MAX_DISTINCT = 300;
/** Longest word that a mapping can hold. */
const MAX_WORD_CHARS = 200;

type Seen = { asStatus: number; asStage: number; unknown: number; contradictions: number };

/** Counts the words of the status and the stage column over a list, within bounds whatever the columns hold. */
export type WordTally = {
  /** The words of one row that is to be stored, with its notes. */
  add(status: string | null, stage: string | null, notes: readonly SentError[]): void;
  counts(): Pick<RowTally, 'words' | 'otherWords'>;
};

export function createWordTally(mapping: FieldMapping): WordTally {
  const seen = new Map<string, Seen>();
  let uncounted = 0;

  function entryOf(word: string): Seen | null {
    const known = seen.get(word);
    if (known !== undefined) return known;
    if (seen.size >= MAX_DISTINCT || word.length > MAX_WORD_CHARS) return null;
    const entry = { asStatus: 0, asStage: 0, unknown: 0, contradictions: 0 };
    seen.set(word, entry);
    return entry;
  }

  return {
    add(status, stage, notes) {
      const statusEntry = status === null ? null : entryOf(status);
      const stageEntry = stage === null ? null : entryOf(stage);
      if ((status !== null && statusEntry === null) || (stage !== null && stageEntry === null))
        uncounted += 1;
      if (statusEntry !== null) statusEntry.asStatus += 1;
      if (stageEntry !== null) stageEntry.asStage += 1;
      const deciding = status === null ? stageEntry : statusEntry;
      for (const { code } of notes) {
        if (code === 'unknown-status' && deciding !== null) deciding.unknown += 1;
        if (code === 'unknown-stage' && stageEntry !== null) stageEntry.unknown += 1;
        if (code === 'closed-beside-open-word' && deciding !== null) deciding.contradictions += 1;
      }
    },
    counts() {
      const statusOf = statusReader(mapping);
      const stageOf = stageReader(mapping.stageValues);
      const words = [...seen].map(([word, entry]): WordCount => {
        const { closed, sure, stage } = statusOf(word);
        return {
          ...{ ...mappableWord(word), asStatus: entry.asStatus, asStage: entry.asStage },
          ...{ closed, stage: stageOf(word) ?? stage, sure },
          unknown: entry.unknown > 0,
          contradictions: entry.contradictions,
        };
      });
      return { words: words.sort(mostUrgent), otherWords: { rows: uncounted } };
    },
  };
}

/** A word as it may be shown, and whether a mapping can hold it. */
export function mappableWord(word: string): { word: string; mappable: boolean } {
  const masked = maskPhones(word);
  // A record of words cannot have `__proto__` as a key of its own.
  const mappable = masked === word && word.length <= MAX_WORD_CHARS && word !== '__proto__';
  return { word: masked.slice(0, MAX_WORD_CHARS), mappable };
}

/** Unknown words, then those that contradict a time of closing, then those to be confirmed; of each kind the commonest first. */
function mostUrgent(a: WordCount, b: WordCount): number {
  return urgency(a) - urgency(b) || rowsOf(b) - rowsOf(a);
}

function urgency({ unknown, contradictions, sure }: WordCount): number {
  if (unknown) return 0;
  if (contradictions > 0) return 1;
  return sure ? 3 : 2;
}

function rowsOf({ asStatus, asStage }: WordCount): number {
  return Math.max(asStatus, asStage);
}
