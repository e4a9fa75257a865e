import {
  type HandoverCommand,
  type HandoverContext,
  type HandoverEvent,
  type HandoverState,
  handoverDecider,
} from '../../../shared/handover/decider.ts';
import type { HandoverRefusal } from '../../../shared/handover/refusals.ts';
import type { Streams } from '../journal/openJournal.ts';
import type { Act, StreamKind } from '../journal/streamKind.ts';
import type { HandoverTable } from '../store/handoverTable.ts';

export type HandoverStreams = Streams<HandoverState, HandoverCommand, HandoverEvent, HandoverRefusal>;

/** Raised when an old log would fold to another state. */
const FOLD_VERSION = 1;
/** Acts that the auditor reads of: those that decide who has the post. */
const AUDITED: readonly string[] = ['open', 'sign-outgoing', 'sign-incoming', 'cancel'];

/** Hand-overs (交接班) as a kind of stream. `contextOf` collects what a step stands on, at the moment of the decision. */
export function handoverKind(
  table: Pick<HandoverTable, 'open' | 'close' | 'sign'>,
  contextOf: (id: string, command: HandoverCommand, act: Act) => HandoverContext,
): StreamKind<HandoverState, HandoverCommand, HandoverEvent, HandoverRefusal> {
  return {
    kind: handoverDecider.kind,
    foldVersion: FOLD_VERSION,
    decide: (id, state, command, act) => handoverDecider.decide(state, command, contextOf(id, command, act)),
    evolve: handoverDecider.evolve,
    audited: (command) => AUDITED.includes(command.type),
    timers: () => [],
    notices: () => [],
    write(stream, id, _state, events) {
      for (const event of events) {
        if (event.type === 'opened') table.open(event.handover.post.org, id, event.handover.openedAt);
        if (event.type === 'signed' || event.type === 'cancelled') table.close(id);
        if (event.type !== 'signed') continue;
        const { post, outgoing, incoming } = event.record;
        const people = { outgoing: outgoing.id, incoming: incoming.id };
        table.sign(stream, { id, org: post.org, signedAt: incoming.signedAt, ...people });
      }
    },
    expire(id) {
      throw new Error(`hand-over ${id} has no timers`);
    },
  };
}
