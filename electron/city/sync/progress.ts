import type { SourceConfig, SourceProgress } from '../../../shared/contract/sources.ts';
import { readCursor as readFile } from './file/adapter.ts';
import { readTime } from './normalise/time.ts';
import { readCursor as readOpen311 } from './open311/cursor.ts';
import { readCursor as readRest } from './rest/adapter.ts';
import { readCursor as readSoda } from './soda/adapter.ts';

/** How far a source is read, derived from its cursor; null before the first answer. A file is `loading` until its end. */
export function progressOf(config: SourceConfig, cursor: string | null): SourceProgress | null {
  if (cursor === null || cursor === '') return null;
  switch (config.kind) {
    case 'open311': {
      const { loaded, down, updated, requested, scanned } = readOpen311(cursor);
      // Asked up to `scanned`, and answered: nothing newer than the newest row is not the same as not asked.
      const upTo = loaded ? newest(scanned, updated ?? requested) : (updated ?? requested);
      const phase = !loaded ? 'loading' : down === null ? 'following' : 'checking';
      // A walk begins a year ahead, for rows dated so: that is no past yet.
      const inPast = down !== null && scanned !== null && down.position < scanned;
      return { phase, upTo: whole(upTo), backTo: inPast ? whole(down.position) : null };
    }
    case 'rest': {
      const { updated, sweptAt } = readRest(cursor);
      // The list as a whole was last read when it was swept, whatever its rows say of their changes.
      return { phase: 'following', upTo: whole(newest(updated, sweptAt)), backTo: null };
    }
    case 'soda': {
      const at = readTime(readSoda(cursor)?.at, { format: 'iso', zone: 'UTC' });
      return { phase: 'following', upTo: at?.ms ?? null, backTo: null };
    }
    case 'file': {
      const done = readFile(cursor)?.done ?? false;
      return { phase: done ? 'following' : 'loading', upTo: null, backTo: null };
    }
  }
}

function newest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function whole(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms);
}
