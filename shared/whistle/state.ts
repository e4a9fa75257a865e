import type { Role } from '../contract/people.ts';
import type { Appeal, ReviewTask } from '../contract/whistleAppeals.ts';
import type { NamedConfirmer } from '../contract/whistleBackEntry.ts';
import type { WhistleDraft } from '../contract/whistleCommands.ts';
import type { CaseSnapshot } from '../contract/whistleEventParts.ts';
import type { WhistleKind } from '../contract/whistleKind.ts';
import type { ClockKind, Level, SummonsPart, SummonsStage, WhistleStage } from '../contract/whistles.ts';
import type { PhoneState } from '../contract/whistleView.ts';
import type { Limit } from '../time/deadline.ts';
import type { Pause } from '../time/pauses.ts';

/** Restarts and extensions of a clock. Each begins a new generation, which is part of the id: `s1.arrive.<generation>`. */
export type ClockExtension = {
  generation: number;
  /** Reminders due before this time are not sent. */
  since: number;
  /** Sum of granted extensions, in the unit of the limit. */
  added: number;
  /** Extensions granted on this clock. */
  granted: number;
};

/** One summoned department or leader. */
export type Summons = {
  id: string;
  part: SummonsPart;
  org: string;
  role: Role | null;
  basis: string | null;
  reason: string | null;
  resumes: string | null;
  stage: SummonsStage;
  /** Number of the last event that changed it. */
  seq: number;
  notifiedAt: number;
  signedAt: number | null;
  contactedAt: number | null;
  arrivedAt: number | null;
  arrivedBy: string | null;
  /** Operator who arrived, null where the street recorded it. */
  arrivedOperator: string | null;
  /** Operator who wrote the arrival down for it; null where it arrived by itself. */
  arrivalRecordedBy: string | null;
  late: boolean;
  workingAt: number | null;
  /** Start of the handling clock: begin of work, that of an earlier summons, or of the latest round. */
  handleFrom: number | null;
  submittedAt: number | null;
  acceptedAt: number | null;
  endedAt: number | null;
  leftAt: number | null;
  substitute: string | null;
  mayLeave: boolean;
  excusedUntil: number | null;
  excuses: number;
  noShow: boolean;
  yellowCards: number;
  /** How many deadlines of this summons have passed. */
  expiries: number;
  exempt: Exempt;
  objection: {
    at: number;
    /** When it was entered, from which the centre can rule; absent where that is `at`. */
    heardAt?: number;
    proposes: string;
    reason: string;
    evidence: string[];
    ruling: 'pending' | 'upheld' | 'overruled';
  } | null;
  result: { text: string; files: string[]; at: number; by: string } | null;
  onBehalf: number;
  /** Operators who recorded acts on behalf of this department; they may not decide its applications. */
  behalfOperators: string[];
  /** How many facts of it were entered afterwards (补录); absent where none was. */
  backEntries?: number;
  /** Pauses of its handling clock (result submitted, replaced). */
  pauses: Pause[];
  /** Pauses of single clocks: arrival (请假/改期), contact (during an objection). */
  clockPauses: Partial<Record<ClockKind, Pause[]>>;
  stretches: Partial<Record<ClockKind, ClockExtension>>;
  /** Organisations that it was taken over from (划转), oldest first; absent where none was. */
  predecessors?: Predecessor[];
};

/** What was counted against an organisation until a successor took its summons over at `until` (UTC ms). */
export type Predecessor = { org: string; until: number } & Pick<
  Summons,
  'noShow' | 'late' | 'yellowCards' | 'expiries' | 'exempt'
>;

export type Extension = {
  id: string;
  summons: string;
  clock: ClockKind;
  add: number;
  unit: string;
  reason: string;
  by: string;
  org: string;
  at: number;
  /** `lapsed`: the task was accepted, or taken from the department, before anybody decided. */
  decision: 'pending' | 'granted' | 'refused' | 'lapsed';
};

export type Rating = {
  round: number;
  summons: string;
  org: string;
  arrival: number;
  attitude: number;
  effect: number;
  comment: string;
  by: string;
  at: number;
};

/**
 * A timer that has fired, with all that is needed to judge it again when the calendar changes: how its limit ran, and when
 * what it asked for was done. Instants UTC ms.
 */
export type FiredMark = {
  /** When it fell due, as judged last. */
  dueAt: number;
  /** Share of the clock that was used up: 1 is the deadline. */
  mark: number;
  clock: string;
  kind: ClockKind | null;
  summons: string | null;
  org: string;
  card: boolean;
  /** When it was recorded, and as which entry of the log. */
  firedAt: number;
  seq: number;
  startAt: number | null;
  /** Null in logs of earlier versions; then as in the rules. */
  limit: Limit | null;
  pauses: readonly Pause[];
  /** When the clock ended; null while it runs. */
  endedAt: number | null;
  /** Judged again and not due before the clock ended, or exempted (豁免): it happened, but does not count (曾超时，不计). */
  exempt: boolean;
  /** Time to appeal as the rules had it; null in logs of earlier versions, then as in the rules. */
  appealWithin: Limit | null;
};

/** An appeal with the review that it waits for, since when, and the organisations that were asked for reviews. */
export type StoredAppeal = Appeal & { review: (ReviewTask & { since: number }) | null; told: string[] };

/** An approval (审签). `held`: the roles of the approver then, `role` among them; `for`: in whose name (代), if in another's. */
export type Approval = {
  role: Role;
  held: Role[];
  by: string;
  for?: string;
  /** By telephone: who recorded it, and whether `by` has confirmed it since. */
  recordedBy?: string;
  phone?: PhoneState;
  /** When `by` disowned it, UTC ms. */
  disownedAt?: number;
  at: number;
  post: boolean;
};

/** Everybody who stands behind an approval; nobody stands behind one that its leader disowned. */
export function signersOf(approval: Approval): string[] {
  if (approval.phone === 'disowned') return [];
  return [approval.by, approval.for, approval.recordedBy].filter((one) => one !== undefined);
}

type Confirmation = { by: string; at: number; note: string };

/** The second street (联合街道) since `since` (UTC ms), and the confirmations of this result: of the street that blew, and its own. */
export type JointStreet = {
  street: string;
  since: number;
  reason: string | null;
  own: Confirmation | null;
  other: Confirmation | null;
  /** Why its confirmation is missing. */
  missing: string | null;
};

/** A party outside (邻区): waited for since then (null: no more), and the calls. Instants UTC ms. */
export type OutsideParty = {
  party: string;
  name: string;
  waitingSince: number | null;
  calls: {
    person: string;
    how: 'phone' | 'fax' | 'in-person';
    at: number;
    answer: string | null;
    by: string;
    recordedAt: number;
  }[];
};

/** What raised the level: the timer (its key), or an order by a leader (null). */
export type LevelCause = { level: Level; timer: string | null };

/** What happened to a department but does not count against it (不计): the limit was moved afterwards, or it was exempted. */
export type Exempt = { noShow: boolean; late: boolean; yellowCards: number; expiries: number };

/** The state folded from a whistle's events. Plain data, stored as the projection. */
export type WhistleState = {
  id: string;
  seq: number;
  /** Number of the last event that changed the whistle itself, apart from its summonses and from remarks. */
  ownSeq: number;
  drill: string | null;
  stage: WhistleStage;
  /** Stage to return to after 挂账. */
  before: WhistleStage | null;
  draft: WhistleDraft;
  cases: CaseSnapshot[];
  createdAt: number;
  updatedAt: number;
  submittedAt: number | null;
  approvedAt: number | null;
  blownAt: number | null;
  confirmingAt: number | null;
  evaluatingAt: number | null;
  closedAt: number | null;
  level: Level;
  /** Start of the escalation clock. The business clock starts at `blownAt` and is never restarted. */
  rungSince: number | null;
  /** Number of changes of level, which is the generation of the escalation clock. */
  rungs: number;
  /** How often it was submitted, which is the generation of the approval and triage clocks. */
  submissions: number;
  supervised: boolean;
  round: number;
  rework: number;
  children: Summons[];
  extensions: Extension[];
  ratings: Rating[];
  callback: { resolved: boolean; satisfied: boolean; at: number } | null;
  approvals: Approval[];
  postApproval: 'none' | 'pending' | 'approved' | 'declined';
  suspension: { from: number; until: number; condition: string; reason: string } | null;
  /** Pauses of the clocks of all summonses, with the reason. */
  pauses: (Pause & { why: 'suspended' | 'confirming' | 'closed' })[];
  files: {
    hash: string;
    name: string;
    mediaType: string;
    bytes: number;
    summons: string | null;
    by: string;
    at: number;
  }[];
  parent: string | null;
  root: string;
  chain: number;
  reblownBy: string[];
  mergedInto: string | null;
  absorbed: string[];
  listed: string[];
  objections: number;
  appeals: StoredAppeal[];
  /** Timers that have fired and were not taken back, by their key. */
  fired: Record<string, FiredMark>;
  /** How often a timer was taken back because its limit had moved, by its key. */
  takenBack: Record<string, number>;
  /** Deadlines that a change of the calendar moved to the past count from this time, UTC ms, by clock. */
  notBefore: Record<string, number>;
  /** What holds the level up, in order. */
  levelCauses: LevelCause[];
  /** Entry with which the level was last lowered by order or by itself; what fired before does not hold it up any more. */
  loweredSeq: number;
  /** The kind of whistle as the pack had it when the clocks started; null if the pack has not changed since. */
  keptKind: WhistleKind | null;
  /** Operators who drafted, revised, submitted or blew it; they may not approve it. */
  applicants: string[];
  /** For each operator, whether they have commanded (指挥) or supervised (监督) this whistle. */
  hands: Record<string, 'command' | 'supervise'>;
  /** Absent where there is none. */
  joint?: JointStreet;
  /** Absent where nobody was called. */
  outside?: OutsideParty[];
  /** What was entered afterwards (补录), in the order of the log; absent where nothing was. */
  backEntries?: NamedConfirmer[];
  /** Ids of the commands applied so far. */
  seen: string[];
};

export const TERMINAL_STAGES: readonly WhistleStage[] = ['closed', 'withdrawn', 'rejected', 'merged'];
/** Stages in which the clocks of summoned departments run. */
export const RUNNING_STAGES: readonly WhistleStage[] = ['blown', 'assembling', 'handling'];
/** Stages of summonses that no longer take part. */
export const ENDED_STAGES: readonly SummonsStage[] = ['released', 'replaced'];

export function isTerminal(state: { stage: WhistleStage }): boolean {
  return TERMINAL_STAGES.includes(state.stage);
}

/** Summonses that take part, including leaders. */
export function participants(state: WhistleState): Summons[] {
  return state.children.filter((child) => !ENDED_STAGES.includes(child.stage));
}

/** Departments (主责 and 协办) that take part. */
export function departments(state: WhistleState): Summons[] {
  return participants(state).filter((child) => child.part !== 'leader');
}
