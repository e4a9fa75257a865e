import type { TimerBasis } from '../../contract/whistleEventParts.ts';
import type { WhistleEvent } from '../../contract/whistleEvents.ts';
import type { ClockKind, Level } from '../../contract/whistles.ts';
import type { Limit } from '../../time/deadline.ts';
import { keyOfTimer, timerKey } from '../ids.ts';
import { type ClockSpan, spansOf } from '../spans.ts';
import type { Exempt, FiredMark, LevelCause, WhistleState } from '../state.ts';
import { ledgerOf } from '../succession.ts';

/** Applies an event to the fired timers and to what holds the level up; changes `state`, which `evolve` has copied. */
export function markEvent(state: WhistleState, event: WhistleEvent): void {
  switch (event.type) {
    case 'reminded':
      addMark(state, { ...event.data, kind: null, summons: null, card: false }, event);
      return;
    case 'expired':
      addMark(state, event.data, event);
      return;
    case 'escalated': {
      const { to, cause } = event.data;
      state.levelCauses = [...state.levelCauses, { level: to, timer: timerOfCause(state, cause) }];
      return;
    }
    case 'deescalated':
      state.levelCauses = lowered(state.levelCauses, event.data.to, event.data.cause);
      if (!isReassessed(event.data.cause)) state.loweredSeq = event.seq;
      return;
    case 'rejudged':
      for (const { clock, notBefore } of event.data.moved)
        if (notBefore !== null) state.notBefore[clock] = notBefore;
      for (const judged of event.data.marks) {
        const mark = state.fired[judged.timer];
        if (mark === undefined) continue;
        if (judged.verdict === 'moved') {
          state.fired[judged.timer] = { ...mark, dueAt: judged.dueAt };
          continue;
        }
        if (judged.verdict === 'exempt') state.fired[judged.timer] = { ...mark, exempt: true };
        else takeBack(state, judged.timer);
        if (mark.mark === 1) exempt(state, mark);
      }
      return;
    case 'mark-exempted':
      for (const key of event.data.marks) {
        const mark = state.fired[key];
        if (mark === undefined || mark.exempt) continue;
        state.fired[key] = { ...mark, exempt: true };
        if (mark.mark === 1) exempt(state, mark);
      }
      return;
    default:
      return;
  }
}

/**
 * Notes when the clocks of fired timers ended, with their pauses until then: a mark is judged again by whether the
 * obligation was met before the true limit. `before`: the state before the event; `at`: when it happened.
 */
export function endMarks(before: WhistleState, state: WhistleState, at: number): void {
  const marks = Object.entries(state.fired);
  if (marks.length === 0) return;
  const running = new Set(spansOf(state).map((span) => span.id));
  let ended: readonly ClockSpan[] | null = null;
  for (const [key, mark] of marks) {
    const runs = mark.kind === 'rung' ? mark.clock === `w.rung.${state.rungs}` : running.has(mark.clock);
    if (runs && mark.endedAt !== null) state.fired[key] = { ...mark, endedAt: null };
    if (runs || mark.endedAt !== null) continue;
    ended ??= spansOf(before);
    const span = ended.find((one) => one.id === mark.clock);
    state.fired[key] = { ...mark, endedAt: at, pauses: span?.pauses ?? mark.pauses };
  }
}

/** What holds the level up after it was lowered: by an order, by itself, or because a mark no longer counts. */
function lowered(causes: readonly LevelCause[], to: Level, by: string): LevelCause[] {
  if (isReassessed(by)) return causes.map((cause) => ({ ...cause, level: lower(cause.level, to) }));
  const kept = causes.filter((cause) => cause.level <= to);
  return by === 'order' && to > 0 ? [...kept, { level: to, timer: null }] : kept;
}

/** Lowered because a mark no longer counts, not because somebody is content. */
function isReassessed(cause: string): boolean {
  return cause === 'rejudged' || cause === 'exempted';
}

function lower(a: Level, b: Level): Level {
  return a < b ? a : b;
}

type Fired = {
  timer: string;
  clock: string;
  kind: ClockKind | null;
  summons: string | null;
  mark: number;
  org: string;
  dueAt: number;
  card: boolean;
  basis?: TimerBasis | undefined;
  appealWithin?: Limit | undefined;
};

function addMark(state: WhistleState, fired: Fired, event: WhistleEvent): void {
  const { clock, mark, org, dueAt, card, basis } = fired;
  const span = spansOf(state).find((one) => one.id === clock);
  const found: FiredMark = {
    ...{ dueAt, mark, clock, org, card, firedAt: event.at, seq: event.seq },
    kind: fired.kind ?? span?.kind ?? null,
    summons: fired.summons ?? span?.summons ?? null,
    startAt: basis?.startAt ?? null,
    limit: basis?.limit ?? null,
    pauses: basis?.pauses ?? span?.pauses ?? [],
    endedAt: null,
    exempt: false,
    appealWithin: fired.appealWithin ?? null,
  };
  state.fired[keyOfTimer(fired.timer)] = found;
}

/** The timer that fired just before the level was raised by its clock; null for an order. */
function timerOfCause(state: WhistleState, cause: string): LevelCause['timer'] {
  if (cause === 'order') return null;
  const marks = Object.values(state.fired).filter((mark) => mark.clock === cause);
  const last = Math.max(...marks.map((mark) => mark.mark));
  return timerKey(cause, last);
}

/** The timer has not fired any more; it fires under another id, since one id fires once. */
function takeBack(state: WhistleState, key: string): void {
  delete state.fired[key];
  state.takenBack[key] = (state.takenBack[key] ?? 0) + 1;
}

/** What the passed deadline did to the department no longer counts; that it happened is kept beside it (domain.md §2.6). */
function exempt(state: WhistleState, mark: FiredMark): void {
  const summoned = state.children.find((one) => one.id === mark.summons);
  const child = summoned === undefined ? null : ledgerOf(summoned, mark);
  if (child === null) return;
  const before: Exempt = child.exempt;
  const arrival = mark.kind === 'arrive';
  child.expiries -= 1;
  if (mark.card) child.yellowCards -= 1;
  child.exempt = {
    expiries: before.expiries + 1,
    yellowCards: before.yellowCards + (mark.card ? 1 : 0),
    noShow: before.noShow || (arrival && child.noShow),
    late: before.late || (arrival && child.late),
  };
  if (!arrival) return;
  child.noShow = false;
  child.late = false;
}
