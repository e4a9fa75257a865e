import type { WhistleRules } from '../pack/whistles.ts';
import type { WhistleState } from './state.ts';

const DAY = 86_400_000;

/** Whether a closed whistle (已销号) can still be reopened (重启) by its age (domain.md §3.2 E20). `now` UTC ms. */
export function mayBeReopened(
  { stage, closedAt }: WhistleState,
  { reopenDays }: Pick<WhistleRules, 'reopenDays'>,
  now: number,
): boolean {
  return stage === 'closed' && closedAt !== null && now <= closedAt + reopenDays * DAY;
}
