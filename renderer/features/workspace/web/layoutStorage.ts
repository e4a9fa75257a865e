import { z } from 'zod';
import { type BookState, readBook } from '../../../../shared/layout/book.ts';
import { Layout, type LayoutBook, ProfileId } from '../../../../shared/layout/layout.ts';
import { pageStorage } from '../../../base/page-storage.ts';

const BOOK = 'citywhistle.windows';
const PREVIOUS = `${BOOK}.previous`;
const BROKEN = `${BOOK}.broken`;
const STANDING = `${BOOK}.standing`;

/** Whether an entry of the page's storage is one of the layouts'. */
export function isOurs(key: string): boolean {
  return key === BOOK || key === STANDING;
}

/** The layout in force, shared by the windows of the browser profile; `turn` as in the view. */
const Standing = z.object({ turn: z.int().min(0), active: ProfileId.nullable(), layout: Layout });
export type WebStanding = z.infer<typeof Standing>;

/** The kept layouts. A broken entry is set aside once, and the version before is taken. */
export function loadBook(): { book: LayoutBook; state: BookState } {
  const storage = pageStorage();
  const current = storage?.getItem(BOOK) ?? null;
  const read = readBook(current, storage?.getItem(PREVIOUS) ?? null);
  if (current !== null && read.state !== 'kept') {
    storage?.setItem(BROKEN, current);
    storage?.removeItem(BOOK);
  }
  return read;
}

/** False when the browser keeps nothing; the windows stay as they are. */
export function keepBook(book: LayoutBook): boolean {
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

export function loadStanding(): WebStanding | null {
  try {
    const read = Standing.safeParse(JSON.parse(pageStorage()?.getItem(STANDING) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

export function keepStanding(standing: WebStanding): void {
  try {
    pageStorage()?.setItem(STANDING, JSON.stringify(standing));
  } catch {
    // A full storage costs the other windows their place, not their work.
  }
}
