import type { LonLat } from '../../../../shared/contract/common.ts';
import type { RowReading } from '../adapter.ts';
import type { Steps } from './run.ts';

/**
 * Reads a sample of rows and adds a line to the report: how many can be read, with the reason of the first that cannot. `good`:
 * rows that can be read; `points`: where they lie as received, where that may be degrees.
 */
export function readSample(
  rows: readonly unknown[],
  read: (row: unknown) => RowReading,
  steps: Steps,
): { good: number; points: LonLat[] } {
  if (rows.length === 0) {
    steps.failed('sample', 'probe-empty-sample', {});
    return { good: 0, points: [] };
  }
  const readings = rows.map(read);
  const good = readings.filter(({ ok }) => ok).length;
  const counts = { rows: rows.length, readable: good };
  const bad = readings.find((reading) => !reading.ok);
  if (bad?.ok === false) {
    const { code, parameters, reason } = bad.refusal;
    steps.failed('sample', 'probe-sample-bad', { ...counts, cause: { code, parameters, message: reason } });
  } else steps.ok('sample', 'probe-sample', counts);
  const points = readings.flatMap((reading): LonLat[] =>
    reading.ok && reading.case.originalLocation !== null
      ? degrees(reading.case.originalLocation.x, reading.case.originalLocation.y)
      : [],
  );
  return { good, points };
}

/** One point, x = longitude; none where the numbers cannot be degrees, or are the zeros that stand for «no place». */
export function degrees(x: unknown, y: unknown): LonLat[] {
  const [lon, lat] = [Number(x), Number(y)];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && lon !== 0 && lat !== 0 ? [[lon, lat]] : [];
}
