import { z } from 'zod';
import type { DemoCase } from './casesOfDay.ts';
import type { Step } from './timeline.ts';

/** A refused request, with the error format of GeoReport v2. */
export class BadRequest extends Error {}

const Whole = z.coerce.number().int().positive();
const MAX_PAGE_SIZE = 500;
const DAY = 86_400_000;

export type ListQuery = {
  page: number;
  pageSize: number;
  /** Lower bounds on report and last change, UTC ms, for skipping whole days. */
  reportedFrom: number;
  changedFrom: number;
  /** Whether a case with this current step is part of the answer. */
  matches(demo: DemoCase, step: Step): boolean;
};

/**
 * Reads the parameters of `requests.json`. An empty parameter counts as absent (GeoReport v2); without start_date the
 * last 90 days count; a time without a zone is local to the city. Throws BadRequest on a time, page or status that
 * cannot be read.
 */
export function readListQuery(params: URLSearchParams, now: number, zone: string): ListQuery {
  const text = (name: string) => params.get(name)?.trim() || null;
  const from = readTime(text('start_date'), 'start_date', zone) ?? now - 90 * DAY;
  const to = readTime(text('end_date'), 'end_date', zone) ?? Number.POSITIVE_INFINITY;
  const updatedFrom = readTime(text('updated_after'), 'updated_after', zone) ?? Number.NEGATIVE_INFINITY;
  const updatedTo = readTime(text('updated_before'), 'updated_before', zone) ?? Number.POSITIVE_INFINITY;
  const status = readStatus(text('status'));
  const codes = readList(text('service_code'));
  return {
    page: readWhole(text('page'), 'page') ?? 1,
    pageSize: Math.min(MAX_PAGE_SIZE, readWhole(text('page_size') ?? text('per_page'), 'page_size') ?? 50),
    reportedFrom: from,
    changedFrom: updatedFrom,
    matches(demo, step) {
      if (demo.requestedAt < from || demo.requestedAt > to) return false;
      if (step.at < updatedFrom || step.at > updatedTo) return false;
      if (codes && !codes.has(demo.item.code)) return false;
      const closed = step.stage === 'closed' || step.stage === 'cancelled';
      return status === null || status.has(closed ? 'closed' : 'open');
    },
  };
}

/** Values of a comma list; null if there are none. */
export function readList(text: string | null): Set<string> | null {
  const parts = (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 ? new Set(parts) : null;
}

function readTime(text: string | null, name: string, zone: string): number | null {
  if (text === null) return null;
  // A «+» of the offset that the client did not encode arrives as a blank.
  const time = text.replace(/ (\d\d:\d\d)$/, '+$1');
  try {
    // Date.parse would read a time without a zone in the zone of the machine.
    return /(Z|[+-]\d\d:\d\d)$/i.test(time)
      ? Temporal.Instant.from(time).epochMilliseconds
      : Temporal.PlainDateTime.from(time).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    throw new BadRequest(`${name} is not an ISO 8601 time: ${text}`);
  }
}

function readWhole(text: string | null, name: string): number | null {
  if (text === null) return null;
  const parsed = Whole.safeParse(text);
  if (!parsed.success) throw new BadRequest(`${name} must be a whole number from 1: ${text}`);
  return parsed.data;
}

function readStatus(text: string | null): Set<string> | null {
  const status = readList(text);
  for (const word of status ?? []) {
    if (word !== 'open' && word !== 'closed')
      throw new BadRequest(`status is neither open nor closed: ${word}`);
  }
  return status;
}
