import type { Summary } from '../../../shared/contract/figures.ts';
import { type DeadlineInterval, OVERDUE } from './deadlineInterval.ts';
import { reportedExtent } from './histogram.ts';
import type { Mask } from './mask.ts';
import { ENDED, FLAG_SUMS, LIMITED, OPEN, type Table } from './table.ts';
import { tallies } from './tally.ts';

/**
 * The KPI strip. Counts are over `mask`; `span` over `anyTime`, the same filter without from and to.
 * Of closed cases with a limit, those whose closing time is unknown stand neither in the on-time rate nor in
 * `closedLate`: so the rate's two parts differ by exactly `closedLate`. Reworked today (今日返工): sent back at least
 * once, and last updated today; sources do not tell when it was that they were sent back.
 */
export function summary(
  table: Table,
  mask: Mask,
  anyTime: Mask,
  now: number,
  interval: DeadlineInterval,
  today: { start: number; end: number },
): Omit<Summary, 'revision'> {
  const by = (column: keyof Table['codes']) => tallies(table.codes[column], mask, interval, null);
  return {
    now,
    todayStart: today.start,
    ...standings(table, mask, interval),
    today: onDay(table, mask, today),
    byChannel: by('channel'),
    byCategory: by('category'),
    byStreet: by('street'),
    byOrg: by('org'),
    bySource: by('source'),
    byStage: tallies(table.codes.stage, mask, interval, 'none'),
    span: reportedExtent(table, anyTime),
  };
}

/** Counted by flags and by whether overdue first: one addition a case, and no branch to be guessed wrong. */
function standings(table: Table, mask: Mask, interval: DeadlineInterval) {
  const { flags } = table;
  const { states } = interval;
  const counters = new Uint32Array(2 * FLAG_SUMS);
  for (let i = 0; i < mask.length; i++) {
    counters[(flags[i]! << 1) | ((states[i]! & OVERDUE) >>> 1)]! += mask[i]!;
  }
  const sums = { matching: 0, open: 0, overdueOpen: 0, closedLate: 0 };
  let judged = 0;
  counters.forEach((cases, index) => {
    const flag = index >>> 1;
    const overdue = (index & 1) !== 0;
    sums.matching += cases;
    if ((flag & OPEN) !== 0) {
      sums.open += cases;
      if (overdue) sums.overdueOpen += cases;
    } else {
      if (overdue) sums.closedLate += cases;
      if ((flag & LIMITED) !== 0 && (flag & ENDED) !== 0) judged += cases;
    }
  });
  return { ...sums, onTime: { numerator: judged - sums.closedLate, denominator: judged } };
}

/** What happened on one day: rare, so that each time is one comparison that is mostly guessed right. */
function onDay(table: Table, mask: Mask, { start, end }: { start: number; end: number }) {
  const { flags, rework } = table;
  const { requestedAt, updatedAt, closedAt } = table.times;
  let reported = 0;
  let closed = 0;
  let reworked = 0;
  for (let i = 0; i < mask.length; i++) {
    const asked = requestedAt[i]!;
    if (asked >= start && asked < end) reported += mask[i]!;
    const ended = closedAt[i]!;
    if (ended >= start && ended < end && (flags[i]! & (OPEN | ENDED)) === ENDED) closed += mask[i]!;
    const updated = updatedAt[i]!;
    if (updated >= start && updated < end && rework[i]! > 0) reworked += mask[i]!;
  }
  return { reported, closed, reworked };
}
