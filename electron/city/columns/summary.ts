import type { Summary } from '../../../shared/contract/figures.ts';
import { reportedExtent } from './histogram.ts';
import type { Mask } from './mask.ts';
import type { Moment } from './moment.ts';
import { OPEN, type Table } from './table.ts';
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
  moment: Moment,
  today: { start: number; end: number },
): Omit<Summary, 'revision'> {
  const by = (column: keyof Table['codes']) => tallies(table.codes[column], mask, moment);
  return {
    now,
    todayStart: today.start,
    ...standings(table, mask, now, today),
    byChannel: by('channel'),
    byCategory: by('category'),
    byStreet: by('street'),
    byOrg: by('org'),
    bySource: by('source'),
    span: reportedExtent(table, anyTime),
  };
}

function standings(table: Table, mask: Mask, now: number, today: { start: number; end: number }) {
  const { flags, rework } = table;
  const { requestedAt, updatedAt, closedAt, dueAt } = table.times;
  const { start, end } = today;
  let matching = 0;
  let open = 0;
  let overdueOpen = 0;
  let closedLate = 0;
  let judged = 0;
  let reported = 0;
  let closed = 0;
  let reworked = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    matching++;
    const due = dueAt[i]!;
    if ((flags[i]! & OPEN) !== 0) {
      open++;
      if (due < now) overdueOpen++;
    } else {
      const at = closedAt[i]!;
      if (due < at) closedLate++;
      if (!Number.isNaN(due - at)) judged++;
      if (at >= start && at < end) closed++;
    }
    const asked = requestedAt[i]!;
    if (asked >= start && asked < end) reported++;
    if (rework[i]! > 0) {
      const updated = updatedAt[i]!;
      if (updated >= start && updated < end) reworked++;
    }
  }
  return {
    matching,
    open,
    overdueOpen,
    closedLate,
    today: { reported, closed, reworked },
    onTime: { numerator: judged - closedLate, denominator: judged },
  };
}
