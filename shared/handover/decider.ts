import type {
  Acknowledgement,
  Handover,
  HandoverFact,
  HandoverPerson,
  HandoverRecord,
  NoteChange,
} from '../contract/handover.ts';
import type { Decider, Decision } from '../journal/decider.ts';
import { applyChange, changeBetween, type HandoverChange } from './change.ts';
import {
  acknowledge,
  chooseIncoming,
  newHandover,
  type Step,
  signIncoming,
  signOutgoing,
  writeNote,
} from './decide.ts';
import { refreshed } from './refresh.ts';
import { type HandoverRefusal, refused } from './refusals.ts';
import type { ShiftChange } from './shifts.ts';

/** `org`: code of the post (岗位). `refresh` is given by the system when facts have changed. */
export type HandoverCommand = { commandId: string; org: string } & (
  | { type: 'open' }
  | { type: 'refresh' }
  | { type: 'cancel' }
  | { type: 'note'; change: NoteChange }
  | { type: 'choose'; operator: string }
  | { type: 'acknowledge'; given: Acknowledgement }
  | { type: 'sign-outgoing'; seen: number }
  | { type: 'sign-incoming'; seen: number; operator: string }
);

/** `opened` contains the first digest, `signed` the record, the others their changes to the open hand-over. */
export type HandoverEvent =
  | { type: 'opened'; handover: Handover }
  | { type: StepEvent; change: HandoverChange }
  | { type: 'signed'; record: HandoverRecord }
  | { type: 'cancelled' };
type StepEvent = 'refreshed' | 'noted' | 'incoming-chosen' | 'acknowledged' | 'outgoing-signed';

/** The record of a signed hand-over is in its `signed` event, so the state does not repeat it. */
export type HandoverState =
  | { stage: 'open'; handover: Handover }
  | { stage: 'signed'; org: string }
  | { stage: 'cancelled'; org: string };

/** The context of a command. Times UTC ms. */
export type HandoverContext = {
  now: number;
  id: string;
  /** The operator; null for the system. */
  by: HandoverPerson | null;
  /** All facts that the post has to hand over now. */
  facts: readonly HandoverFact[];
  post: Handover['post'];
  /** Start of the shift that is handed over, and the last record; for `open`. */
  since: number;
  last: Pick<HandoverRecord, 'notes'> | null;
  /** The change of shift to which a signature now belongs. */
  shift: ShiftChange;
  /** An operator of the post who may be on duty; null for anybody else. */
  person(id: string): HandoverPerson | null;
};

/** Shift hand-overs (交接班) as streams of the journal: one from the digest to the second signature. */
export const handoverDecider: Decider<
  HandoverState,
  HandoverCommand,
  HandoverEvent,
  HandoverRefusal,
  HandoverContext
> = { kind: 'handover', decide, evolve };

type HandoverDecision = Decision<HandoverState, HandoverEvent, HandoverRefusal>;

function decide(
  state: HandoverState | null,
  command: HandoverCommand,
  context: HandoverContext,
): HandoverDecision {
  const { now, facts, id } = context;
  if (command.type === 'open') return state === null ? open(context) : refusal(refused('already-signed'));
  if (state === null) return refusal(refused('none-open'));
  if (state.stage !== 'open')
    return refusal(refused(state.stage === 'signed' ? 'already-signed' : 'none-open'));
  const { handover } = state;
  if (handover.post.org !== command.org) return refusal(refused('other-post'));
  if (command.type === 'cancel') return passed(id, state, [{ type: 'cancelled' }]);
  const before = refreshed(handover, facts, now);
  if (command.type === 'sign-incoming') return sign(state, before, command, context);
  const [event, step] = stepOf(before, command, context);
  if (!step.ok) return refusal(step);
  const after = refreshed(step.handover, facts, now);
  if (after === handover) return passed(id, state, []);
  return passed(id, state, [{ type: event, change: changeBetween(handover, after) }]);
}

type StepCommand = Exclude<
  HandoverCommand,
  { type: 'open' } | { type: 'cancel' } | { type: 'sign-incoming' }
>;

function stepOf(
  handover: Handover,
  command: StepCommand,
  { now, by, person }: HandoverContext,
): [StepEvent, Step] {
  switch (command.type) {
    case 'refresh':
      return ['refreshed', { ok: true, handover }];
    case 'note':
      return ['noted', writeNote(handover, command.change)];
    case 'choose': {
      const incoming = person(command.operator);
      const step = incoming === null ? refused('incoming-unfit') : chooseIncoming(handover, incoming);
      return ['incoming-chosen', step];
    }
    case 'acknowledge':
      return ['acknowledged', acknowledge(handover, command.given, now)];
    case 'sign-outgoing': {
      const step = by === null ? refused('not-on-duty') : signOutgoing(handover, by, command.seen, now);
      return ['outgoing-signed', step];
    }
  }
}

function open({ id, by, post, since, last, facts, now }: HandoverContext): HandoverDecision {
  if (by === null) return refusal(refused('not-on-duty'));
  const handover = refreshed(newHandover({ id, post, outgoing: by, since, now, last }), facts, now);
  return passed(id, null, [{ type: 'opened', handover }]);
}

function sign(
  state: HandoverState,
  handover: Handover,
  { operator, seen }: Extract<HandoverCommand, { type: 'sign-incoming' }>,
  { id, now, shift, person }: HandoverContext,
): HandoverDecision {
  const incoming = person(operator);
  if (incoming === null) return refusal(refused('incoming-unfit'));
  const done = signIncoming(handover, incoming, seen, now, shift);
  return done.ok ? passed(id, state, [{ type: 'signed', record: done.record }]) : refusal(done);
}

function passed(
  id: string,
  before: HandoverState | null,
  events: readonly HandoverEvent[],
): HandoverDecision {
  let state = before;
  for (const event of events) state = evolve(state, event);
  if (state === null) throw new RangeError('nothing was opened');
  return { ok: true, changes: [{ subject: id, events, state }] };
}

function refusal(why: HandoverRefusal): HandoverDecision {
  return { ok: false, refusal: why };
}

/** @throws RangeError for an event of a hand-over that is not open, which `decide` never produces */
function evolve(state: HandoverState | null, event: HandoverEvent): HandoverState {
  if (event.type === 'opened') return { stage: 'open', handover: event.handover };
  // Records older than the journal have only a `signed` event.
  if (event.type === 'signed') return { stage: 'signed', org: event.record.post.org };
  if (state?.stage !== 'open') throw new RangeError(`${event.type} on a hand-over that is not open`);
  if (event.type === 'cancelled') return { stage: 'cancelled', org: state.handover.post.org };
  return { stage: 'open', handover: applyChange(state.handover, event.change) };
}
