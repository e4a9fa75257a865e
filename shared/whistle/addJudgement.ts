import type { WhistleEvent } from '../contract/whistleEvents.ts';
import { mootAppeals } from './appeals.ts';
import { lowerLevel } from './commands/ladder.ts';
import type { Recorder } from './recorder.ts';

type Judgement = Extract<WhistleEvent, { type: 'rejudged' }>['data'];

/**
 * Records which deadlines have moved and which fired marks that changes, if any (复核). Appeals against marks that no longer
 * count end, and so does a level that only those marks held up. `reason`: why the level falls, in Chinese.
 */
export function addJudgement(judgement: Judgement, reason: string, recorder: Recorder): void {
  const { moved, marks } = judgement;
  if (moved.length === 0 && marks.length === 0) return;
  recorder.add({ type: 'rejudged', data: judgement });
  for (const { appeal, why } of mootAppeals(recorder.state))
    recorder.add({ type: 'appeal-ended', data: { appeal: appeal.id, summons: appeal.summons, why } });
  if (marks.length > 0) lowerLevel(recorder, 'rejudged', reason);
}
