import type { SummonsSeed } from '../../contract/whistleEventParts.ts';
import type { WhistleEvent } from '../../contract/whistleEvents.ts';
import type { ClockKind } from '../../contract/whistles.ts';
import { occurredAt } from '../occurred.ts';
import { ENDED_STAGES, type Extension, type Summons, type WhistleState } from '../state.ts';
import { ledgerOf } from '../succession.ts';
import {
  closePause,
  newSummons,
  openPause,
  releaseAll,
  restartRound,
  resumeWork,
  startWork,
} from './summons.ts';

/** Applies an event to the summonses; changes the copies made by `evolve`. */
export function childEvent(state: WhistleState, event: WhistleEvent): void {
  const { actor } = event;
  const at = occurredAt(event);
  const find = (id: string | null) => state.children.find((child) => child.id === id);
  const add = (seed: SummonsSeed) => {
    state.children.push(newSummons(seed, event, find(seed.resumes) ?? null));
  };
  switch (event.type) {
    case 'blown':
      for (const seed of event.data.summons) add(seed);
      return;
    case 'signed':
      assignTo(find(event.data.summons), { stage: 'signed', signedAt: at });
      return;
    case 'contacted':
      assignTo(find(event.data.summons), { stage: 'contacted', contactedAt: at });
      return;
    case 'objected': {
      const child = find(event.data.summons);
      if (!child) return;
      const { proposes, reason, evidence } = event.data;
      child.stage = 'objected';
      // A department that objects has received the whistle, so its arrival clock goes on (首接负责).
      child.signedAt ??= at;
      const heard = event.backEntry === undefined ? {} : { heardAt: event.at };
      child.objection = { at, ...heard, proposes, reason, evidence, ruling: 'pending' };
      openPause(child, 'contact', at, null);
      return;
    }
    case 'objection-upheld': {
      const child = find(event.data.summons);
      if (child?.objection) child.objection = { ...child.objection, ruling: 'upheld' };
      assignTo(child, { stage: 'released', endedAt: at });
      if (event.data.created) add(event.data.created);
      promote(find(event.data.promoted), child, at);
      return;
    }
    case 'objection-overruled': {
      const child = find(event.data.summons);
      if (!child) return;
      if (child.objection) child.objection = { ...child.objection, ruling: 'overruled' };
      closePause(child, 'contact', at);
      if (child.arrivedAt === null) child.stage = 'signed';
      else if (state.stage === 'handling') startWork(child, at);
      else child.stage = 'arrived';
      return;
    }
    case 'arrived': {
      const child = find(event.data.summons);
      if (!child) return;
      child.arrivedAt = at;
      child.signedAt ??= at;
      child.arrivedBy = event.data.who;
      child.arrivedOperator = event.data.method === 'clerk' ? null : actor.operator;
      child.arrivalRecordedBy = event.data.method === 'clerk' ? actor.operator : null;
      setLate(state, child, event.data.late);
      closePause(child, 'arrive', at);
      if (child.stage === 'objected') return;
      child.stage = 'arrived';
      if (state.stage === 'handling' && child.part !== 'leader') startWork(child, workFrom(state, at));
      return;
    }
    case 'assembled':
      for (const child of state.children) {
        if (child.stage === 'arrived' && child.part !== 'leader') startWork(child, event.data.from ?? at);
      }
      return;
    case 'left': {
      const { substitute } = event.data;
      assignTo(
        find(event.data.summons),
        substitute === null ? { leftAt: at } : { substitute, arrivedBy: substitute },
      );
      return;
    }
    case 'leave-allowed':
      assignTo(find(event.data.summons), { mayLeave: true });
      return;
    case 'extension-requested': {
      const { request, summons, clock, add: amount, unit, reason } = event.data;
      const by = {
        id: request,
        summons,
        clock,
        add: amount,
        unit,
        reason,
        by: actor.operator,
        org: actor.org,
      };
      state.extensions = [...state.extensions, { ...by, at, decision: 'pending' }];
      return;
    }
    case 'extension-decided':
      decideExtension(state, event.data.request, event.data.grant, at);
      return;
    case 'lead-changed': {
      const old = find(event.data.summons);
      assignTo(old, { stage: 'replaced', endedAt: at });
      if (event.data.created) add(event.data.created);
      promote(find(event.data.promoted), old, at);
      return;
    }
    case 'excused': {
      const child = find(event.data.summons);
      if (!child) return;
      // A department granted another time has received the whistle; otherwise no clock would run until that time.
      child.signedAt ??= at;
      assignTo(child, { stage: 'excused', excusedUntil: event.data.until, excuses: child.excuses + 1 });
      // A second date replaces the first, even if it is earlier.
      closePause(child, 'arrive', at);
      openPause(child, 'arrive', at, event.data.until);
      return;
    }
    case 'result-submitted': {
      const child = find(event.data.summons);
      if (!child) return;
      const { text, files } = event.data;
      assignTo(child, {
        stage: 'submitted',
        submittedAt: at,
        result: { text, files, at, by: actor.operator },
      });
      child.pauses = [...child.pauses, { from: at, to: null }];
      return;
    }
    case 'confirmed':
      for (const child of state.children) {
        if (child.stage === 'submitted') assignTo(child, { stage: 'accepted', acceptedAt: at });
      }
      return;
    case 'reworked':
      for (const id of event.data.summons) {
        const child = find(id);
        if (!child) continue;
        resumeWork(child, at);
        child.seq = event.seq;
      }
      return;
    case 'rated':
      for (const score of event.data.scores) {
        const child = find(score.summons);
        if (!child) continue;
        assignTo(child, { stage: 'rated', seq: event.seq });
        const rating = { ...score, round: event.data.round, org: child.org, by: actor.operator, at };
        state.ratings = [...state.ratings, rating];
      }
      return;
    case 'reopened':
      for (const child of state.children) {
        if (ENDED_STAGES.includes(child.stage) || child.part === 'leader') continue;
        restartRound(child, at);
      }
      return;
    case 'withdrawn':
    case 'merged':
      releaseAll(state, at);
      return;
    case 'no-show':
      assignTo(find(event.data.summons), { noShow: true });
      return;
    case 'expired': {
      const child = find(event.data.summons);
      // The centre that rules late, or reviews late, is not the department.
      if (!child || event.data.mark !== 1 || event.data.org !== child.org) return;
      child.expiries += 1;
      if (event.data.card) child.yellowCards += 1;
      return;
    }
    default:
      return;
  }
}

/** Work began with the whole whistle, also for whoever was there before (补录). */
function workFrom(state: WhistleState, at: number): number {
  const begun = state.children.flatMap((child) => child.workingAt ?? []);
  return begun.length === 0 ? at : Math.max(at, Math.min(...begun));
}

/** A late arrival stays one; where the passed limit was exempted, it does not count. */
function setLate(state: WhistleState, child: Summons, late: boolean): void {
  const passed = Object.values(state.fired).find(
    (mark) => mark.kind === 'arrive' && mark.mark === 1 && mark.summons === child.id,
  );
  // The limit may have passed before a successor took over.
  const ledger = passed === undefined ? child : (ledgerOf(child, passed) ?? child);
  ledger.late = late && !passed?.exempt;
  if (late && passed?.exempt) ledger.exempt = { ...ledger.exempt, late: true };
}

function assignTo(child: Summons | undefined, facts: Partial<Summons>): void {
  if (child) Object.assign(child, facts);
}

/**
 * The department that takes over gets the part of the one it replaces. If it has handed in a result for its smaller part, it
 * goes on: otherwise nobody would work on the greater one.
 */
function promote(child: Summons | undefined, instead: Summons | undefined, at: number): void {
  if (!child || !instead) return;
  child.part = instead.part;
  if (child.stage === 'submitted') resumeWork(child, at);
}

function decideExtension(state: WhistleState, request: string, grant: boolean, at: number): void {
  const found = state.extensions.find((extension) => extension.id === request);
  if (!found) return;
  state.extensions = state.extensions.map((extension) =>
    extension.id === request ? { ...extension, decision: grant ? 'granted' : 'refused' } : extension,
  );
  const child = state.children.find((one) => one.id === found.summons);
  if (!grant || !child) return;
  extendClock(child, found.clock, found.add, at);
}

/**
 * Ends applications for more time (延期申请) whose task has ended, so that nobody is asked to decide them. Results that are
 * handed in may come back for rework, so that theirs stay open.
 */
export function lapseExtensions(state: WhistleState): void {
  const isOver = ({ summons }: Extension) =>
    state.children.some(
      ({ id, endedAt, acceptedAt }) => id === summons && (endedAt !== null || acceptedAt !== null),
    );
  if (!state.extensions.some((one) => one.decision === 'pending' && isOver(one))) return;
  state.extensions = state.extensions.map((one) =>
    one.decision === 'pending' && isOver(one) ? { ...one, decision: 'lapsed' } : one,
  );
}

function extendClock(child: Summons, clock: ClockKind, add: number, at: number): void {
  const before = child.stretches[clock];
  child.stretches = {
    ...child.stretches,
    [clock]: {
      generation: (before?.generation ?? 0) + 1,
      since: at,
      added: (before?.added ?? 0) + add,
      granted: (before?.granted ?? 0) + 1,
    },
  };
}
