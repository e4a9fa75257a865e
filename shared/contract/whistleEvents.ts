import { z } from 'zod';
import { Millis } from './common.ts';
import { LimitUnit } from './limitUnit.ts';
import { DelegationKind, Role } from './people.ts';
import { AppealGround, AppealStep, ReviewTask } from './whistleAppeals.ts';
import { BackEntry } from './whistleBackEntry.ts';
import { ArrivalMethod, OnBehalf, WhistleDraft } from './whistleCommands.ts';
import { WhistleKind } from './whistleKind.ts';
import { ClockKind, Level, SummonsPart } from './whistles.ts';

/** Who did it, in which role, for which organisation. Timers act as `system`. */
export const Actor = z.object({
  operator: z.string(),
  role: z.union([Role, z.literal('system')]),
  org: z.string(),
  /** The principal in whose name the operator acted (代), with the delegation; absent: in the operator's own name. */
  onBehalfOf: z.object({ operator: z.string(), delegation: z.string(), kind: DelegationKind }).optional(),
});
export type Actor = z.infer<typeof Actor>;

/** A linked case as it was when the whistle was drafted. */
export const CaseSnapshot = z.object({
  id: z.string(),
  title: z.string(),
  categoryCode: z.string(),
  /** 问题来源, e.g. 12345热线. */
  channel: z.string().nullable(),
  requestedAt: Millis,
  lon: z.number().nullable(),
  lat: z.number().nullable(),
});
export type CaseSnapshot = z.infer<typeof CaseSnapshot>;

/** A summons as it is created. */
export const SummonsSeed = z.object({
  id: z.string(),
  part: SummonsPart,
  org: z.string(),
  /** The leader's role, for part `leader`. */
  role: Role.nullable(),
  /** Row of the responsibility list, null where designated. */
  basis: z.string().nullable(),
  /** 指定理由. */
  reason: z.string().nullable(),
  /** Earlier summons of the same department whose handling clock is continued. */
  resumes: z.string().nullable(),
});
export type SummonsSeed = z.infer<typeof SummonsSeed>;

/** How a limit ran when its timer fired, so that it can be judged again with another calendar. Instants UTC ms. */
export const TimerBasis = z.object({
  startAt: Millis,
  limit: z.object({ amount: z.number(), unit: LimitUnit }),
  pauses: z.array(z.object({ from: Millis, to: Millis.nullable() })),
});
export type TimerBasis = z.infer<typeof TimerBasis>;

/** The deadline of a running clock that another calendar moved. Instants UTC ms; null: none could be computed. */
export const MovedLimit = z.object({
  clock: z.string(),
  kind: ClockKind,
  summons: z.string().nullable(),
  org: z.string(),
  before: Millis.nullable(),
  dueAt: Millis.nullable(),
  /** The deadline counts from this time, at which it could first be seen; null where it lies after it anyway. */
  notBefore: Millis.nullable(),
});
export type MovedLimit = z.infer<typeof MovedLimit>;

/** A timer that had fired, judged again. Instants UTC ms. */
export const RejudgedMark = z.object({
  /** Its key: clock and used share. */
  timer: z.string(),
  kind: ClockKind.nullable(),
  summons: z.string().nullable(),
  org: z.string(),
  mark: z.number(),
  before: Millis,
  dueAt: Millis,
  /**
   * `taken-back`: not due yet, it fires again at its true time; `exempt`: done before the true time; `moved`: due all the
   * same, but later.
   */
  verdict: z.enum(['taken-back', 'exempt', 'moved']),
});
export type RejudgedMark = z.infer<typeof RejudgedMark>;

const appealFacts = {
  appeal: z.string(),
  summons: z.string(),
  mark: z.string(),
  ground: AppealGround,
  reason: z.string(),
  evidence: z.array(z.string()),
};

const Score = z.int();
const facts = {
  drafted: z.object({
    draft: WhistleDraft,
    cases: z.array(CaseSnapshot),
    parent: z.string().nullable(),
    chain: z.object({ root: z.string(), length: z.int() }),
  }),
  revised: z.object({ draft: WhistleDraft, cases: z.array(CaseSnapshot) }),
  submitted: z.object({ ownListReason: z.string().nullable(), notDuplicateOf: z.array(z.string()) }),
  /**
   * `complete`: no further approval is needed. `post`: post-approval of an emergency. `held`: all roles of the approver there,
   * where there are others beside the one acted in (一肩挑).
   */
  approved: z.object({
    complete: z.boolean(),
    post: z.boolean(),
    held: z.array(Role).optional(),
    /** By telephone (电话批准): by this leader at `at`, UTC ms; the actor has recorded it. */
    phone: z.object({ leader: z.string(), role: Role, at: Millis, note: z.string() }).optional(),
  }),
  'approval-confirmed': z.object({ leader: z.string() }),
  'approval-disowned': z.object({ leader: z.string(), reason: z.string() }),
  declined: z.object({ reason: z.string(), post: z.boolean() }),
  blown: z.object({ by: z.enum(['triage', 'approval', 'emergency']), summons: z.array(SummonsSeed) }),
  'triage-rejected': z.object({ code: z.string(), reason: z.string() }),
  signed: z.object({ summons: z.string() }),
  contacted: z.object({ summons: z.string(), with: z.string(), note: z.string() }),
  objected: z.object({
    summons: z.string(),
    reason: z.string(),
    proposes: z.string(),
    evidence: z.array(z.string()),
  }),
  'objection-upheld': z.object({
    summons: z.string(),
    reason: z.string(),
    created: SummonsSeed.nullable(),
    promoted: z.string().nullable(),
  }),
  'objection-overruled': z.object({ summons: z.string(), reason: z.string() }),
  arrived: z.object({
    summons: z.string(),
    method: ArrivalMethod,
    who: z.string().nullable(),
    position: z.object({ lon: z.number(), lat: z.number() }).nullable(),
    /** Metres from the place, if the position is known. */
    distance: z.number().nullable(),
    late: z.boolean(),
  }),
  /** E12: the quorum is reached. `from`: when it was, where the last arrival was entered afterwards (补录). */
  assembled: z.object({ arrived: z.array(z.string()), from: Millis.optional() }),
  left: z.object({ summons: z.string(), substitute: z.string().nullable() }),
  'leave-allowed': z.object({ summons: z.string(), reason: z.string() }),
  'extension-requested': z.object({
    request: z.string(),
    summons: z.string(),
    clock: ClockKind,
    add: z.number(),
    unit: z.string(),
    reason: z.string(),
  }),
  'extension-decided': z.object({ request: z.string(), grant: z.boolean(), reason: z.string() }),
  /** `created` for a department new to the whistle, `promoted` for one that was 协办. */
  'lead-changed': z.object({
    summons: z.string(),
    created: SummonsSeed.nullable(),
    promoted: z.string().nullable(),
    reason: z.string(),
  }),
  excused: z.object({ summons: z.string(), until: Millis, reason: z.string() }),
  suspended: z.object({
    until: Millis,
    condition: z.string(),
    appliedBy: z.string().nullable(),
    reason: z.string(),
  }),
  /** `from`: when the clocks started again; the end date of the suspension if the timer fired late. */
  resumed: z.object({ auto: z.boolean(), from: Millis, reason: z.string() }),
  'result-submitted': z.object({ summons: z.string(), text: z.string(), files: z.array(z.string()) }),
  /** E17: every lead department (主责) has submitted its result. */
  'all-submitted': z.object({}),
  /** `jointMissing`: why the second street's confirmation is missing. */
  confirmed: z.object({
    onSite: z.boolean(),
    note: z.string(),
    bySilence: z.boolean(),
    jointMissing: z.string().optional(),
  }),
  /** E18 with a second street: one of the two confirms. */
  'street-confirmed': z.object({ street: z.string(), onSite: z.boolean(), note: z.string() }),
  /** E30. */
  'street-joined': z.object({ street: z.string(), reason: z.string() }),
  /** E31: as the pack called the party then. */
  'outside-called': z.object({
    party: z.string(),
    name: z.string(),
    person: z.string(),
    how: z.enum(['phone', 'fax', 'in-person']),
    at: Millis,
    answer: z.string().nullable(),
    waiting: z.boolean(),
  }),
  reworked: z.object({ summons: z.array(z.string()), reason: z.string() }),
  rated: z.object({
    round: z.int(),
    scores: z.array(
      z.object({ summons: z.string(), arrival: Score, attitude: Score, effect: Score, comment: z.string() }),
    ),
    callback: z.object({ resolved: z.boolean(), satisfied: z.boolean(), at: Millis }).nullable(),
  }),
  closed: z.object({}),
  reopened: z.object({ cause: z.string(), reason: z.string() }),
  withdrawn: z.object({ reason: z.string() }),
  merged: z.object({ into: z.string(), reason: z.string() }),
  /** On the whistle that remains after a merge: the cases of the other one. */
  absorbed: z.object({ from: z.string(), cases: z.array(CaseSnapshot) }),
  /** On the earlier whistle: it was blown again as `by`. */
  reblown: z.object({ by: z.string() }),
  reminded: z.object({
    timer: z.string(),
    clock: z.string(),
    mark: z.number(),
    org: z.string(),
    dueAt: Millis,
    /** Missing in logs of earlier versions. */
    basis: TimerBasis.optional(),
  }),
  /** E24. `card`: 黄牌 for `org`. `dueAt` is when it fell due, `at` of the event when it was noticed. */
  expired: z.object({
    timer: z.string(),
    clock: z.string(),
    kind: ClockKind,
    summons: z.string().nullable(),
    mark: z.number(),
    org: z.string(),
    dueAt: Millis,
    card: z.boolean(),
    /** Missing in logs of earlier versions. */
    basis: TimerBasis.optional(),
    /** How long a department may appeal against it, as the rules had it then; missing for what is no mark of a department. */
    appealWithin: z.object({ amount: z.number(), unit: LimitUnit }).optional(),
    /** Roles that are told of an overdue review of an appeal, which does not raise the level of the whistle. */
    notify: z.array(Role).optional(),
  }),
  'no-show': z.object({ summons: z.string() }),
  /** `since`: start of the new escalation clock. */
  escalated: z.object({
    from: Level,
    to: Level,
    cause: z.string(),
    reason: z.string(),
    since: Millis,
    notify: z.array(Role),
    /** Roles of this level that nobody holds (此角色无人); absent where each is held, and in logs of earlier versions. */
    vacant: z.array(Role).optional(),
  }),
  /** The pack has changed; the clocks of this whistle keep the rules they started under. */
  'rules-kept': z.object({ kind: WhistleKind, pack: z.object({ id: z.string(), version: z.string() }) }),
  /**
   * The calendar has changed, and with it these deadlines; with `cause`, a fact was entered afterwards: these clocks began by
   * it (`moved`), these marks had fired although it had happened in time.
   */
  rejudged: z.object({
    moved: z.array(MovedLimit),
    marks: z.array(RejudgedMark),
    cause: z.literal('back-entry').optional(),
  }),
  deescalated: z.object({ from: Level, to: Level, cause: z.string(), reason: z.string(), since: Millis }),
  /** For the next weekly meeting or the 联席会议/编办. */
  listed: z.object({
    why: z.enum([
      'second-objection',
      'level-4',
      'post-approval-declined',
      'appeal-overdue',
      'approval-disowned',
    ]),
  }),
  /** E26: `review` is the first review to come. */
  appealed: z.object({ ...appealFacts, review: ReviewTask }),
  'appeal-withdrawn': z.object({ appeal: z.string(), summons: z.string(), reason: z.string() }),
  /** E27: `next` is the second review to come; null after it, and after a refusal. */
  'appeal-reviewed': z.object({
    appeal: z.string(),
    summons: z.string(),
    step: AppealStep,
    accept: z.boolean(),
    reason: z.string(),
    next: ReviewTask.nullable(),
  }),
  /** 无需申诉: the mark was taken back or exempted for another reason while the appeal was open. */
  'appeal-ended': z.object({
    appeal: z.string(),
    summons: z.string(),
    why: z.enum(['taken-back', 'exempt']),
  }),
  /** E28: `review` is the second review to come. */
  'exemption-proposed': z.object({ ...appealFacts, review: ReviewTask }),
  /** The marks (keys of timers) stay and do not count any more (曾超时已豁免). */
  'mark-exempted': z.object({ appeal: z.string(), summons: z.string(), marks: z.array(z.string()) }),
  /** E29: the summonses that went over, and what the organisation was called. */
  transferred: z.object({
    from: z.string(),
    to: z.string(),
    name: z.string(),
    summons: z.array(z.string()),
    reason: z.string(),
  }),
  noted: z.object({ text: z.string(), summons: z.string().nullable() }),
  attached: z.object({
    file: z.object({ hash: z.string(), name: z.string(), mediaType: z.string(), bytes: z.int() }),
    summons: z.string().nullable(),
  }),
};
type Facts = typeof facts;
export type WhistleEventType = keyof Facts;
export type WhistleEventData = { [T in WhistleEventType]: z.output<Facts[T]> };

const head = {
  /** From 1, without gaps, per whistle. */
  seq: z.int().positive(),
  whistle: z.string(),
  at: Millis,
  actor: Actor,
  onBehalf: OnBehalf.nullable(),
  commandId: z.string(),
  /** Id of the drill, null in the live city. A state is folded from live events or from those of one drill, never both. */
  drill: z.string().nullable(),
  /** 补录: `at` is when it was entered. Only on the fact itself, not on what followed from it. */
  backEntry: BackEntry.optional(),
  /** Acts that were confirmed together (批量办理). */
  batch: z.string().optional(),
};

/** What happened, without the actor and the time. */
export type WhistleFact = {
  [T in WhistleEventType]: { type: T; data: WhistleEventData[T] };
}[WhistleEventType];

/** A fact that happened to a whistle. Never changed, never removed. */
export type WhistleEvent = WhistleFact & {
  seq: number;
  whistle: string;
  at: number;
  actor: Actor;
  onBehalf: OnBehalf | null;
  commandId: string;
  drill: string | null;
  backEntry?: BackEntry | undefined;
  batch?: string | undefined;
};

const event = <T extends WhistleEventType>(type: T) =>
  z.object({ ...head, type: z.literal(type), data: facts[type] });

/** Schema for events read from the disk or received over the wire. */
export const WhistleEvent: z.ZodType<WhistleEvent> = z.discriminatedUnion('type', [
  event('drafted'),
  event('revised'),
  event('submitted'),
  event('approved'),
  event('approval-confirmed'),
  event('approval-disowned'),
  event('declined'),
  event('blown'),
  event('triage-rejected'),
  event('signed'),
  event('contacted'),
  event('objected'),
  event('objection-upheld'),
  event('objection-overruled'),
  event('arrived'),
  event('assembled'),
  event('left'),
  event('leave-allowed'),
  event('extension-requested'),
  event('extension-decided'),
  event('lead-changed'),
  event('excused'),
  event('suspended'),
  event('resumed'),
  event('result-submitted'),
  event('all-submitted'),
  event('confirmed'),
  event('street-confirmed'),
  event('street-joined'),
  event('outside-called'),
  event('reworked'),
  event('rated'),
  event('closed'),
  event('reopened'),
  event('withdrawn'),
  event('merged'),
  event('absorbed'),
  event('reblown'),
  event('reminded'),
  event('expired'),
  event('no-show'),
  event('escalated'),
  event('deescalated'),
  event('rules-kept'),
  event('rejudged'),
  event('listed'),
  event('appealed'),
  event('appeal-withdrawn'),
  event('appeal-reviewed'),
  event('appeal-ended'),
  event('exemption-proposed'),
  event('mark-exempted'),
  event('transferred'),
  event('noted'),
  event('attached'),
]);
