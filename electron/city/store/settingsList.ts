import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from './files.ts';

/** A list of settings in a file of the data folder, in an order that counts. It holds no key. */
export type SettingsList<T, E extends Error> = {
  entries(): readonly T[];
  /** Null while the file could be read. */
  damaged(): E | null;
  /**
   * `position`: where it goes among the others; null: where it was, a new one at the end.
   * @throws where that would replace a file that could not be read
   */
  save(entry: T, position: number | null): void;
  /** False if there is no such entry. @throws as `save` does */
  remove(id: string): boolean;
};

/** `refused`: what is said of a file that cannot be read, which is then never overwritten. */
export function openSettingsList<T extends { id: string }, E extends Error>(
  path: string,
  schema: z.ZodType<T>,
  refused: (path: string) => E,
): SettingsList<T, E> {
  const File = z.object({ format: z.literal(1), entries: z.array(schema).max(50) });
  let entries: T[] = [];
  let damaged: E | null = null;
  if (existsSync(path))
    try {
      ({ entries } = File.parse(JSON.parse(readFileSync(path, 'utf8'))));
    } catch {
      damaged = refused(path);
    }

  function write(next: T[]): void {
    if (damaged !== null) throw damaged;
    writeDurably(path, JSON.stringify({ format: 1, entries: next }));
    entries = next;
  }

  return {
    entries: () => entries,
    damaged: () => damaged,
    save(entry, position) {
      const others = entries.filter(({ id }) => id !== entry.id);
      const before = entries.findIndex(({ id }) => id === entry.id);
      write(others.toSpliced(position ?? (before < 0 ? others.length : before), 0, entry));
    },
    remove(id) {
      const left = entries.filter((entry) => entry.id !== id);
      if (left.length === entries.length) return false;
      write(left);
      return true;
    },
  };
}
