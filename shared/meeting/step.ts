import type { MeetingPerson } from '../contract/meeting.ts';
import type { Role } from '../contract/people.ts';
import type { MeetingContext } from './context.ts';
import type { MeetingEvent } from './events.ts';
import type { MeetingState } from './evolve.ts';
import { type MeetingRefusal, refused } from './refusals.ts';

/** The events of a step, or why it does not pass. */
export type Step = readonly MeetingEvent[] | MeetingRefusal;

/** Who takes a step, and on what it is decided. */
export type Actor = Omit<MeetingContext, 'by'> & { by: MeetingPerson; roles: readonly Role[]; org: string };

export const isEvents = (step: Step): step is readonly MeetingEvent[] => Array.isArray(step);

/** Null: the item is one of the meeting and not taken off. */
export function itemObstacle({ meeting, keys }: MeetingState, item: string): MeetingRefusal | null {
  const known = keys.includes(item) || meeting.own.some(({ key }) => key === item);
  const dropped = meeting.dropped.some(({ key }) => key === item);
  return known && !dropped ? null : refused('meeting-item');
}
