import { z } from 'zod';
import { SentError } from '../../../../shared/contract/common.ts';

/** How far a view has been read; committed with its rows. */
const Cursor = z.object({
  /** Value of the cursor up to which everything is read, as the database writes it. */
  at: z.string().nullable(),
  /** While the first load goes on: the key of the last row that was read. */
  key: z.string().nullable(),
  /** The first load has reached its end. */
  loaded: z.boolean(),
  /** Rows read in the first load. */
  read: z.number(),
  /** `at` in UTC ms; null for a sequence. */
  upTo: z.number().nullable(),
  /** When everything was last compared, and when missing rows last counted; our clock, UTC ms. */
  sweptAt: z.number().nullable(),
  missingCountedAt: z.number().nullable(),
  /** What the last whole reading did not receive; null: nothing, as far as the database counts. */
  missing: SentError.nullable().default(null),
  /** What else that reading showed, which holds until the next one. */
  noted: z.array(SentError).default([]),
});
export type Cursor = z.infer<typeof Cursor>;

const FIRST: Cursor = {
  ...{ at: null, key: null, loaded: false, read: 0 },
  ...{ upTo: null, sweptAt: null, missingCountedAt: null, missing: null, noted: [] },
};

/** The stored cursor; the initial one when it is absent or unreadable. */
export function readCursor(text: string | null): Cursor {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return FIRST;
  }
}

export function writeCursor(cursor: Cursor): string {
  return JSON.stringify(cursor);
}
