import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import { zoneRules } from '../../../../shared/time/zoneRules.ts';
import { queryTime } from './request.ts';

export const SECOND = 1_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** Which time of a case a window is on. */
export type Axis = 'requested' | 'updated';

/** From and to in UTC ms, whole seconds; `to` null is «until now» and only known to the updated axis. */
export type Span = { from: number; to: number | null };

/**
 * The parameters that ask for a span. Servers differ in whether the ends belong to it (CitySDK: neither does), so a
 * second more is asked on either side; rows had twice do no harm. `tight` leaves it out, next to poisoned seconds.
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

/** Times without a zone repeat an hour when summer time ends: a window across it must reach over the repetition. */
function marginOf(span: Span, dialect: DialectRecord, zone: string): number {
  if (dialect.dateStyle !== 'iso-no-zone' || span.to === null) return SECOND;
  const rules = zoneRules(zone);
  if (rules === null) return SECOND;
  const shift = rules.toLocal(span.to) - span.to - (rules.toLocal(span.from) - span.from);
  return SECOND + Math.abs(shift);
}

/** Whole seconds outwards. */
export function wholeSeconds(span: { from: number; to: number }): { from: number; to: number } {
  return { from: Math.floor(span.from / SECOND) * SECOND, to: Math.ceil(span.to / SECOND) * SECOND };
}
