import { z } from 'zod';
import { Millis } from './common.ts';
import { Role } from './people.ts';
import { AppealGround, AppealStep } from './whistleAppeals.ts';
import { BackEntryRequest } from './whistleBackEntry.ts';
import { LEVELS, SummonsPart } from './whistles.ts';

const Text = (most: number) => z.string().trim().min(1).max(most);
const Reason = Text(1000);
/** SHA-256 of attached files, in hex; the files themselves are in the content store. */
const Hashes = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(20);
const Id = z.string().min(1).max(120);

/** A place: decimal degrees, WGS-84. */
export const WhistlePlace = z.object({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  address: z.string().max(200),
});
export type WhistlePlace = z.infer<typeof WhistlePlace>;

/** A department requested by the street or assigned by the district. `reason` (指定理由) if no list assigns it. */
export const RequestedDepartment = z.object({
  org: Id,
  part: SummonsPart.exclude(['leader']),
  reason: z.string().max(500).nullable().default(null),
});

export type RequestedDepartment = z.output<typeof RequestedDepartment>;

/** The draft of a whistle (拟哨). It may be incomplete until it is submitted. */
export const WhistleDraft = z.object({
  /** Kind id of the pack: push 推进哨, hard 攻坚哨, emergency 应急哨, joint 综合执法哨 … */
  kind: Id,
  street: Id,
  subject: z.string().trim().max(120),
  description: z.string().max(4000).default(''),
  place: WhistlePlace.nullable().default(null),
  /** Why the place is outside the street, if the street's border is approximate. */
  placeReason: z.string().max(500).nullable().default(null),
  /** 报到时间与地点. */
  meet: z
    .object({ at: Millis, where: z.string().max(200) })
    .nullable()
    .default(null),
  /** Item (事项) of the pack's lists: the basis of the whistle. */
  item: Id.nullable().default(null),
  /** 小类 code, for finding duplicates. */
  category: Id.nullable().default(null),
  departments: z.array(RequestedDepartment).max(30).default([]),
  /** Case ids; `draft` takes a snapshot of each. */
  cases: z.array(Id).max(200).default([]),
  /** The second street (联合街道), where the place is at a border. */
  joint: Id.nullable().optional(),
});
export type WhistleDraft = z.output<typeof WhistleDraft>;

/** 代报到: a clerk records the answer of a department. It stays visible permanently. */
export const OnBehalf = z.object({
  /** The person who answered for the department. */
  who: Text(60),
  how: z.enum(['phone', 'fax', 'in-person']),
  /** When the department answered; the act itself is dated when it is recorded. */
  at: Millis,
  note: z.string().max(500).default(''),
});
export type OnBehalf = z.output<typeof OnBehalf>;

const base = {
  /** Chosen by the caller; a command that is sent again with the same id is not executed again. */
  commandId: z.string().regex(/^[A-Za-z0-9_-]{8,80}$/),
  /** Role to act in; null: the first of the operator's roles that may. */
  as: Role.nullable().default(null),
  /** The last `seq` that the sender had seen of the whistle; null: do not check. */
  seen: z.int().nonnegative().nullable().default(null),
  /** Id of the delegation (委托) under which the sender acts; left out: as the session says. */
  delegation: z.string().min(1).max(60).optional(),
  /** Acts confirmed together (批量办理) have one; absent for others. */
  batch: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,80}$/)
    .optional(),
};
/** 补录; absent where the fact is recorded as it happens. */
const backEntry = BackEntryRequest.optional();
const onBehalf = OnBehalf.nullable().default(null);

const act = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ ...base, type: z.literal(type), ...shape });
/** An act of one summoned department or leader. */
const child = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  act(type, { summons: Id, ...shape });

const Score = z.int().min(1).max(5);

/** How an arrival (报到) was proved. */
export const ArrivalMethod = z.enum(['gps', 'qr', 'clerk', 'record']);

/** Everything an operator can do to a whistle. Numbers E1–E25 are the rows of the rule table, E26–E28 appeals (§2.6), E29 划转, E30 and E31 borders, E32 补录. */
export const WhistleCommand = z.discriminatedUnion('type', [
  /** E1; with `parent` E21 (再次吹哨). The first command of a whistle. */
  act('draft', { draft: WhistleDraft, parent: Id.nullable().default(null) }),
  act('revise', { draft: WhistleDraft }),
  /** E2. `ownListReason` where the item is on the street's own list («本级可办»). */
  act('submit', {
    ownListReason: Reason.nullable().default(null),
    /** Nearby whistles that the street checked and that concern other matters. */
    notDuplicateOf: z.array(Id).max(50).default([]),
  }),
  /** E3; on an emergency whistle already blown: the post-approval (事后补批). */
  act('approve', {}),
  /** Back to the draft; on a blown emergency whistle: post-approval refused. */
  act('decline', { reason: Reason }),
  /** E3 电话批准: recorded by somebody on duty. `leader`: id of the operator who approved, `at`: when, UTC ms. */
  act('record-approval', { leader: Id, at: Millis, note: z.string().max(500).default('') }),
  /** E3 补签: by the leader in whose name it was recorded. */
  act('countersign', {}),
  act('disown-approval', { reason: Reason }),
  /** E4. */
  act('blow-emergency', {}),
  /** E5. Null: the departments as requested. */
  act('triage-accept', { departments: z.array(RequestedDepartment).min(1).max(30).nullable().default(null) }),
  /** E6. */
  act('triage-reject', {
    code: z.enum(['own-level', 'incomplete', 'duplicate', 'not-a-whistle']),
    reason: Reason,
  }),
  /** E7. */
  child('sign', { onBehalf, backEntry }),
  /** E8. */
  child('contact', { with: Text(60), note: z.string().max(500).default(''), onBehalf, backEntry }),
  /** E9. */
  child('object', { reason: Reason, proposes: Id, evidence: Hashes.default([]), onBehalf, backEntry }),
  /** E10. */
  child('rule', {
    ruling: z.enum(['uphold', 'overrule']),
    /** The department to summon instead; needed to uphold. */
    org: Id.nullable().default(null),
    reason: Reason,
  }),
  /**
   * E11. gps: by the arriving person's position; qr: by the street's code; clerk: recorded by the street; record: by the
   * arriving side's own record, only where it is entered afterwards (补录) and so confirmed by another side.
   */
  child('arrive', {
    method: ArrivalMethod,
    position: z.object({ lon: z.number(), lat: z.number() }).nullable().default(null),
    code: z.string().max(64).nullable().default(null),
    /** Name of the person who arrived; required for `clerk` and `record`. */
    who: Text(60).nullable().default(null),
    onBehalf,
    backEntry,
  }),
  /** E13: with a named substitute, or after `release`. */
  child('leave', { substitute: Text(60).nullable().default(null), onBehalf, backEntry }),
  /** E13: the street allows a department to leave (放行). */
  child('release', { reason: Reason }),
  /** E14. `add` in the unit of the clock's own limit, at most the limit itself. */
  child('request-extension', {
    clock: z.enum(['contact', 'arrive', 'handle']),
    add: z.number().positive().max(1000),
    reason: Reason,
    onBehalf,
  }),
  act('decide-extension', { request: Id, grant: z.boolean(), reason: Reason }),
  /** E15. */
  child('change-lead', { org: Id, reason: Reason }),
  /** 请假/改期: the street accepts another time. */
  child('excuse', { until: Millis, reason: Reason }),
  /** E16. */
  act('suspend', {
    until: Millis,
    condition: z.enum(['season', 'funding', 'litigation', 'plan', 'other']),
    /** Whose application it is; null: the leader's own decision. */
    appliedBy: Id.nullable().default(null),
    reason: Reason,
  }),
  act('resume', { reason: Reason }),
  /** E17. A text, and at least one picture or document. */
  child('submit-result', { text: Text(4000), files: Hashes.min(1), onBehalf, backEntry }),
  /** E18. */
  act('confirm', {
    onSite: z.boolean(),
    note: z.string().max(1000).default(''),
    /** Why the second street's confirmation is missing, once its limit has passed. */
    jointMissing: Reason.nullable().default(null),
  }),
  act('rework', { summons: z.array(Id).min(1).max(30), reason: Reason }),
  /** E19. */
  act('rate', {
    scores: z
      .array(
        z.object({
          summons: Id,
          /** 到场, 态度, 效果: 1 worst … 5 best. */
          arrival: Score,
          attitude: Score,
          effect: Score,
          comment: z.string().max(500).default(''),
        }),
      )
      .max(30),
    /** The citizen's answer when called back; required if a linked case came from the hotline. */
    callback: z
      .object({ resolved: z.boolean(), satisfied: z.boolean(), at: Millis })
      .nullable()
      .default(null),
  }),
  /** E20. */
  act('reopen', { cause: z.enum(['unresolved', 'dissatisfied', 'recurrence']), reason: Reason }),
  /** E22. */
  act('withdraw', { reason: Reason }),
  /** E23: this whistle is merged into `into`. */
  act('merge', { into: Id, reason: Reason }),
  /** E25. */
  act('escalate', { to: z.literal(LEVELS), reason: Reason }),
  act('deescalate', { to: z.literal(LEVELS), reason: Reason }),
  /** E26 申诉: against one mark (`marks` of the whistle's page), once. */
  child('appeal', {
    mark: Id,
    ground: AppealGround,
    reason: Reason,
    evidence: Hashes.default([]),
    onBehalf,
  }),
  /** E26: before the first review. */
  child('withdraw-appeal', { appeal: Id, reason: Reason, onBehalf }),
  /** E27 初审, 复审. `step`: the review that the sender means to give. */
  act('review-appeal', { appeal: Id, step: AppealStep, accept: z.boolean(), reason: Reason }),
  /** E28 直接豁免: the command proposes it without an appeal; it then needs the second review. */
  child('propose-exemption', {
    mark: Id,
    ground: AppealGround,
    reason: Reason,
    evidence: Hashes.default([]),
  }),
  /** E30 联合街道: a second street joins. */
  act('join-street', { street: Id, reason: Reason }),
  /** E31 邻区: a district next door was called; `answer` null: nobody answered. `waiting`: the whistle still waits for it. */
  act('call-outside', {
    party: Id,
    person: Text(60),
    how: z.enum(['phone', 'fax', 'in-person']),
    at: Millis,
    answer: Text(1000).nullable().default(null),
    waiting: z.boolean(),
  }),
  /** E32 补录确认: by the person whom the entry of the log with this number names as its confirmer. */
  act('confirm-back-entry', { entry: z.int().positive() }),
  act('disown-back-entry', { entry: z.int().positive(), reason: Reason }),
  /** E29 划转: what an organisation that the pack has no more leaves open goes to its successor. */
  act('transfer', { from: Id, to: Id, reason: Reason }),
  act('note', { text: Text(2000), summons: Id.nullable().default(null), backEntry }),
  act('attach', {
    file: z.object({
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      name: Text(200),
      mediaType: Text(100),
      bytes: z.int().nonnegative(),
    }),
    summons: Id.nullable().default(null),
  }),
]);
export type WhistleCommand = z.output<typeof WhistleCommand>;
/** A command as sent: fields with a default may be omitted. */
export type WhistleCommandInput = z.input<typeof WhistleCommand>;
export type WhistleCommandType = WhistleCommand['type'];
