import type { SummonsSeed } from '../../contract/whistleEventParts.ts';
import type { WhistleEvent } from '../../contract/whistleEvents.ts';
import type { ClockKind } from '../../contract/whistles.ts';
import { ENDED_STAGES, type Summons, type WhistleState } from '../state.ts';

/** A new summons. `earlier`: an earlier, replaced summons of the same department, whose handling clock is resumed. */
export function newSummons(seed: SummonsSeed, event: WhistleEvent, earlier: Summons | null): Summons {
  const gap = earlier?.endedAt ?? null;
  return {
    ...seed,
    stage: 'notified',
    seq: event.seq,
    notifiedAt: event.at,
    signedAt: null,
    contactedAt: null,
    arrivedAt: null,
    arrivedBy: null,
    arrivedOperator: null,
    arrivalRecordedBy: null,
    late: false,
    workingAt: null,
    handleFrom: earlier?.handleFrom ?? null,
    submittedAt: null,
    acceptedAt: null,
    endedAt: null,
    leftAt: null,
    substitute: null,
    mayLeave: false,
    excusedUntil: null,
    excuses: 0,
    noShow: false,
    yellowCards: 0,
    expiries: 0,
    exempt: { noShow: false, late: false, yellowCards: 0, expiries: 0 },
    objection: null,
    result: null,
    onBehalf: 0,
    behalfOperators: [],
    // Its clock was paused from its replacement until it works again.
    pauses: earlier && gap !== null ? [...earlier.pauses, { from: gap, to: null }] : [],
    clockPauses: {},
    stretches: earlier?.stretches.handle ? { handle: earlier.stretches.handle } : {},
  };
}

/** Begins the work and ends an open pause. */
export function startWork(child: Summons, at: number): void {
  child.stage = 'working';
  child.workingAt ??= at;
  child.handleFrom ??= at;
  endPauses(child, at);
}

/** A new round after closing (销号): the stage follows from what the department has done; its handling clock restarts. */
export function restartRound(child: Summons, at: number): void {
  child.submittedAt = null;
  child.acceptedAt = null;
  child.leftAt = null;
  child.mayLeave = false;
  endPauses(child, at);
  if (child.objection?.ruling === 'pending') child.stage = 'objected';
  else if (child.arrivedAt !== null) {
    child.stage = 'working';
    child.workingAt ??= at;
    child.handleFrom = at;
    const before = child.stretches.handle;
    child.stretches = {
      ...child.stretches,
      handle: { generation: (before?.generation ?? 0) + 1, since: at, added: 0, granted: 0 },
    };
  } else if (child.excusedUntil !== null) child.stage = 'excused';
  else if (child.contactedAt !== null) child.stage = 'contacted';
  else child.stage = child.signedAt === null ? 'notified' : 'signed';
}

/** A department that had handed in goes on with its work, and its clock with it. */
export function resumeWork(child: Summons, at: number): void {
  child.stage = 'working';
  child.submittedAt = null;
  endPauses(child, at);
}

function endPauses(child: Summons, at: number): void {
  child.pauses = child.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
}

export function openPause(child: Summons, clock: ClockKind, from: number, to: number | null): void {
  child.clockPauses = { ...child.clockPauses, [clock]: [...(child.clockPauses[clock] ?? []), { from, to }] };
}

/** Ends the pauses of one clock at `at`, also those planned to end later. */
export function closePause(child: Summons, clock: ClockKind, at: number): void {
  const pauses = child.clockPauses[clock];
  if (!pauses) return;
  child.clockPauses = {
    ...child.clockPauses,
    [clock]: pauses.map((pause) => (pause.to === null || pause.to > at ? { ...pause, to: at } : pause)),
  };
}

/** Releases all departments and leaders, on withdrawal (撤哨) or merge (并哨). */
export function releaseAll(state: WhistleState, at: number): void {
  for (const child of state.children) {
    if (ENDED_STAGES.includes(child.stage)) continue;
    child.stage = 'released';
    child.endedAt = at;
  }
}
