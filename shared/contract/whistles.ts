import { z } from 'zod';
import { Bbox, CommaList, Millis, Provisional } from './common.ts';
import { Role } from './people.ts';
import { WhistleRule } from './whistleRules.ts';

/** A text in both languages of the console. */
export const Words = z.object({ zh: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

/**
 * draft 拟哨, pending-approval 待审签, pending-triage 待研判派哨, blown 已吹哨, assembling 报到中, handling 处置中,
 * pending-confirm 待街道确认, pending-eval 待评价, closed 销号; suspended 挂账; withdrawn 撤哨, rejected 不予吹哨,
 * merged 并哨.
 */
export const WhistleStage = z.enum([
  'draft',
  'pending-approval',
  'pending-triage',
  'blown',
  'assembling',
  'handling',
  'pending-confirm',
  'pending-eval',
  'closed',
  'suspended',
  'withdrawn',
  'rejected',
  'merged',
]);
export type WhistleStage = z.infer<typeof WhistleStage>;

/**
 * State of one summoned department or leader. notified 已送达, signed 已签收, contacted 已对接, arrived 已报到,
 * working 处置, submitted 已反馈, accepted 街道认可, rated 已评价; objected 异议, released 免责/改派, replaced 变更主责,
 * excused 请假/改期.
 */
export const SummonsStage = z.enum([
  'notified',
  'signed',
  'contacted',
  'arrived',
  'working',
  'submitted',
  'accepted',
  'rated',
  'objected',
  'released',
  'replaced',
  'excused',
]);
export type SummonsStage = z.infer<typeof SummonsStage>;

/** lead 主责/主办, co 协办, leader: a district leader who must report in person. */
export const SummonsPart = z.enum(['lead', 'co', 'leader']);
export type SummonsPart = z.infer<typeof SummonsPart>;

/** Levels of escalation: 0 normal, 1 催办, 2 督办, 3 分管副区长, 4 攻坚/调度会. */
export const LEVELS = [0, 1, 2, 3, 4] as const;
export const Level = z.literal(LEVELS);
export type Level = z.infer<typeof Level>;

/**
 * What a clock measures. approve 审签, triage 研判派哨, post-approval 事后补批, sign 签收, contact 对接, arrive 报到,
 * object 异议期, rule 裁定, handle 处置, confirm 确认, evaluate 评价, resume 挂账到期, rung 升级, business 总时限,
 * appeal-first 申诉初审, appeal-second 申诉复审, joint-confirm 联合街道确认.
 */
export const ClockKind = z.enum([
  'approve',
  'triage',
  'post-approval',
  'sign',
  'contact',
  'arrive',
  'object',
  'rule',
  'handle',
  'confirm',
  'evaluate',
  'resume',
  'rung',
  'business',
  'appeal-first',
  'appeal-second',
  'joint-confirm',
]);
export type ClockKind = z.infer<typeof ClockKind>;

/** Why a command was refused. `forbidden` 403, `conflict` 409 (the state has changed), `invalid` 422 (incomplete or wrong). */
export const Refusal = z.object({
  rule: WhistleRule,
  kind: z.enum(['forbidden', 'conflict', 'invalid']),
  message: Words,
  /** What the operator can do about it. */
  remedy: Words,
  /** E.g. the nearby whistles (`E2.duplicate`), the events since `seen` (`stale`). */
  details: z.unknown().optional(),
});
export type Refusal = z.infer<typeof Refusal>;

/** One clock as windows show it. */
export const ClockView = z.object({
  /** `s1.arrive.0`: summons or `w`, kind, generation. */
  id: z.string(),
  kind: ClockKind,
  summons: z.string().nullable(),
  /** Organisation that must act. */
  org: z.string(),
  startAt: Millis,
  /** Null while paused, or if the working calendar lacks the year (see `gap`). */
  dueAt: Millis.nullable(),
  /** `{amount: 3, unit: 'work_day'}`; null for a fixed end date. */
  limit: z.object({ amount: z.number(), unit: z.string() }).nullable(),
  /** Source of the limit, e.g. «参照鼓楼». */
  source: z.string(),
  paused: z.boolean(),
  overdue: z.boolean(),
  /** On the limit's own calendar, ms; negative when past; null where `gap`. */
  remainingMs: z.number().nullable(),
  /** Share of the limit used, 0 … 1 and beyond; null where `gap`. */
  used: z.number().nullable(),
  gap: z.string().nullable(),
  /** 暂定: the table of this year is not imported, and the deadline may move when it is. */
  provisional: Provisional.nullable(),
});
export type ClockView = z.infer<typeof ClockView>;

/** An action that is due, and its deadline. */
export const Waiting = z.object({
  /** Code of the organisation that must act; `roles`: which of its operators may. */
  org: z.string(),
  roles: z.array(Role),
  /** The only operator who may, in person and not through a delegate; absent: whoever has one of the roles. */
  person: z.string().optional(),
  what: Words,
  summons: z.string().nullable(),
  dueAt: Millis.nullable(),
  overdue: z.boolean(),
});
export type Waiting = z.infer<typeof Waiting>;

/** Card on the board. */
export const WhistleSummary = z.object({
  id: z.string(),
  /** Number of the newest event; the next command sends it as `seen`. */
  seq: z.int(),
  kind: z.string(),
  kindName: z.string(),
  subject: z.string(),
  street: z.string(),
  /** The second street (联合街道); absent where there is none. */
  joint: z.string().optional(),
  /** Parties outside (邻区) that it waits for, and since when; absent where there are none. */
  outside: z.array(z.object({ name: z.string(), since: Millis })).optional(),
  stage: WhistleStage,
  /** Stage before a suspension, else the stage. */
  column: WhistleStage,
  level: Level,
  supervised: z.boolean(),
  round: z.int(),
  rework: z.int(),
  /** Length of the repeat chain, 1 for a first whistle. */
  chain: z.int(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  createdAt: Millis,
  blownAt: Millis.nullable(),
  closedAt: Millis.nullable(),
  updatedAt: Millis,
  /** The clock that runs out next, null when none runs. */
  nearest: ClockView.nullable(),
  waiting: z.array(Waiting),
  departments: z.array(
    z.object({
      summons: z.string(),
      org: z.string(),
      part: SummonsPart,
      stage: SummonsStage,
      late: z.boolean(),
    }),
  ),
  arrived: z.int(),
  expected: z.int(),
  /** How many facts of departments and leaders were entered afterwards (补录). */
  backEntries: z.int(),
  cases: z.int(),
});
export type WhistleSummary = z.infer<typeof WhistleSummary>;

export const WhistleListQuery = z.object({
  stage: CommaList.pipe(z.array(WhistleStage)).optional(),
  street: CommaList.optional(),
  /** Whistles that summon one of these organisations. */
  org: CommaList.optional(),
  kind: CommaList.optional(),
  level: CommaList.pipe(z.array(z.enum(['0', '1', '2', '3', '4']))).optional(),
  /**
   * `true`: those that wait for the organisation and a role of the signed-in operator. Where one person must answer
   * (`waiting.person`) the others of that role find it as well.
   */
  mine: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  /**
   * `true`: not closed, withdrawn, rejected or merged, or an appeal waits for its review; `false`: closed, withdrawn,
   * rejected or merged. Whistles that ended without being done are found by
   * `stage=withdrawn,rejected,merged`.
   */
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  /** Any part of the number (`w-…`), subject, address or description, in any stage; case-insensitive. */
  q: z.string().trim().max(200).optional(),
  bbox: z
    .string()
    .max(200)
    .transform((text) => text.split(',').map(Number))
    .pipe(Bbox)
    .refine(([w, s, e, n]) => w < e && s < n, 'bbox must be west,south,east,north')
    .optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export type WhistleListQuery = z.output<typeof WhistleListQuery>;

export const WhistlePage = z.object({
  items: z.array(WhistleSummary),
  total: z.int(),
  nextCursor: z.string().nullable(),
});
export type WhistlePage = z.infer<typeof WhistlePage>;
