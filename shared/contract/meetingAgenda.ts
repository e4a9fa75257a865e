import { z } from 'zod';

/** Name of a series of meetings, as in their ids. */
export const SeriesId = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/);

/**
 * What a part of the agenda (议程) is for. sign-in 签到, last-decisions 上次议定事项落实情况, bulletin 本周运行通报,
 * exposure 曝光, items 逐项研究, suspended 挂账审议, statements 表态发言, next-week 下周重点, chair 主持人讲话,
 * read-back 宣读确认, other 其他.
 */
export const PartKind = z.enum([
  'sign-in',
  'last-decisions',
  'bulletin',
  'exposure',
  'items',
  'suspended',
  'statements',
  'next-week',
  'chair',
  'read-back',
  'other',
]);
export type PartKind = z.infer<typeof PartKind>;

export const AgendaPart = z.strictObject({
  /** Unique within the meeting. */
  id: z.string().min(1).max(40),
  kind: PartKind,
  title: z.string().trim().min(1).max(80),
  /** Time planned for it, minutes; null: not timed. */
  minutes: z.int().min(1).max(240).nullable(),
});
export type AgendaPart = z.infer<typeof AgendaPart>;

/** Parts in their order, none twice. */
export const Agenda = z
  .array(AgendaPart)
  .min(1)
  .max(30)
  .refine((parts) => new Set(parts.map(({ id }) => id)).size === parts.length, 'an id stands twice');

/** A series of meetings: how it is numbered and held. */
export const MeetingSeries = z.object({
  id: SeriesId,
  /** As in «2026年第12次调度会». */
  name: z.string().min(1).max(40),
  /** 1 Monday … 7 Sunday. */
  weekday: z.int().min(1).max(7),
  /** `HH:mm`. */
  time: z.string(),
  agenda: Agenda,
  /** Limit of a decision for which none is said, calendar days. */
  defaultDueDays: z.int().min(0).max(365),
  /** Where agenda and limit come from. */
  source: z.string(),
});
export type MeetingSeries = z.infer<typeof MeetingSeries>;
