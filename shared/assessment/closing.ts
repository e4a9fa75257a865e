import type { Punctuality } from '../contract/filters.ts';

/** What the rates of closing need to know of a case. Times in UTC ms. */
export type ClosingFacts = {
  open: boolean;
  /** 办理阶段; null: not known. */
  stage: string | null;
  /** Null: not closed, or at an unknown time. */
  closedAt: number | null;
  /** Its limit (时限); null: it has none. */
  dueAt: number | null;
};

/**
 * How a case stands towards 应结案 at a moment, see `Punctuality`; null: it should not be closed yet, or counts in no rate.
 * domain-2.md §1.2, variants (a) and (e).
 */
export function punctualityOf(facts: ClosingFacts, asOf: number): Punctuality | null {
  const { open, stage, closedAt, dueAt } = facts;
  if (dueAt === null || stage === 'cancelled') return null;
  if (open) return stage !== 'suspended' && dueAt < asOf ? 'unclosed' : null;
  if (closedAt === null) return null;
  return closedAt > dueAt ? 'late' : 'on-time';
}

/**
 * The moment by which a case with a punctuality counts in a period: the earlier of its closing and its limit. It never
 * changes once it has passed, so each case counts in exactly one month.
 */
export function countedAt({ open, closedAt, dueAt }: ClosingFacts): number {
  const limit = dueAt ?? Number.POSITIVE_INFINITY;
  return open || closedAt === null ? limit : Math.min(closedAt, limit);
}

/** Cases by punctuality, of those that count in [from, to). */
export function closingCounts(
  cases: Iterable<ClosingFacts>,
  period: { from: number; to: number },
  asOf: number,
): { due: number; closed: number; closedOnTime: number } {
  const counts = { due: 0, closed: 0, closedOnTime: 0 };
  for (const facts of cases) {
    const punctuality = punctualityOf(facts, asOf);
    const at = countedAt(facts);
    if (punctuality === null || at < period.from || at >= period.to) continue;
    counts.due++;
    if (punctuality !== 'unclosed') counts.closed++;
    if (punctuality === 'on-time') counts.closedOnTime++;
  }
  return counts;
}
