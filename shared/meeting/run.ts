import type { Meeting } from '../contract/meeting.ts';
import type { MeetingStep } from '../contract/meetingCommands.ts';
import type { MeetingEvent } from './events.ts';
import type { MeetingState } from './evolve.ts';
import { refused } from './refusals.ts';
import { type Actor, itemObstacle, type Step } from './step.ts';

const MINUTE = 60_000;
type Of<T extends MeetingStep['type']> = Extract<MeetingStep, { type: T }>;

/** Puts a part of the agenda, or an item, on the table. */
export function show(state: MeetingState, { part, item }: Of<'show'>, { now, by }: Actor): Step {
  const { meeting } = state;
  if (meeting.stage !== 'open') return refused('meeting-stage');
  if (part !== null && !meeting.agenda.some(({ id }) => id === part)) return refused('meeting-part');
  const against = item === null ? null : itemObstacle(state, item);
  if (against !== null) return against;
  if (meeting.current.part === part && meeting.current.item === item) return [];
  return [...speechEnd(meeting, { now, by }), { type: 'shown', part, item, at: now, by }];
}

/** Gives somebody the floor; who spoke before has ended. */
export function speak(state: MeetingState, { unit, item, minutes }: Of<'speak'>, { now, by }: Actor): Step {
  const { meeting } = state;
  if (meeting.stage !== 'open') return refused('meeting-stage');
  const against = item === null ? null : itemObstacle(state, item);
  if (against !== null) return against;
  const speaker = { unit, item, since: now, limitMs: minutes * MINUTE };
  return [...speechEnd(meeting, { now, by }), { type: 'speech-began', speaker, by }];
}

export function stopSpeaking(meeting: Meeting, actor: Actor): Step {
  return meeting.speaker === null ? refused('not-speaking') : speechEnd(meeting, actor);
}

/** The end of the speech that runs, with the time beyond its limit; nothing where nobody speaks. */
function speechEnd({ speaker }: Meeting, { now, by }: Pick<Actor, 'now' | 'by'>): MeetingEvent[] {
  if (speaker === null) return [];
  const ms = Math.max(0, now - speaker.since);
  const overtimeMs = Math.max(0, ms - speaker.limitMs);
  return [{ type: 'speech-ended', speech: { ...speaker, ms, overtimeMs }, by }];
}

export function adjourn(meeting: Meeting, reason: string, actor: Actor): Step {
  if (meeting.stage !== 'open') return refused('meeting-stage');
  const { now, by } = actor;
  return [...speechEnd(meeting, actor), { type: 'adjourned', reason, at: now, by }];
}

export function resume({ stage }: Meeting, { now, by }: Actor): Step {
  return stage === 'adjourned' ? [{ type: 'resumed', at: now, by }] : refused('meeting-stage');
}

/** Closes the meeting once every decision was read back and none is half written. */
export function close(meeting: Meeting, actor: Actor): Step {
  if (meeting.stage !== 'open') return refused('meeting-stage');
  if (meeting.drafts.some(({ text }) => text !== '')) return refused('draft-left');
  if (meeting.decisions.some(({ readAt }) => readAt === null)) return refused('unread-decisions');
  const { now, by } = actor;
  return [...speechEnd(meeting, actor), { type: 'closed', at: now, by }];
}
