import type { Appeal, Publication, SnapshotRef } from '../../contract/assessmentPublication.ts';
import type { Punctuality } from '../../contract/filters.ts';
import type { Operator, Role } from '../../contract/people.ts';
import type { KnownError } from '../../errors/errorText.ts';
import type { Decider, Decision } from '../../journal/decider.ts';
import type { Adjustments } from '../counting.ts';

/** Who is rated does not rate, and who commands does not assess (双轴, domain-2.md §6 no. 20). */
export const ASSESSORS: readonly Role[] = ['supervision'];
/** Who decides appeals, two of them; nobody of a rated unit. */
export const REVIEWERS: readonly Role[] = ['supervision', 'vice-district'];
/** Who appeals for a unit. */
export const APPELLANTS: readonly Role[] = [
  ...(['street-duty', 'street-leader', 'street-secretary', 'street-director'] as const),
  ...(['dept-handler', 'dept-leader'] as const),
];
const REVIEWS = 2;

/** What the snapshot says of a case: how it stands, and whose it is. Null: it is not in the period. */
export type CaseStanding = { standing: Punctuality | null; units: readonly string[] } | null;

/** `tables`: SHA-256 of the figures that follow, computed from the snapshot before the command is given. */
export type PublicationCommand = { commandId: string } & (
  | { type: 'freeze'; period: Publication['period']; asOf: number; snapshot: SnapshotRef; tables: string }
  | { type: 'appeal'; caseId: string; reason: string; found: CaseStanding }
  | { type: 'review'; appeal: string; grant: boolean; reason: string }
  | { type: 'publish'; seen: number; tables: string }
  | {
      type: 'correct';
      seen: number;
      caseId: string;
      as: 'on-time' | 'left-out';
      reason: string;
      found: CaseStanding;
      tables: string;
    }
  | { type: 'withdraw'; reason: string }
);

type By = { at: number; by: string };
export type PublicationEvent = By &
  (
    | {
        type: 'frozen';
        period: Publication['period'];
        asOf: number;
        snapshot: SnapshotRef;
        tables: string;
        appealsUntil: number;
      }
    | { type: 'appealed'; id: string; caseId: string; org: string; reason: string }
    | { type: 'reviewed'; appeal: string; grant: boolean; reason: string }
    | { type: 'published'; tables: string }
    | { type: 'corrected'; caseId: string; as: 'on-time' | 'left-out'; reason: string; tables: string }
    | { type: 'withdrawn'; reason: string }
  );

export type PublicationContext = {
  id: string;
  now: number;
  by: Operator;
  /** End of the time for appeals of a list frozen now, UTC ms; null: the working calendar lacks a year. */
  appealsUntil(): number | null;
};

type Refused = Extract<KnownError, { code: 'assessment-refused' }>['parameters']['reason'];
type Step = PublicationEvent | Refused;

/** A frozen period (考核发布) as a stream of the journal: draft list, appeals, final list, corrections. */
export const publicationDecider: Decider<
  Publication,
  PublicationCommand,
  PublicationEvent,
  KnownError,
  PublicationContext
> = { kind: 'assessment', decide, evolve };

function decide(
  state: Publication | null,
  command: PublicationCommand,
  context: PublicationContext,
): Decision<Publication, PublicationEvent, KnownError> {
  const step = stepOf(state, command, context);
  if (typeof step === 'string')
    return { ok: false, refusal: { code: 'assessment-refused', parameters: { reason: step } } };
  return {
    ok: true,
    changes: [{ subject: context.id, events: [step], state: evolve(state, step) }],
  };
}

function stepOf(state: Publication | null, command: PublicationCommand, context: PublicationContext): Step {
  const { now, by } = context;
  const done: By = { at: now, by: by.id };
  const may = (roles: readonly Role[]): boolean => by.roles.some((role) => roles.includes(role));
  if (command.type === 'freeze') {
    if (!may(ASSESSORS)) return 'assessor';
    const { period, asOf, snapshot, tables } = command;
    if (state !== null && state.stage !== 'withdrawn') return 'frozen-before';
    if (period.to > now || asOf > now || asOf < period.to) return 'not-over';
    const appealsUntil = context.appealsUntil();
    if (appealsUntil === null) return 'no-calendar';
    return { type: 'frozen', period, asOf, snapshot, tables, appealsUntil, ...done };
  }
  if (state === null || state.stage === 'withdrawn') return 'none';
  switch (command.type) {
    case 'appeal':
      return may(APPELLANTS) ? appealStep(state, command, context) : 'appellant';
    case 'review':
      return may(REVIEWERS) ? reviewStep(state, command, context) : 'reviewer';
    case 'withdraw':
      if (!may(ASSESSORS)) return 'assessor';
      return state.stage === 'draft' ? { type: 'withdrawn', reason: command.reason, ...done } : 'final';
    case 'publish':
      if (!may(ASSESSORS)) return 'assessor';
      if (state.stage !== 'draft') return 'final';
      if (now <= state.appealsUntil) return 'appeals-run';
      if (state.appeals.some(({ outcome }) => outcome === 'open')) return 'appeals-open';
      if (command.seen !== state.version) return 'changed';
      return { type: 'published', tables: command.tables, ...done };
    case 'correct': {
      if (!may(ASSESSORS)) return 'assessor';
      if (state.stage !== 'final') return 'draft';
      if (command.found === null || command.found.standing === null) return 'no-case';
      if (command.seen !== state.version) return 'changed';
      const { caseId, as, reason, tables } = command;
      return { type: 'corrected', caseId, as, reason, tables, ...done };
    }
  }
}

/** Once a case, by its own unit, for one that was closed late, within the time for it. */
function appealStep(
  state: Publication,
  { commandId, caseId, reason, found }: Extract<PublicationCommand, { type: 'appeal' }>,
  { now, by }: PublicationContext,
): Step {
  if (state.stage !== 'draft') return 'final';
  if (now > state.appealsUntil) return 'appeals-over';
  if (found === null || found.standing === null) return 'no-case';
  if (!found.units.includes(by.org)) return 'other-unit';
  if (found.standing !== 'late') return 'not-late';
  if (state.appeals.some((appeal) => appeal.caseId === caseId)) return 'appealed-before';
  return { type: 'appealed', id: commandId, caseId, org: by.org, reason, at: now, by: by.id };
}

function reviewStep(
  state: Publication,
  { appeal: id, grant, reason }: Extract<PublicationCommand, { type: 'review' }>,
  { now, by }: PublicationContext,
): Step {
  if (state.stage !== 'draft') return 'final';
  const appeal = state.appeals.find((each) => each.id === id);
  if (appeal === undefined || appeal.outcome !== 'open') return 'no-appeal';
  if (appeal.by === by.id || appeal.org === by.org) return 'own-appeal';
  if (appeal.reviews.some((review) => review.by === by.id)) return 'same-reviewer';
  return { type: 'reviewed', appeal: id, grant, reason, at: now, by: by.id };
}

function evolve(state: Publication | null, event: PublicationEvent): Publication {
  const { at, by } = event;
  if (event.type === 'frozen') {
    const { period, asOf, snapshot, tables, appealsUntil } = event;
    return {
      ...{ version: (state?.version ?? 0) + 1, stage: 'draft', period, asOf, frozen: { at, by } },
      ...{ snapshot, tables, appealsUntil, appeals: [], published: null, withdrawn: null, corrections: [] },
    };
  }
  if (state === null) throw new RangeError(`${event.type} of a period that was not frozen`);
  return { ...state, ...changeOf(state, event), version: state.version + 1 };
}

function changeOf(
  state: Publication,
  event: Exclude<PublicationEvent, { type: 'frozen' }>,
): Partial<Publication> {
  const { at, by } = event;
  switch (event.type) {
    case 'appealed': {
      const { id, caseId, org, reason } = event;
      const appeal: Appeal = { id, caseId, org, reason, at, by, reviews: [], outcome: 'open' };
      return { appeals: [...state.appeals, appeal] };
    }
    case 'reviewed':
      return {
        appeals: state.appeals.map((appeal) =>
          appeal.id === event.appeal ? reviewed(appeal, event) : appeal,
        ),
      };
    case 'published':
      return { stage: 'final', published: { at, by, tables: event.tables } };
    case 'withdrawn':
      return { stage: 'withdrawn', withdrawn: { at, by, reason: event.reason } };
    case 'corrected': {
      const { caseId, as, reason, tables } = event;
      return { corrections: [...state.corrections, { at, by, caseId, as, reason, tables }] };
    }
  }
}

/** Granted where both reviewers grant it. */
function reviewed(
  appeal: Appeal,
  { grant, reason, at, by }: Extract<PublicationEvent, { type: 'reviewed' }>,
): Appeal {
  const reviews = [...appeal.reviews, { grant, reason, at, by }];
  const outcome =
    reviews.length < REVIEWS ? 'open' : reviews.every((one) => one.grant) ? 'granted' : 'refused';
  return { ...appeal, reviews, outcome };
}

/** What counts otherwise than it was: granted appeals, and the first `corrections` corrections, the later one of a case. */
export function adjustmentsOf(state: Publication, corrections: number): Adjustments {
  const onTime = new Set(
    state.appeals.flatMap(({ outcome, caseId }) => (outcome === 'granted' ? [caseId] : [])),
  );
  const leftOut = new Set<string>();
  for (const { caseId, as } of state.corrections.slice(0, corrections)) {
    (as === 'on-time' ? onTime : leftOut).add(caseId);
    if (as === 'on-time') leftOut.delete(caseId);
  }
  return { onTime, leftOut };
}
