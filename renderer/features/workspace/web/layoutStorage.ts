import { z } from 'zod';
import { Layout, type LayoutBook, ProfileId } from '../../../../shared/layout/layout.ts';
import { type LayoutBookState, readLayoutBook } from '../../../../shared/layout/layoutBook.ts';
import { pageStorage } from '../../../base/storage.ts';

const BOOK = 'citywhistle.windows';
const PREVIOUS = `${BOOK}.previous`;
const BROKEN = `${BOOK}.broken`;
const IN_FORCE = `${BOOK}.standing`;

/** Whether a key of the page's storage belongs to the layouts. */
export function isLayoutKey(key: string): boolean {
  return key === BOOK || key === IN_FORCE;
}

/** The layout in force, shared by the windows of the browser profile; `turn` as in the view. */
const LayoutInForce = z.object({ turn: z.int().min(0), active: ProfileId.nullable(), layout: Layout });
export type LayoutInForce = z.infer<typeof LayoutInForce>;

/** The saved layouts. A damaged entry is set aside once, and the version before it is used. */
export function loadBook(): { book: LayoutBook; state: LayoutBookState } {
  const storage = pageStorage();
  const current = storage?.getItem(BOOK) ?? null;
  const read = readLayoutBook(current, storage?.getItem(PREVIOUS) ?? null);
  if (current !== null && read.state !== 'kept') {
    storage?.setItem(BROKEN, current);
    storage?.removeItem(BOOK);
  }
  return read;
}

/** False when the browser stores nothing; the windows stay as they are. */
export function saveBook(book: LayoutBook): boolean {
  const storage = pageStorage();
  if (storage === null) return false;
  try {
    const before = storage.getItem(BOOK);
    if (before !== null) storage.setItem(PREVIOUS, before);
    storage.setItem(BOOK, JSON.stringify(book));
    return true;
  } catch {
    return false;
  }
}

export function loadLayoutInForce(): LayoutInForce | null {
  try {
    const read = LayoutInForce.safeParse(JSON.parse(pageStorage()?.getItem(IN_FORCE) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

export function saveLayoutInForce(next: LayoutInForce): void {
  try {
    pageStorage()?.setItem(IN_FORCE, JSON.stringify(next));
  } catch {
    // When the storage is full, the other windows keep their old place; nothing else is lost.
  }
}
