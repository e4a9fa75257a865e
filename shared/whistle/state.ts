import type { Role } from '../contract/people.ts';
import type { WhistleDraft } from '../contract/whistleCommands.ts';
import type { CaseSnapshot } from '../contract/whistleEvents.ts';
import type { ClockKind, Level, SummonsPart, SummonsStage, WhistleStage } from '../contract/whistles.ts';
import type { Pause } from '../time/pauses.ts';

/** A clock that was restarted or lengthened counts anew as a generation; its id is `s1.arrive.<generation>`. */
export type Stretch = {
  generation: number;
  /** Reminders that would have fallen before this moment are not sent. */
  since: number;
  /** Sum of granted extensions, in the unit of the limit. */
  added: number;
  /** Extensions granted on this clock. */
  granted: number;
};

/** One summoned department or leader (child machine). */
export type Summons = {
  id: string;
  part: SummonsPart;
  org: string;
  role: Role | null;
  basis: string | null;
  reason: string | null;
  resumes: string | null;
  stage: SummonsStage;
  /** Event number that last touched it. */
  seq: number;
  notifiedAt: number;
  signedAt: number | null;
  contactedAt: number | null;
  arrivedAt: number | null;
  arrivedBy: string | null;
  /** Operator who arrived, null where the street recorded it. */
  arrivedOperator: string | null;
  late: boolean;
  workingAt: number | null;
  /** Start of the handling clock: begin of work, taken over from an earlier summons, or the newest round. */
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
  /** Times that clocks of this summons ran out. */
  expiries: number;
  objection: {
    at: number;
    proposes: string;
    reason: string;
    evidence: string[];
    ruling: 'pending' | 'upheld' | 'overruled';
  } | null;
  result: { text: string; files: string[]; at: number; by: string } | null;
  onBehalf: number;
  /** Operators who recorded acts of this department on its behalf: may not decide its applications. */
  behalfOperators: string[];
  /** Stretches in which its own clocks stand still (handed in, replaced). */
  pauses: Pause[];
  /** Stretches in which one of its clocks stands still: to report (请假/改期), to contact (while objecting). */
  clockPauses: Partial<Record<ClockKind, Pause[]>>;
  stretches: Partial<Record<ClockKind, Stretch>>;
};

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
  decision: 'pending' | 'granted' | 'refused';
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

/** Fold of a whistle's events. Plain data: what the store keeps as its projection. */
export type WhistleState = {
  id: string;
  seq: number;
  /** Event number that last touched the parent (children and remarks aside). */
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
  /** Start of the rung clock; the business clock starts at `blownAt` and never again. */
  rungSince: number | null;
  /** Changes of level so far: generation of the rung clock. */
  rungs: number;
  /** Times submitted: generation of the clocks to approve and to triage. */
  submissions: number;
  supervised: boolean;
  round: number;
  rework: number;
  children: Summons[];
  extensions: Extension[];
  ratings: Rating[];
  callback: { resolved: boolean; satisfied: boolean; at: number } | null;
  approvals: { role: Role; by: string; at: number; post: boolean }[];
  postApproval: 'none' | 'pending' | 'approved' | 'declined';
  suspension: { from: number; until: number; condition: string; reason: string } | null;
  /** Stretches in which the clocks of all children stand still, and why. */
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
  /** Fire points that are done: timer id → when it fell due. */
  fired: Record<string, number>;
  /** Who applied (drafted, revised, submitted, blew): may not approve. */
  applicants: string[];
  /** On which side of 指挥/监督 each operator has acted here. */
  hands: Record<string, 'command' | 'supervise'>;
  /** Ids of the commands that made this state. */
  seen: string[];
};

export const TERMINAL: readonly WhistleStage[] = ['closed', 'withdrawn', 'rejected', 'merged'];
/** Stages in which summoned departments have clocks that run. */
export const ACTIVE: readonly WhistleStage[] = ['blown', 'assembling', 'handling'];
/** Children that no longer take part. */
export const GONE: readonly SummonsStage[] = ['released', 'replaced'];

export function isTerminal(state: { stage: WhistleStage }): boolean {
  return TERMINAL.includes(state.stage);
}

/** Children that take part, leaders included. */
export function present(state: WhistleState): Summons[] {
  return state.children.filter((child) => !GONE.includes(child.stage));
}

/** Departments (主责 and 协办) that take part. */
export function departments(state: WhistleState): Summons[] {
  return present(state).filter((child) => child.part !== 'leader');
}
