import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LayoutBook } from '../../../shared/layout/layout.ts';
import { type LayoutBookState, readLayoutBook } from '../../../shared/layout/layoutBook.ts';

export type LayoutStore = {
  read(): { book: LayoutBook; state: LayoutBookState };
  /** False if the file cannot be written; the windows are not affected. */
  write(book: LayoutBook): boolean;
};

/**
 * Stores the layouts of this workstation in one small file, and its previous version as `.previous`. An unreadable file is
 * renamed to `.broken` for inspection, and never prevents the start.
 */
export function openLayoutStore(path: string): LayoutStore {
  const previous = `${path}.previous`;
  return {
    read: () => {
      const current = textOf(path);
      const read = readLayoutBook(current, textOf(previous));
      if (current !== null && read.state !== 'kept') renameIfPresent(path, `${path}.broken`);
      return read;
    },
    write: (book) => {
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(`${path}.new`, `${JSON.stringify(book, null, 1)}\n`);
        renameIfPresent(path, previous);
        renameSync(`${path}.new`, path);
        return true;
      } catch {
        return false;
      }
    },
  };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function renameIfPresent(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // There is no such file.
  }
}
