import { defaultLayout } from './defaultLayout.ts';
import type { Display } from './display.ts';
import { EMPTY_BOOK, type Layout, LayoutBook, type ProfileId, type StoredLayout } from './layout.ts';
import { matchDisplays } from './matchDisplays.ts';

/** Result of reading the stored layouts; the operator is notified of `lost` and `previous`. */
export type LayoutBookState = 'kept' | 'fresh' | 'previous' | 'lost';

/**
 * Reads the stored layouts from their text, or from the copy of the previous version when that is broken. `null` stands
 * for a missing file. Never fails: in the worst case the book is empty.
 */
export function readLayoutBook(
  current: string | null,
  previous: string | null,
): { book: LayoutBook; state: LayoutBookState } {
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
 * The layout of a profile on the present displays (at least one). A layout saved by the operator is kept. A default layout
 * is made again if there is a new display, but not if one is missing, since its windows return with the display.
 */
export function layoutFor(book: LayoutBook, profile: ProfileId, displays: readonly Display[]): StoredLayout {
  const kept = book.profiles[profile];
  if (kept !== undefined) {
    const known = matchDisplays(kept.layout.displays, displays).filter((index) => index !== null).length;
    if (kept.origin === 'saved' || known === displays.length) return kept;
  }
  return { layout: defaultLayout(profile, displays), origin: 'made' };
}

/** The book with the layout of a profile replaced. */
export function withLayout(
  book: LayoutBook,
  profile: ProfileId,
  layout: Layout,
  origin: StoredLayout['origin'],
): LayoutBook {
  return { ...book, profiles: { ...book.profiles, [profile]: { layout, origin } } };
}
