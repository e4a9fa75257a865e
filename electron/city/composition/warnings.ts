import { statfs } from 'node:fs/promises';
import type { SourceStatus } from '../../../shared/contract/sources.ts';
import type { Warning } from '../../../shared/contract/status.ts';
import {
  type ErrorCode,
  type ErrorParameters,
  errorText,
  sentError,
} from '../../../shared/errors/errorText.ts';
import { calendarOf } from '../../../shared/pack/placer.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { coverageGap } from '../../../shared/time/coverage.ts';
import { localDateTime } from '../../../shared/time/zone.ts';
import type { ClockDoubt } from '../clock/trustedClock.ts';
import type { SecretStore } from '../ports.ts';

const DAY = 86_400_000;
/** The longest limits of the catalogue end about this far ahead. */
const LIMITS_REACH_DAYS = 60;
/**
 * Poll windows overlap by minutes; a larger clock difference makes limits and cursors wrong (domain.md §8.3: show
 * drift).
 */
const MAX_SKEW_MS = 5 * 60_000;
const GIB = 1024 ** 3;
const LOW_SPACE = 2 * GIB;
const CRITICAL_SPACE = GIB / 4;

/** Warns of a year that the calendar lacks: its limits are provisional, or cannot be computed. */
export function calendarWarnings(pack: CityPack, now: number): Warning[] {
  const calendar = calendarOf(pack);
  const gap = coverageGap(calendar, now, LIMITS_REACH_DAYS * DAY);
  if (gap === null) return [];
  const parameters = { calendar: calendar.name, year: gap.year };
  // Once the year has begun, its notice has long been published.
  if (gap.counted === 'provisionally')
    return [warning(gap.needed === 'now' ? 'error' : 'warning', 'calendar-provisional', parameters)];
  return gap.needed === 'now'
    ? [warning('error', 'calendar-missing', parameters)]
    : [warning('warning', 'calendar-ending', parameters)];
}

/** Warns while the machine's clock is not believed; both times are given, since somebody has to say which is right. */
export function clockWarnings(doubt: ClockDoubt | null, zone: string): Warning[] {
  if (doubt === null) return [];
  const text = (at: number) => localDateTime(at, zone);
  const parameters = { machine: text(doubt.machine), trusted: text(doubt.trusted) };
  return [warning('error', doubt.kind === 'jump' ? 'clock-jumped' : 'clock-behind', parameters)];
}

export function skewWarnings(statuses: readonly SourceStatus[]): Warning[] {
  return statuses
    .filter((status) => Math.abs(status.skewMs ?? 0) > MAX_SKEW_MS)
    .map(({ name, skewMs }) => {
      const minutes = Math.round(Math.abs(skewMs ?? 0) / 60_000);
      return warning('warning', 'clock-skew', { source: name, minutes });
    });
}

export function secretWarnings(secrets: SecretStore): Warning[] {
  const { storage } = secrets;
  const told = { note: errorText('keys-stored', storage, 'zh'), storage };
  if (secrets.degraded) return [warning('warning', 'secrets-degraded', told)];
  return secrets.kind === 'os' ? [] : [warning('info', 'secrets-in-file', told)];
}

/** Warns before the disk is full. */
export async function diskWarnings(dataDir: string): Promise<Warning[]> {
  const stats = await statfs(dataDir).catch(() => null);
  if (stats === null) return [warning('error', 'data-folder-gone', { path: dataDir })];
  const free = stats.bavail * stats.bsize;
  if (free >= LOW_SPACE) return [];
  const left = free >= GIB ? `${(free / GIB).toFixed(1)} GB` : `${Math.floor(free / 1024 ** 2)} MB`;
  return [warning(free < CRITICAL_SPACE ? 'error' : 'warning', 'disk-nearly-full', { left })];
}

export function columnsWarning(state: 'building' | 'ready' | 'failed'): Warning[] {
  if (state === 'building') return [warning('info', 'columns-rebuilding', {})];
  if (state === 'failed') return [warning('error', 'columns-failed', { reason: 'not-built' })];
  return [];
}

/** Warns of whistle timers that could not be fired; they are skipped so that later ones still fire. */
export function timerWarnings(stuck: number): Warning[] {
  if (stuck === 0) return [];
  return [warning('error', 'timer-stuck', { count: stuck })];
}

/** A warning with its severity. */
export function warning<C extends ErrorCode>(
  severity: Warning['severity'],
  code: C,
  parameters: ErrorParameters<C>,
): Warning {
  return { ...sentError(code, parameters), severity };
}
