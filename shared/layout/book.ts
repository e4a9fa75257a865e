import type { Display } from './display.ts';
import { EMPTY_BOOK, type Kept, type Layout, LayoutBook, type ProfileId } from './layout.ts';
import { makeLayout } from './made.ts';
import { matchDisplays } from './matchDisplays.ts';

/** What became of the kept layouts at the start; `lost` and `previous` are told to the operator. */
export type BookState = 'kept' | 'fresh' | 'previous' | 'lost';

/**
 * Reads the kept layouts from their text, or from the copy of the version before when that is broken. `null` stands for
 * a text that is not there. Never fails: the worst case is an empty book.
 */
export function readBook(
  current: string | null,
  previous: string | null,
): { book: LayoutBook; state: BookState } {
  const book = parse(current);
  if (book !== null) return { book, state: 'kept' };
  const before = parse(previous);
  if (before !== null) return { book: before, state: 'previous' };
  return { book: EMPTY_BOOK, state: current === null && previous === null ? 'fresh' : 'lost' };
}

function parse(text: string | null): LayoutBook | null {
  if (text === null) return null;
  try {
    const read = LayoutBook.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/**
 * The layout of a profile on the displays that are there (at least one). One that a person saved stays as it is. One that
 * was made here is made anew when a display came that it does not know, never because one is missing: its windows wait.
 */
export function layoutFor(book: LayoutBook, profile: ProfileId, displays: readonly Display[]): Kept {
  const kept = book.profiles[profile];
  if (kept !== undefined) {
    const known = matchDisplays(kept.layout.displays, displays).filter((index) => index !== null).length;
    if (kept.origin === 'saved' || known === displays.length) return kept;
  }
  return { layout: makeLayout(profile, displays), origin: 'made' };
}

/** The book with a profile's layout written down. */
export function withLayout(
  book: LayoutBook,
  profile: ProfileId,
  layout: Layout,
  origin: Kept['origin'],
): LayoutBook {
  return { ...book, profiles: { ...book.profiles, [profile]: { layout, origin } } };
}
