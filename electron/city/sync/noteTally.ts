import type { SentError } from '../../../shared/contract/common.ts';

/** Notes that are counted by what they say as well: each unknown word is one to be mapped. */
const BY_VALUE = new Set([
  'unknown-status',
  'unknown-stage',
  'closed-beside-open-word',
  'category-not-found',
]);
/** Kinds that are told apart; what comes beyond them is counted by its code alone. */
const MOST_KINDS = 100;

/** Counts what was odd about rows that were stored, so that an import can tell it. */
export type NoteTally = {
  /** The notes of one row. */
  add(notes: readonly SentError[]): void;
  /** Each kind with the first note of it and the number of its rows, most first. */
  counts(): { note: SentError; rows: number }[];
};

export function createNoteTally(): NoteTally {
  const kinds = new Map<string, { note: SentError; rows: number }>();
  return {
    add(notes) {
      const ofRow = new Set<string>();
      for (const note of notes) {
        const exact = BY_VALUE.has(note.code) ? `${note.code} ${note.message}` : note.code;
        const key = kinds.has(exact) || kinds.size < MOST_KINDS ? exact : note.code;
        // A row with three unreadable times is one row.
        if (ofRow.has(key)) continue;
        ofRow.add(key);
        const kind = kinds.get(key) ?? { note, rows: 0 };
        kind.rows += 1;
        kinds.set(key, kind);
      }
    },
    counts: () => [...kinds.values()].map((kind) => ({ ...kind })).sort((a, b) => b.rows - a.rows),
  };
}
