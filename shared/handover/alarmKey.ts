import type { Waiting, WhistleSummary } from '../contract/whistles.ts';

/**
 * Name of an alarm (an act that somebody owes): the same until the act changes or falls overdue, for then it is another
 * alarm, and nobody has put that one off.
 */
export function alarmKey(row: Pick<WhistleSummary, 'id' | 'round'>, waiting: Waiting): string {
  return [row.id, waiting.summons ?? 'w', waiting.what.zh, row.round, waiting.overdue ? 'late' : ''].join(
    '/',
  );
}
