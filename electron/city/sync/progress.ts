import type { SentError } from '../../../shared/contract/common.ts';
import type { SourceConfig, SourceProgress } from '../../../shared/contract/sources.ts';
import { readCursor as readExchange } from './exchange/cursor.ts';
import { readCursor as readFile } from './file/adapter.ts';
import { readTime } from './normalise/time.ts';
import { readCursor as readOpen311 } from './open311/cursor.ts';
import { isReadWholeDaily, readCursor as readRest } from './rest/adapter.ts';
import { isService, readCursor as readService } from './service/cursor.ts';
import { readCursor as readSoda } from './soda/adapter.ts';

/**
 * How far a source has been read, derived from its cursor; null before the first response. A file is `loading` until
 * its end.
 */
export function progressOf(config: SourceConfig, cursor: string | null): SourceProgress | null {
  if (cursor === null || cursor === '') return null;
  switch (config.kind) {
    case 'open311': {
      const { loaded, down, updated, requested, scanned } = readOpen311(cursor);
      // The server was queried up to `scanned`: there is nothing newer, even where the newest row is older than that.
      const upTo = loaded ? laterOf(scanned, updated ?? requested) : (updated ?? requested);
      const phase = !loaded ? 'loading' : down === null ? 'following' : 'checking';
      // A walk backwards begins a year ahead, for rows with future dates. Until it reaches the present there is no
      // «back to».
      const inPast = down !== null && scanned !== null && down.position < scanned;
      return { phase, upTo: wholeMs(upTo), backTo: inPast ? wholeMs(down.position) : null };
    }
    case 'rest': {
      const { updated, sweptAt, missing } = readRest(cursor);
      // Of what was not received whole, nothing is known to be read up to a time.
      if (missing !== null) return { phase: 'following', upTo: null, backTo: null };
      // A full read covers everything up to its start, even where the newest update time of a row is older.
      const follows = config.mapping.updatedAfterParam !== null && isReadWholeDaily(readRest(cursor));
      return {
        ...{ phase: 'following', upTo: wholeMs(laterOf(updated, sweptAt)), backTo: null },
        ...daily(follows),
      };
    }
    case 'soda': {
      const at = readTime(readSoda(cursor)?.at, { format: 'iso', zone: 'UTC' });
      return { phase: 'following', upTo: at?.ms ?? null, backTo: null };
    }
    case 'arcgis':
    case 'ogc':
    case 'wfs':
    case 'ckan': {
      const { sweptAt, missing, edited, followedAt } = readService(cursor);
      const upTo = missing === null ? wholeMs(laterOf(followedAt, sweptAt)) : null;
      return { phase: 'following', upTo, backTo: null, ...daily(edited !== null) };
    }
    case 'exchange': {
      const { loaded, upTo, missing } = readExchange(cursor);
      const known = missing === null ? wholeMs(upTo) : null;
      const follows = loaded && config.exchange.cursor !== null;
      return { phase: loaded ? 'following' : 'loading', upTo: known, backTo: null, ...daily(follows) };
    }
    case 'push':
      return null;
    case 'file': {
      const done = readFile(cursor)?.done ?? false;
      return { phase: done ? 'following' : 'loading', upTo: null, backTo: null };
    }
  }
}

/** What the last whole walk of a source is known not to have received, from its cursor; null: nothing. */
export function missingOf(config: SourceConfig, cursor: string | null): SentError | null {
  if (cursor === null || cursor === '') return null;
  if (config.kind === 'rest') return readRest(cursor).missing;
  if (config.kind === 'exchange') return readExchange(cursor).missing;
  return isService(config) ? readService(cursor).missing : null;
}

/** Changes are asked for at every poll, and everything once a day (增量，每日整读). */
function daily(isIt: boolean): { daily?: true } {
  return isIt ? { daily: true } : {};
}

function laterOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function wholeMs(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms);
}
