import { z } from 'zod';

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
});
export type Cursor = z.infer<typeof Cursor>;

const FIRST: Cursor = {
  ...{ at: null, key: null, loaded: false, read: 0 },
  ...{ upTo: null, sweptAt: null, missingCountedAt: null },
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
