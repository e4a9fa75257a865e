import type { SourceConfig, SourceProgress } from '../../../shared/contract/sources.ts';
import { readTime } from './normalise/time.ts';
import { readCursor as readOpen311 } from './open311/cursor.ts';
import { readCursor as readRest } from './rest/adapter.ts';
import { readCursor as readSoda } from './soda/adapter.ts';

/** How far a source is read, told from its cursor; null before the first answer, and for files, which are read whole. */
export function progressOf(config: SourceConfig, cursor: string | null): SourceProgress | null {
  if (cursor === null || cursor === '') return null;
  switch (config.kind) {
    case 'open311': {
      const { loaded, down, updated, requested, scanned } = readOpen311(cursor);
      const upTo = updated ?? requested ?? scanned;
      const phase = !loaded ? 'loading' : down === null ? 'following' : 'checking';
      // A walk begins a year ahead, for rows dated so: that is no past yet.
      const inPast = down !== null && scanned !== null && down.position < scanned;
      return { phase, upTo: whole(upTo), backTo: inPast ? whole(down.position) : null };
    }
    case 'rest': {
      const { updated, sweptAt } = readRest(cursor);
      // Without an update time in its rows, the list as a whole was last read then.
      return { phase: 'following', upTo: whole(updated ?? sweptAt), backTo: null };
    }
    case 'soda': {
      const at = readTime(readSoda(cursor)?.at, { format: 'iso', zone: 'UTC' });
      return { phase: 'following', upTo: at?.ms ?? null, backTo: null };
    }
    case 'file':
      return null;
  }
}

function whole(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms);
}
