import { z } from 'zod';
import { Millis } from './common.ts';
import { Meeting } from './meeting.ts';
import { Agenda, SeriesId } from './meetingAgenda.ts';
import { DecisionKind, ItemKey, ItemPlace, Unit } from './meetingItems.ts';

const Text = (most: number) => z.string().trim().max(most);
const Words = (most: number) => Text(most).min(1);
const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ commandId: z.uuid(), type: z.literal(type), ...shape });

const wording = {
  item: ItemKey,
  text: Text(2000),
  lead: Unit.nullable(),
  co: z.array(Unit).max(30),
  days: z.int().min(0).max(365).nullable(),
  acceptance: Text(1000),
};

/** POST /api/meetings: the next one of a series. */
export const MeetingPlan = command('plan', { series: SeriesId, heldAt: Millis, place: Text(120) });
export type MeetingPlan = z.output<typeof MeetingPlan>;

/** A step of a meeting. `seen`: `seq` of the meeting on the screen, where an order is replaced as a whole. */
export const MeetingStep = z.discriminatedUnion('type', [
  command('reschedule', { heldAt: Millis, place: Text(120) }),
  command('set-agenda', { agenda: Agenda, seen: z.int() }),
  command('order-items', { keys: z.array(ItemKey).max(1000), seen: z.int() }),
  command('add-item', {
    problem: Words(300),
    subject: z.string().max(200).nullable(),
    place: ItemPlace.nullable(),
    lead: Unit.nullable(),
  }),
  command('drop-item', { item: ItemKey, reason: Words(300) }),
  command('restore-item', { item: ItemKey }),
  command('sign-in', {
    unit: Unit,
    status: z.enum(['present', 'substitute', 'leave', 'observer']),
    person: Text(60),
    for: Text(60),
    reason: Text(300),
  }),
  command('open', {}),
  command('show', { part: z.string().max(40).nullable(), item: ItemKey.nullable() }),
  command('speak', { unit: Unit, item: ItemKey.nullable(), minutes: z.int().min(1).max(120) }),
  command('stop-speaking', {}),
  /** `n`: version of the draft that was on the screen; 0: none. */
  command('draft', { ...wording, kind: DecisionKind.nullable(), n: z.int().nonnegative() }),
  command('decide', { ...wording, kind: DecisionKind }),
  command('withdraw-decision', { decision: z.string().max(20), reason: Words(300) }),
  command('read-back', { decision: z.string().max(20) }),
  command('adjourn', { reason: Text(300) }),
  command('resume', {}),
  command('close', {}),
  command('outcome', {
    decision: z.string().max(20),
    state: z.enum(['part', 'not', 'done']),
    note: Text(1000),
  }),
]);
export type MeetingStep = z.output<typeof MeetingStep>;

export const MeetingAnswer = z.object({ meeting: Meeting });
export type MeetingAnswer = z.infer<typeof MeetingAnswer>;

export const MeetingListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
