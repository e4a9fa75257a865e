import { OVERDUE } from '../../../shared/case/deadlineState.ts';
import type { Summary } from '../../../shared/contract/figures.ts';
import type { DeadlineInterval } from './deadlineInterval.ts';
import { reportTimeRange } from './histogram.ts';
import { keepCountedBetween, type Mask } from './mask.ts';
import { OUTCOMES, outcomesOf } from './outcomes.ts';
import { CLOSE_TIME_KNOWN, FLAG_COMBINATIONS, OPEN, type Table } from './table.ts';
import { tallyByValue } from './tally.ts';

/**
 * The figures of the KPI strip. Counts are over `mask`; `span` and the rates are over `anyTime`, the same filter without
 * from and to: a case counts in the rates of the period in which it was closed or its limit passed, not in which it was
 * reported. Reworked today (今日返工) means: sent back
 * at least once, and last updated today, since sources do not say when a case was sent back.
 */
export function summary(
  table: Table,
  mask: Mask,
  anyTime: Mask,
  now: number,
  interval: DeadlineInterval,
  today: { start: number; end: number },
  period: { from: number | undefined; to: number | undefined },
): Omit<Summary, 'revision'> {
  const by = (column: keyof Table['codes']) => tallyByValue(table.codes[column], mask, interval, null);
  return {
    now,
    todayStart: today.start,
    ...countsByState(table, mask, interval),
    ...closingRates(table, anyTime, interval, period),
    today: countsOfDay(table, mask, today),
    byChannel: by('channel'),
    byCategory: by('category'),
    byStreet: by('street'),
    byOrg: by('org'),
    bySource: by('source'),
    byStage: tallyByValue(table.codes.stage, mask, interval, 'none'),
    span: reportTimeRange(table, anyTime),
  };
}

/** Counts first by flags and overdue bit: one addition per case and no branch to mispredict. */
function countsByState(table: Table, mask: Mask, interval: DeadlineInterval) {
  const { flags } = table;
  const { states } = interval;
  const counters = new Uint32Array(2 * FLAG_COMBINATIONS);
  for (let i = 0; i < mask.length; i++) {
    counters[(flags[i]! << 1) | ((states[i]! & OVERDUE) >>> 1)]! += mask[i]!;
  }
  const sums = { matching: 0, open: 0, overdueOpen: 0, closedLate: 0 };
  counters.forEach((cases, index) => {
    const flag = index >>> 1;
    const overdue = (index & 1) !== 0;
    sums.matching += cases;
    if ((flag & OPEN) !== 0) {
      sums.open += cases;
      if (overdue) sums.overdueOpen += cases;
    } else {
      if (overdue) sums.closedLate += cases;
    }
  });
  return sums;
}

/** 按期结案率 and 结案率 of the cases that should be closed in a period. */
function closingRates(
  table: Table,
  mask: Mask,
  interval: DeadlineInterval,
  { from, to }: { from: number | undefined; to: number | undefined },
) {
  const outcomes = outcomesOf(table, interval);
  const counted = mask.slice();
  keepCountedBetween(counted, table, from, to);
  const sums = new Uint32Array(OUTCOMES.length + 1);
  for (let i = 0; i < counted.length; i++) sums[outcomes[i]!]! += counted[i]!;
  const [, onTime = 0, late = 0, unclosed = 0] = sums;
  const denominator = onTime + late + unclosed;
  return {
    onTime: { numerator: onTime, denominator },
    closing: { numerator: onTime + late, denominator },
  };
}

/** Counts of one day. Few cases fall on it, so the branches are mostly predicted right. */
function countsOfDay(table: Table, mask: Mask, { start, end }: { start: number; end: number }) {
  const { flags, rework } = table;
  const { requestedAt, updatedAt, closedAt } = table.times;
  let reported = 0;
  let closed = 0;
  let reworked = 0;
  for (let i = 0; i < mask.length; i++) {
    const asked = requestedAt[i]!;
    if (asked >= start && asked < end) reported += mask[i]!;
    const ended = closedAt[i]!;
    if (ended >= start && ended < end && (flags[i]! & (OPEN | CLOSE_TIME_KNOWN)) === CLOSE_TIME_KNOWN)
      closed += mask[i]!;
    const updated = updatedAt[i]!;
    if (updated >= start && updated < end && rework[i]! > 0) reworked += mask[i]!;
  }
  return { reported, closed, reworked };
}
