import type { Meeting } from '../contract/meeting.ts';
import type { MeetingStep } from '../contract/meetingCommands.ts';
import type { Decider, Decision } from '../journal/decider.ts';
import { localDate } from '../time/zone.ts';
import type { MeetingCommand, MeetingContext } from './context.ts';
import { decideOn, draft, outcome, readBack, withdraw } from './decisions.ts';
import type { MeetingEvent } from './events.ts';
import { evolve, type MeetingState } from './evolve.ts';
import {
  addItem,
  dropItem,
  orderItems,
  plan,
  reschedule,
  restoreItem,
  setAgenda,
  signIn,
} from './prepare.ts';
import { type MeetingRefusal, refused } from './refusals.ts';
import { mayBringUp, mayRun } from './rights.ts';
import { adjourn, close, resume, show, speak, stopSpeaking } from './run.ts';
import { type Actor, isEvents, type Step } from './step.ts';

/** Dispatch meetings (调度会) as streams of the journal: one from its planning to the last outcome of its decisions. */
export const meetingDecider: Decider<
  MeetingState,
  MeetingCommand,
  MeetingEvent,
  MeetingRefusal,
  MeetingContext
> = { kind: 'meeting', decide, evolve };

function decide(
  state: MeetingState | null,
  command: MeetingCommand,
  context: MeetingContext,
): Decision<MeetingState, MeetingEvent, MeetingRefusal> {
  const step = stepOf(state, command, context);
  if (!isEvents(step)) return { ok: false, refusal: step };
  let after = state;
  for (const event of step) after = evolve(after, event);
  if (after === null) return { ok: false, refusal: refused('no-meeting') };
  return { ok: true, changes: [{ subject: context.id, events: step, state: after }] };
}

/** Steps that others than those who run the meeting may take. */
const FOR_OTHERS: readonly MeetingCommand['type'][] = ['add-item', 'outcome'];

function stepOf(state: MeetingState | null, command: MeetingCommand, context: MeetingContext): Step {
  if (command.type === 'order-made') return orderMade(state, command, context.now);
  const { by, now } = context;
  if (by === null) return refused('meeting-role');
  const needed = FOR_OTHERS.includes(command.type) ? mayBringUp(by.roles) : mayRun(by.roles);
  if (!needed) return refused(command.type === 'add-item' ? 'meeting-item-role' : 'meeting-role');
  const actor: Actor = { ...context, now, by: { id: by.id, name: by.name }, roles: by.roles, org: by.org };
  if (command.type === 'plan') return plan(command, withRunning(actor, state));
  if (state === null) return refused('no-meeting');
  return stepOfMeeting(state, command, actor);
}

function stepOfMeeting(state: MeetingState, command: MeetingStep, actor: Actor): Step {
  const { meeting } = state;
  switch (command.type) {
    case 'reschedule':
      return reschedule(meeting, command, actor);
    case 'set-agenda':
      return setAgenda(meeting, command, actor);
    case 'order-items':
      return orderItems(meeting, command, actor);
    case 'add-item':
      return addItem(meeting, command, actor);
    case 'drop-item':
      return dropItem(state, command, actor);
    case 'restore-item':
      return restoreItem(meeting, command, actor);
    case 'sign-in':
      return signIn(meeting, command, actor);
    case 'open':
      return open(meeting, actor);
    case 'show':
      return show(state, command, actor);
    case 'speak':
      return speak(state, command, actor);
    case 'stop-speaking':
      return stopSpeaking(meeting, actor);
    case 'draft':
      return draft(state, command, actor);
    case 'decide':
      return decideOn(state, command, actor);
    case 'withdraw-decision':
      return withdraw(meeting, command, actor);
    case 'read-back':
      return readBack(meeting, command, actor);
    case 'adjourn':
      return adjourn(meeting, command.reason, actor);
    case 'resume':
      return resume(meeting, actor);
    case 'close':
      return close(meeting, actor);
    case 'outcome':
      return outcome(meeting, command, actor);
  }
}

/** The stream of a meeting that is not closed is itself what keeps another from being planned. */
const withRunning = (actor: Actor, state: MeetingState | null): Actor =>
  state === null ? actor : { ...actor, before: { ...actor.before, running: state.meeting.title } };

/** Opens the meeting on its day with the pack of this moment, which stays as it is. */
function open(meeting: Meeting, { now, by, pack, calendar }: Actor): Step {
  if (meeting.stage !== 'planned') return refused('meeting-stage');
  const date = localDate(meeting.heldAt, calendar.zone);
  if (localDate(now, calendar.zone) < date) return { ok: false, code: 'meeting-early', parameters: { date } };
  if (pack === null) throw new RangeError('a meeting opens with its pack');
  return [{ type: 'opened', at: now, by, ...pack }];
}

function orderMade(
  state: MeetingState | null,
  { decision, order }: Extract<MeetingCommand, { type: 'order-made' }>,
  at: number,
): Step {
  const found = state?.meeting.decisions.find(({ id }) => id === decision);
  if (found === undefined) return refused('no-decision');
  return found.order === null ? [{ type: 'order-made', decision, order, at }] : [];
}
