import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LayoutBook } from '../../../shared/layout/layout.ts';
import { type LayoutBookState, readLayoutBook } from '../../../shared/layout/layoutBook.ts';

export type LayoutStore = {
  read(): { book: LayoutBook; state: LayoutBookState };
  /** False when the file cannot be written; the windows stay as they are. */
  write(book: LayoutBook): boolean;
};

/**
 * The layouts of this workstation in one small file, the version before beside it as `.previous`. A file that cannot be
 * read as layouts is moved aside as `.broken`, so that somebody can look at it, and never stops the start.
 */
export function openLayoutStore(path: string): LayoutStore {
  const previous = `${path}.previous`;
  return {
    read: () => {
      const current = textOf(path);
      const read = readLayoutBook(current, textOf(previous));
      if (current !== null && read.state !== 'kept') move(path, `${path}.broken`);
      return read;
    },
    write: (book) => {
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(`${path}.new`, `${JSON.stringify(book, null, 1)}\n`);
        move(path, previous);
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

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // Nothing there to move.
  }
}
