import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import { zoneRules } from '../../../../shared/time/zoneRules.ts';
import { queryTime } from './request.ts';

export const SECOND = 1_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** The time of a case that a query filters by. */
export type Axis = 'requested' | 'updated';

/** Range in UTC ms, whole seconds. `to` null means no upper bound, which only the updated axis allows. */
export type Span = { from: number; to: number | null };

/**
 * Query parameters of a span. Servers differ in whether the bounds are inclusive (CitySDK: neither is), so the query
 * reaches one second further on either side; duplicate rows are harmless. `tight`: without that margin, next to seconds
 * whose data makes the server fail.
 */
export function spanParams(
  axis: Axis,
  span: Span,
  dialect: DialectRecord,
  zone: string,
  tight: boolean,
): [string, string][] {
  const margin = tight ? 0 : marginOf(span, dialect, zone);
  const [afterName, beforeName] =
    axis === 'requested'
      ? ['start_date', 'end_date']
      : [dialect.updatedAfterParam, dialect.updatedBeforeParam];
  const params: [string, string][] = [];
  if (afterName !== null) params.push([afterName, queryTime(span.from - margin, dialect, zone)]);
  if (beforeName !== null && span.to !== null)
    params.push([beforeName, queryTime(span.to + margin, dialect, zone)]);
  return params;
}

/** Local times repeat an hour when summer time ends: a window across that must be wider by the shift. ms. */
function marginOf(span: Span, dialect: DialectRecord, zone: string): number {
  if (dialect.dateStyle !== 'iso-no-zone' || span.to === null) return SECOND;
  const rules = zoneRules(zone);
  if (rules === null) return SECOND;
  const shift = rules.toLocal(span.to) - span.to - (rules.toLocal(span.from) - span.from);
  return SECOND + Math.abs(shift);
}

/** Rounds a span outwards to whole seconds. */
export function wholeSeconds(span: { from: number; to: number }): { from: number; to: number } {
  return { from: Math.floor(span.from / SECOND) * SECOND, to: Math.ceil(span.to / SECOND) * SECOND };
}
