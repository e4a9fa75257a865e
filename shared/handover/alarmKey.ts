import type { Waiting, WhistleSummary } from '../contract/whistles.ts';

/**
 * Identifies an alarm (an action that somebody has to take). The key changes when the action changes or becomes overdue,
 * so that shelving the earlier alarm does not hide the new one.
 */
export function alarmKey(row: Pick<WhistleSummary, 'id' | 'round'>, waiting: Waiting): string {
  return [row.id, waiting.summons ?? 'w', waiting.what.zh, row.round, waiting.overdue ? 'late' : ''].join(
    '/',
  );
}
