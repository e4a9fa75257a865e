import { z } from 'zod';
import { Millis } from './common.ts';
import { LimitUnit } from './limitUnit.ts';
import { Role } from './people.ts';
import { AppealGround, AppealStep, ReviewTask } from './whistleAppeals.ts';
import { ArrivalMethod, WhistleDraft } from './whistleCommands.ts';
import { CaseSnapshot, MovedLimit, RejudgedMark, SummonsSeed, TimerBasis } from './whistleEventParts.ts';
import { WhistleKind } from './whistleKind.ts';
import { ClockKind, Level } from './whistles.ts';

const appealFacts = {
  appeal: z.string(),
  summons: z.string(),
  mark: z.string(),
  ground: AppealGround,
  reason: z.string(),
  evidence: z.array(z.string()),
};

const Score = z.int();
/** What each kind of event says, beside who, when and of which whistle. */
export const facts = {
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
  /** E32: by the person whom log entry `entry` names as its confirmer. */
  'back-entry-confirmed': z.object({ entry: z.int() }),
  'back-entry-disowned': z.object({ entry: z.int(), reason: z.string() }),
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
   * The calendar has changed, and with it these deadlines. `back-entry`: a fact was entered afterwards; these clocks began by
   * it (`moved`), these marks had fired although it had happened in time. `extension`: granted when these marks had fired;
   * `moved` is the extended deadline if it has passed as well. `resumed`: these deadlines passed while their clocks rested.
   */
  rejudged: z.object({
    moved: z.array(MovedLimit),
    marks: z.array(RejudgedMark),
    cause: z.enum(['back-entry', 'extension', 'resumed']).optional(),
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
      'back-entry-disowned',
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
