import { z } from 'zod';
import { Millis } from './common.ts';
import { LimitUnit } from './limitUnit.ts';
import { Role } from './people.ts';

/**
 * Why a mark should not count. not-ours 不属本单位职责, force-majeure 不可抗力, off-hours 非工作时间, system-fault 系统故障,
 * not-notified 通知未送达, other 其他.
 */
export const AppealGround = z.enum([
  'not-ours',
  'force-majeure',
  'off-hours',
  'system-fault',
  'not-notified',
  'other',
]);
export type AppealGround = z.infer<typeof AppealGround>;

/** The two reviews (初审, 复审) of an appeal. */
export const AppealStep = z.enum(['first', 'second']);
export type AppealStep = z.infer<typeof AppealStep>;

/**
 * first 待初审, second 待复审, granted 申诉通过, refused 申诉不予支持, withdrawn 已撤回, moot 无需申诉 (the mark was taken back or
 * exempted meanwhile).
 */
export const AppealStage = z.enum(['first', 'second', 'granted', 'refused', 'withdrawn', 'moot']);
export type AppealStage = z.infer<typeof AppealStage>;

/** Who reviews next, and the time for it as the rules had it when it began. `org`: to be told. */
export const ReviewTask = z.object({
  org: z.string(),
  limit: z.object({ amount: z.number(), unit: LimitUnit, source: z.string() }),
});
export type ReviewTask = z.infer<typeof ReviewTask>;

const Review = z.object({
  by: z.string(),
  /** The principal in whose name it was given, under a delegation. */
  for: z.string().optional(),
  role: z.union([Role, z.literal('system')]),
  org: z.string(),
  at: Millis,
  accept: z.boolean(),
  reason: z.string(),
});

/** An appeal (申诉) of a department against a mark, or an exemption (直接豁免) proposed by the command. */
export const Appeal = z.object({
  /** `a1`, `a2` … */
  id: z.string(),
  summons: z.string(),
  /** Id of the timer that fired: the same limit fired again after it was taken back is another mark. */
  mark: z.string(),
  origin: z.enum(['department', 'command']),
  ground: AppealGround,
  reason: z.string(),
  evidence: z.array(z.string()),
  by: z.string(),
  /** The principal in whose name it was made, under a delegation. */
  for: z.string().optional(),
  org: z.string(),
  at: Millis,
  stage: AppealStage,
  first: Review.nullable(),
  second: Review.nullable(),
});
export type Appeal = z.infer<typeof Appeal>;

/** A passed limit of a department, as the page of a whistle lists it. */
export const MarkView = z.object({
  id: z.string(),
  summons: z.string(),
  org: z.string(),
  kind: z.string(),
  /** Used share of the limit: 1 when it passed, 1.5 half as much again. */
  mark: z.number(),
  dueAt: Millis,
  /** When it was recorded, and from when the time to appeal runs. */
  at: Millis,
  card: z.boolean(),
  /** 不计. */
  exempt: z.boolean(),
  /** Last moment of an appeal; null if the working calendar lacks the year. */
  appealUntil: Millis.nullable(),
  /** Whether the department can appeal against it now. */
  open: z.boolean(),
});
export type MarkView = z.infer<typeof MarkView>;
