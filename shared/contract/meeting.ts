import { z } from 'zod';
import { Millis, Provisional, Revision } from './common.ts';
import { AgendaPart, SeriesId } from './meetingAgenda.ts';
import { DecisionKind, ItemCard, ItemKey, ItemPlace, Unit } from './meetingItems.ts';
import { OutcomeState } from './meetingPack.ts';

/** planned 筹备, open 进行中, adjourned 休会, closed 已闭会 (read back and confirmed). */
export const MeetingStage = z.enum(['planned', 'open', 'adjourned', 'closed']);
export type MeetingStage = z.infer<typeof MeetingStage>;

const Person = z.object({ id: z.string(), name: z.string() });
export type MeetingPerson = z.infer<typeof Person>;

/** 签到: present 到会, substitute 代会 (`for`: whom), leave 请假 (with a reason), observer 列席. */
export const Attendance = z.object({
  unit: Unit,
  status: z.enum(['present', 'substitute', 'leave', 'observer']),
  /** Who sits there, or who asked for leave. */
  person: z.string(),
  for: z.string(),
  reason: z.string(),
  at: Millis,
});
export type Attendance = z.infer<typeof Attendance>;

/** An item that somebody added beforehand, or during the meeting. */
export const OwnItem = z.object({
  key: ItemKey,
  problem: z.string(),
  /** The whistle or case that it is about; null: none. */
  subject: z.string().nullable(),
  place: ItemPlace.nullable(),
  lead: Unit.nullable(),
  by: Person,
  org: z.string(),
  at: Millis,
});
export type OwnItem = z.infer<typeof OwnItem>;

const wording = {
  item: ItemKey,
  text: z.string(),
  lead: Unit.nullable(),
  co: z.array(Unit),
  /** Calendar days from the day of the meeting; null: as the series has it. */
  days: z.int().nullable(),
  /** 验收标准. */
  acceptance: z.string(),
};

/** A decision that is being written. */
export const DecisionDraft = z.object({
  ...wording,
  kind: DecisionKind.nullable(),
  /** Counts its versions: who writes on an older one is told. */
  n: z.int().positive(),
  by: Person,
  at: Millis,
});
export type DecisionDraft = z.infer<typeof DecisionDraft>;

/**
 * What follows from a decision. order-due: an order (督办单) is to be made; order: it was made, see `order`; next-meeting: it
 * comes again by itself; record: it stands in the minutes (纪要), and no act is done by it: somebody has to do it.
 */
export const DecisionEffect = z.enum(['order-due', 'order', 'next-meeting', 'record']);
export type DecisionEffect = z.infer<typeof DecisionEffect>;

export const Outcome = z.object({
  state: OutcomeState.exclude(['open', 'cancelled']),
  note: z.string(),
  by: Person,
  at: Millis,
});

export const MeetingDecision = z.object({
  ...wording,
  /** `d1`, in the order of the meeting. */
  id: z.string(),
  kind: DecisionKind,
  days: z.int(),
  /** Last day, `2026-11-20` of the city, and its end. Null where the kind has no date. */
  due: z.object({ date: z.string(), at: Millis, provisional: Provisional.nullable() }).nullable(),
  effect: DecisionEffect,
  /** The order (督办件) that was made of it, with its number as printed; null: none. */
  order: z.object({ id: z.string(), number: z.string() }).nullable(),
  by: Person,
  at: Millis,
  /** Read back (宣读) and not objected to; null: not yet. */
  readAt: Millis.nullable(),
  outcome: Outcome.nullable(),
});
export type MeetingDecision = z.infer<typeof MeetingDecision>;

/** Who speaks, since when, and for how long he may; ms. */
export const Speaker = z.object({
  unit: Unit,
  item: ItemKey.nullable(),
  since: Millis,
  limitMs: z.int().positive(),
});
export type Speaker = z.infer<typeof Speaker>;
/** A speech that was held; `overtimeMs` 0 within its time. */
export const Speech = Speaker.extend({ ms: z.int().nonnegative(), overtimeMs: z.int().nonnegative() });
export type Speech = z.infer<typeof Speech>;

/** A meeting (调度会). The pack that was frozen is asked for apart. */
export const Meeting = z.object({
  id: z.string(),
  series: SeriesId,
  year: z.int(),
  number: z.int().positive(),
  /** «2026年第12次调度会». */
  title: z.string(),
  stage: MeetingStage,
  /** Number of the newest event. */
  seq: z.int(),
  heldAt: Millis,
  place: z.string(),
  defaultDueDays: z.int(),
  agenda: z.array(AgendaPart),
  attendance: z.array(Attendance),
  own: z.array(OwnItem),
  /** Keys of items in the order that somebody gave them; others follow in the order of the pack. */
  order: z.array(ItemKey),
  /** Items that were taken off, and why. */
  dropped: z.array(z.object({ key: ItemKey, reason: z.string() })),
  openedAt: Millis.nullable(),
  packHash: z.string().nullable(),
  /** What is on the table. */
  current: z.object({ part: z.string().nullable(), item: ItemKey.nullable(), since: Millis }),
  speaker: Speaker.nullable(),
  speeches: z.array(Speech),
  drafts: z.array(DecisionDraft),
  decisions: z.array(MeetingDecision),
  adjournments: z.array(z.object({ from: Millis, to: Millis.nullable(), reason: z.string() })),
  closedAt: Millis.nullable(),
  closedBy: Person.nullable(),
});
export type Meeting = z.infer<typeof Meeting>;

export const MeetingSummary = Meeting.pick({
  id: true,
  series: true,
  year: true,
  number: true,
  title: true,
  stage: true,
  heldAt: true,
  openedAt: true,
  closedAt: true,
}).extend({ decisions: z.int(), unfinished: z.int() });
export type MeetingSummary = z.infer<typeof MeetingSummary>;

export const MeetingList = z.object({
  items: z.array(MeetingSummary),
  /** When the series would be held next, for a meeting that is to be planned. */
  next: z.object({ series: SeriesId, heldAt: Millis }),
});
export type MeetingList = z.infer<typeof MeetingList>;

/** What a wall shows of a meeting: names of units, never of persons; texts are masked. */
export const WallMeeting = z.object({
  id: z.string(),
  title: z.string(),
  stage: MeetingStage,
  part: AgendaPart.nullable(),
  item: ItemCard.nullable(),
  /** The decision that is being written. */
  draft: DecisionDraft.omit({ by: true }).nullable(),
  /** What was decided on the item; of all items while the decisions are read back. */
  decisions: z.array(
    MeetingDecision.pick({
      id: true,
      kind: true,
      text: true,
      lead: true,
      co: true,
      due: true,
      readAt: true,
      acceptance: true,
    }),
  ),
  speaker: Speaker.nullable(),
});
export type WallMeeting = z.infer<typeof WallMeeting>;

/** Meetings have changed. Windows ask for what they show. */
export const MeetingEvent = z.object({
  type: z.literal('meeting'),
  revision: Revision,
  at: Millis,
  ids: z.array(z.string()),
});
