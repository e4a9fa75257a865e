import type { SummonsSeed, WhistleEvent } from '../../contract/whistleEvents.ts';
import type { ClockKind } from '../../contract/whistles.ts';
import { GONE, type Summons, type WhistleState } from '../state.ts';

/** A summons as it begins. `earlier`: the same department was replaced before and takes up its handling clock again. */
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
    objection: null,
    result: null,
    onBehalf: 0,
    behalfOperators: [],
    // Away from its replacement until it works again, its clock stood still.
    pauses: earlier && gap !== null ? [...earlier.pauses, { from: gap, to: null }] : [],
    clockPauses: {},
    stretches: earlier?.stretches.handle ? { handle: earlier.stretches.handle } : {},
  };
}

/** Begin of work; an open stretch of standing still ends with it. */
export function startWork(child: Summons, at: number): void {
  child.stage = 'working';
  child.workingAt ??= at;
  child.handleFrom ??= at;
  child.pauses = child.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
}

/** A new round after 销号: back to where the facts put the department, with a fresh handling clock. */
export function stageByFacts(child: Summons, at: number): void {
  child.submittedAt = null;
  child.acceptedAt = null;
  child.leftAt = null;
  child.mayLeave = false;
  child.pauses = child.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
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

export function openPause(child: Summons, clock: ClockKind, from: number, to: number | null): void {
  child.clockPauses = { ...child.clockPauses, [clock]: [...(child.clockPauses[clock] ?? []), { from, to }] };
}

/** Ends what stands still on one clock; a planned end that lies later is brought forward. */
export function shutPause(child: Summons, clock: ClockKind, at: number): void {
  const pauses = child.clockPauses[clock];
  if (!pauses) return;
  child.clockPauses = {
    ...child.clockPauses,
    [clock]: pauses.map((pause) => (pause.to === null || pause.to > at ? { ...pause, to: at } : pause)),
  };
}

/** 撤哨 or 并哨: nobody is responsible any more. */
export function endAll(state: WhistleState, at: number): void {
  for (const child of state.children) {
    if (GONE.includes(child.stage)) continue;
    child.stage = 'released';
    child.endedAt = at;
  }
}
