import { createHash } from 'node:crypto';
import type { Operator } from '../../../shared/contract/people.ts';
import type { WhistleListQuery, WhistlePage } from '../../../shared/contract/whistles.ts';
import type { ClockContext } from '../../../shared/whistle/clock.ts';
import { summaryOf } from '../../../shared/whistle/view.ts';
import type { ListPosition, WhistleFilter, WhistleQuery } from '../store/whistleQuery.ts';
import type { WhistleReader } from './streams.ts';

/** The cursor does not belong to this list. */
export class InvalidCursor extends Error {}

/** A page of the board's list, newest first. The cursor identifies a row, so that new whistles do not shift the pages. */
export function listWhistles(
  { streams, query }: { streams: WhistleReader; query: WhistleQuery },
  clockContext: ClockContext,
  asked: WhistleListQuery,
  operator: Operator | null,
  now: number,
): WhistlePage {
  const { cursor, limit, ...rest } = asked;
  const filter = filterOf(rest, operator);
  const seal = createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 8);
  const rows = query.page(filter, cursor === undefined ? null : readCursor(cursor, seal), limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => summaryOf(streams.read(row.id, row), { ...clockContext, now })),
    total: query.count(filter),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(last, seal) : null,
  };
}

function filterOf(
  asked: Omit<WhistleListQuery, 'cursor' | 'limit'>,
  operator: Operator | null,
): WhistleFilter {
  const mine = asked.mine === true;
  return {
    stages: asked.stage ?? [],
    streets: asked.street ?? [],
    orgs: asked.org ?? [],
    kinds: asked.kind ?? [],
    levels: (asked.level ?? []).map(Number),
    open: mine ? true : (asked.open ?? null),
    // Nobody is signed in: the empty organisation matches no row.
    waitsFor: mine ? { org: operator?.org ?? '', roles: operator?.roles ?? [] } : null,
    text: asked.q === undefined || asked.q === '' ? null : asked.q,
    bbox: asked.bbox ?? null,
  };
}

function writeCursor({ createdAt, key }: ListPosition, seal: string): string {
  return Buffer.from(`${seal}.${createdAt}.${key}`, 'latin1').toString('base64url');
}

function readCursor(text: string, seal: string): ListPosition {
  const match = /^([\w-]{8})\.(\d{1,16})\.(\d{1,12})$/.exec(
    Buffer.from(text, 'base64url').toString('latin1'),
  );
  if (match === null || match[1] !== seal) throw new InvalidCursor();
  return { createdAt: Number(match[2]), key: Number(match[3]) };
}
