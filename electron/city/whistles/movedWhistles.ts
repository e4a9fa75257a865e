import type { CalendarPreview } from '../../../shared/contract/calendars.ts';
import type { ClockContext } from '../../../shared/whistle/clock.ts';
import { movedLimits } from '../../../shared/whistle/rejudge.ts';
import { clockContextOf, type RulesSnapshot } from '../../../shared/whistle/rulesSnapshot.ts';
import type { WhistleTable } from '../store/whistleTable.ts';
import type { WhistleStreams } from './streams.ts';

/**
 * Open whistles of which a deadline would be another under this snapshot, oldest first. Nothing is written. `now` UTC ms.
 */
export function movedWhistles(
  { table, streams }: { table: Pick<WhistleTable, 'openIds'>; streams: Pick<WhistleStreams, 'load'> },
  before: ClockContext,
  snapshot: RulesSnapshot,
  now: number,
): CalendarPreview['whistles'] {
  const after = clockContextOf(snapshot);
  return table.openIds().flatMap((id) => {
    const state = streams.load(id);
    if (state === null) return [];
    const moved = movedLimits(state, before, after, now);
    const { subject, street } = state.draft;
    return moved.length === 0 ? [] : [{ id, subject, street, moved }];
  });
}
