import type { Meeting } from '../contract/meeting.ts';
import type { MeetingPlan, MeetingStep } from '../contract/meetingCommands.ts';
import { localDate, localYear } from '../time/zone.ts';
import type { MeetingState } from './evolve.ts';
import { refused } from './refusals.ts';
import { titleOf } from './series.ts';
import { type Actor, itemObstacle, type Step } from './step.ts';

type Of<T extends MeetingStep['type']> = Extract<MeetingStep, { type: T }>;

/** Plans the next meeting of a series. One at a time, so that numbers have no gaps: one that is called off is rescheduled. */
export function plan({ heldAt, place }: MeetingPlan, actor: Actor): Step {
  const { series, before, calendar, now, by, id } = actor;
  if (before.running !== null)
    return { ok: false, code: 'meeting-running', parameters: { title: before.running } };
  if (isTooEarly(heldAt, actor)) return refused('meeting-before');
  const year = localYear(heldAt, calendar.zone);
  const number = before.number(year) + 1;
  const planned = {
    ...{ id, series: series.id, year, number, title: titleOf(year, number, series.name) },
    ...{ heldAt, place, defaultDueDays: series.defaultDueDays, agenda: series.agenda },
  };
  return [{ type: 'planned', planned, at: now, by }];
}

/** Numbers follow the days: a meeting is held after the last one, and not on a day that is over. */
function isTooEarly(heldAt: number, { before, calendar, now }: Actor): boolean {
  const { zone } = calendar;
  const day = localDate(heldAt, zone);
  if (before.lastOpenedAt !== null && heldAt <= before.lastOpenedAt) return true;
  return day < localDate(now, zone);
}

/** Moves a planned meeting within its year, to which its number belongs. */
export function reschedule(meeting: Meeting, { heldAt, place }: Of<'reschedule'>, actor: Actor): Step {
  if (meeting.stage !== 'planned') return refused('meeting-stage');
  const inYear = localYear(heldAt, actor.calendar.zone) === meeting.year;
  if (!inYear || isTooEarly(heldAt, actor)) return refused('meeting-before');
  return [{ type: 'rescheduled', heldAt, place, at: actor.now, by: actor.by }];
}

export function setAgenda(meeting: Meeting, { agenda, seen }: Of<'set-agenda'>, { now, by }: Actor): Step {
  if (meeting.stage === 'closed') return refused('meeting-stage');
  if (seen !== meeting.seq) return refused('meeting-moved');
  return [{ type: 'agenda-set', agenda, at: now, by }];
}

export function orderItems(meeting: Meeting, { keys, seen }: Of<'order-items'>, { now, by }: Actor): Step {
  if (meeting.stage === 'closed') return refused('meeting-stage');
  if (seen !== meeting.seq) return refused('meeting-moved');
  return [{ type: 'items-ordered', keys: [...new Set(keys)], at: now, by }];
}

export function addItem(meeting: Meeting, asked: Of<'add-item'>, { now, by, org }: Actor): Step {
  if (meeting.stage === 'closed') return refused('meeting-stage');
  const { problem, subject, place, lead } = asked;
  const key = `own:${meeting.own.length + 1}`;
  return [{ type: 'item-added', item: { key, problem, subject, place, lead, by, org, at: now } }];
}

export function dropItem(
  { meeting, keys }: MeetingState,
  { item, reason }: Of<'drop-item'>,
  { now, by }: Actor,
): Step {
  if (meeting.stage === 'closed') return refused('meeting-stage');
  const against = meeting.openedAt === null ? null : itemObstacle({ meeting, keys, made: 0 }, item);
  if (against !== null) return against;
  return [{ type: 'item-dropped', item, reason, at: now, by }];
}

export function restoreItem(meeting: Meeting, { item }: Of<'restore-item'>, { now, by }: Actor): Step {
  if (meeting.stage === 'closed') return refused('meeting-stage');
  if (!meeting.dropped.some(({ key }) => key === item)) return refused('meeting-item');
  return [{ type: 'item-restored', item, at: now, by }];
}

/** Records who came, who sits in for whom (代会), and who asked for leave (请假). Later entries of a unit replace earlier ones. */
export function signIn(meeting: Meeting, asked: Of<'sign-in'>, { now, by }: Actor): Step {
  if (meeting.stage === 'closed') return refused('meeting-stage');
  const { unit, status, person, reason } = asked;
  if (status === 'leave' && reason === '') return refused('leave-reason');
  if (status === 'substitute' && (person === '' || asked.for === '')) return refused('substitute-name');
  if ((status === 'present' || status === 'observer') && person === '') return refused('attendee-name');
  return [{ type: 'signed-in', attendance: { unit, status, person, for: asked.for, reason, at: now }, by }];
}
