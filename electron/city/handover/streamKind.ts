import { AuditedStep } from '../../../shared/contract/auditActions.ts';
import {
  type HandoverCommand,
  type HandoverContext,
  type HandoverEvent,
  type HandoverState,
  handoverDecider,
} from '../../../shared/handover/decider.ts';
import type { HandoverRefusal } from '../../../shared/handover/refusals.ts';
import type { Streams } from '../journal/openJournal.ts';
import type { ActingContext, StreamKind } from '../journal/streamKind.ts';
import type { HandoverTable } from '../store/handoverTable.ts';

export type HandoverStreams = Streams<HandoverState, HandoverCommand, HandoverEvent, HandoverRefusal>;

/** To be raised when an old log would fold to a different state. */
const FOLD_VERSION = 1;

/** Hand-overs (交接班) as a kind of stream. `contextOf` collects the context of a command at the time of the decision. */
export function handoverKind(
  table: Pick<HandoverTable, 'open' | 'close' | 'sign'>,
  contextOf: (id: string, command: HandoverCommand, act: ActingContext) => HandoverContext,
): StreamKind<HandoverState, HandoverCommand, HandoverEvent, HandoverRefusal> {
  return {
    kind: handoverDecider.kind,
    foldVersion: FOLD_VERSION,
    decide: (id, state, command, act) => handoverDecider.decide(state, command, contextOf(id, command, act)),
    evolve: handoverDecider.evolve,
    audited: (command) => AuditedStep.safeParse(command.type).success,
    timers: () => [],
    notices: () => [],
    writeTables(stream, id, _state, events) {
      for (const event of events) {
        if (event.type === 'opened') table.open(event.handover.post.org, id, event.handover.openedAt);
        if (event.type === 'signed' || event.type === 'cancelled') table.close(id);
        if (event.type !== 'signed') continue;
        const { post, outgoing, incoming } = event.record;
        const people = { outgoing: outgoing.id, incoming: incoming.id };
        table.sign(stream, { id, org: post.org, signedAt: incoming.signedAt, ...people });
      }
    },
    expireCommand(id) {
      throw new Error(`hand-over ${id} has no timers`);
    },
  };
}
