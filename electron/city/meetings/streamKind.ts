import { canonical } from '../../../shared/journal/canonical.ts';
import type { MeetingCommand, MeetingContext } from '../../../shared/meeting/context.ts';
import { meetingDecider } from '../../../shared/meeting/decider.ts';
import type { MeetingEvent } from '../../../shared/meeting/events.ts';
import type { MeetingState } from '../../../shared/meeting/evolve.ts';
import type { MeetingRefusal } from '../../../shared/meeting/refusals.ts';
import type { Streams } from '../journal/openJournal.ts';
import type { ActingContext, StreamKind } from '../journal/streamKind.ts';
import type { MeetingTable } from '../store/meetingTable.ts';

export type MeetingStreams = Streams<MeetingState, MeetingCommand, MeetingEvent, MeetingRefusal>;

/** To be raised when an old log would fold to a different state. */
const FOLD_VERSION = 1;

/** Meetings (调度会) as a kind of stream. `contextOf` collects the context of a command at the time of the decision. */
export function meetingKind(
  table: Pick<MeetingTable, 'put' | 'freeze' | 'addItem'>,
  contextOf: (id: string, command: MeetingCommand, act: ActingContext) => MeetingContext,
): StreamKind<MeetingState, MeetingCommand, MeetingEvent, MeetingRefusal> {
  return {
    kind: meetingDecider.kind,
    foldVersion: FOLD_VERSION,
    decide: (id, state, command, act) => meetingDecider.decide(state, command, contextOf(id, command, act)),
    evolve: meetingDecider.evolve,
    // The log has every step; the audit lists what concerns people and rights.
    audited: () => false,
    timers: () => [],
    notices: () => [],
    writeTables(stream, _id, { meeting }, events) {
      const { id, series, year, number, stage, heldAt, openedAt } = meeting;
      table.put(stream, { id, series, year, number, stage, heldAt, openedAt });
      for (const event of events) {
        if (event.type === 'opened')
          table.freeze(
            stream,
            canonical(event.pack),
            event.pack.items.map(({ key }) => key),
          );
        if (event.type === 'item-added' && event.item.subject !== null)
          table.addItem(stream, event.item.subject);
      }
    },
    expireCommand(id) {
      throw new Error(`meeting ${id} has no timers`);
    },
  };
}
