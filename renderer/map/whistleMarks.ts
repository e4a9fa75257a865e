import type { LonLat } from '../../shared/contract/common.ts';
import type { WhistleStage, WhistleSummary } from '../../shared/contract/whistles.ts';
import { remainingOf, urgency } from '../ui/whistleClock.ts';

/**
 * The stage of a whistle in five groups with distinct shapes: calling 待派 (not blown yet), coming 报到 中, working 处置中,
 * judging 待确认/待评价, held 挂账. Each has a shape of its own.
 */
export const WHISTLE_GROUPS = ['calling', 'coming', 'working', 'judging', 'held'] as const;
export type WhistleGroup = (typeof WHISTLE_GROUPS)[number];

const GROUP: Record<WhistleStage, WhistleGroup | null> = {
  // A draft concerns only its street.
  draft: null,
  'pending-approval': 'calling',
  'pending-triage': 'calling',
  blown: 'coming',
  assembling: 'coming',
  handling: 'working',
  'pending-confirm': 'judging',
  'pending-eval': 'judging',
  suspended: 'held',
  closed: null,
  withdrawn: null,
  rejected: null,
  merged: null,
};

export function groupOf(row: Pick<WhistleSummary, 'stage'>): WhistleGroup | null {
  return GROUP[row.stage];
}

/** State of the nearest clock: past 超时, soon (less than a fifth left), left, still (paused, or no clock). */
export const WHISTLE_TONES = ['past', 'soon', 'left', 'still'] as const;
export type WhistleTone = (typeof WHISTLE_TONES)[number];

export function toneOf({ nearest }: Pick<WhistleSummary, 'nearest'>, now: number): WhistleTone {
  if (nearest === null) return 'still';
  const left = remainingOf(nearest, now);
  if (left.kind === 'past') return 'past';
  if (left.kind === 'left') return left.soon ? 'soon' : 'left';
  return 'still';
}

/** A whistle on the map. `place` WGS-84. */
export type WhistleMark = {
  id: string;
  place: [lon: number, lat: number];
  group: WhistleGroup;
  tone: WhistleTone;
  level: WhistleSummary['level'];
  row: WhistleSummary;
};

/** Whistles that have a place, the most pressing first: by escalation level, then by the share of time left. */
export function marksOf(rows: Iterable<WhistleSummary>, now: number): WhistleMark[] {
  const marks: WhistleMark[] = [];
  for (const row of mostUrgentFirst(rows, now)) {
    const group = groupOf(row);
    if (group === null || row.lon === null || row.lat === null) continue;
    marks.push({
      id: row.id,
      place: [row.lon, row.lat],
      group,
      tone: toneOf(row, now),
      level: row.level,
      row,
    });
  }
  return marks;
}

/** Open whistles except drafts, most urgent first. */
export function mostUrgentFirst(rows: Iterable<WhistleSummary>, now: number): WhistleSummary[] {
  const keyed = Array.from(rows, (row) => ({ row, left: urgency(row.nearest, now) })).filter(
    ({ row }) => groupOf(row) !== null,
  );
  keyed.sort((a, b) => {
    const past = Number(b.left < 0) - Number(a.left < 0);
    if (past !== 0) return past;
    if (a.left < 0 && a.row.level !== b.row.level) return b.row.level - a.row.level;
    return a.left === b.left ? a.row.createdAt - b.row.createdAt : a.left - b.left;
  });
  return keyed.map(({ row }) => row);
}

/** Counts for a wall: open whistles by group, overdue, at level 督办 or above, with departments missing. */
export function wallCounts(
  rows: Iterable<WhistleSummary>,
  now: number,
): { open: number; groups: Record<WhistleGroup, number>; past: number; supervised: number; missing: number } {
  const groups = { calling: 0, coming: 0, working: 0, judging: 0, held: 0 };
  const tally = { open: 0, groups, past: 0, supervised: 0, missing: 0 };
  for (const row of rows) {
    const group = groupOf(row);
    if (group === null) continue;
    tally.open += 1;
    groups[group] += 1;
    if (toneOf(row, now) === 'past') tally.past += 1;
    if (row.level >= 2) tally.supervised += 1;
    if (notArrived(row).some(({ late }) => late)) tally.missing += 1;
  }
  return tally;
}

const NOT_ARRIVED: ReadonlySet<string> = new Set(['notified', 'signed', 'contacted', 'objected', 'excused']);

/** Departments and leaders who were called and have not come. */
export function notArrived(row: Pick<WhistleSummary, 'departments'>): WhistleSummary['departments'] {
  return row.departments.filter(({ stage }) => NOT_ARRIVED.has(stage));
}

/** The mark under a place on the screen: the nearest within `radius` px, of equally near ones the more pressing. */
export function whistleAt(
  marks: readonly WhistleMark[],
  project: (place: LonLat) => number[],
  x: number,
  y: number,
  radius: number,
): WhistleMark | null {
  let best: { mark: WhistleMark; distance: number } | null = null;
  for (const mark of marks) {
    const [px = 0, py = 0] = project(mark.place);
    const distance = Math.hypot(px - x, py - y);
    if (distance <= radius && (best === null || distance < best.distance)) best = { mark, distance };
  }
  return best?.mark ?? null;
}
