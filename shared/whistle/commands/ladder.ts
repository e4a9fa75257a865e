import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import type { TimerBasis } from '../../contract/whistleEventParts.ts';
import type { Level } from '../../contract/whistles.ts';
import { addresseesOf } from '../addressees.ts';
import { isReview } from '../appeals.ts';
import type { Clock } from '../clock.ts';
import { clocksOf } from '../clocks.ts';
import type { ExpireCommand } from '../context.ts';
import { overdueSince } from '../levelClock.ts';
import { levelHeld, levelOfStep } from '../levelHeld.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, words } from '../refuse.ts';
import { DEPARTMENT } from '../rights.ts';
import { type Timer, timersOf } from '../timers.ts';
import { LEVEL_WORDS } from '../words.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/** E25 by order. */
export function escalate(command: Of<'escalate'>, recorder: Recorder): void {
  const { level } = recorder.state;
  if (command.to <= level) {
    conflict(
      'E25.up',
      words(`当前已是“${LEVEL_WORDS[level].zh}”`, `the level is already “${LEVEL_WORDS[level].en}”`),
      words('选择更高的层级', 'choose a higher level'),
    );
  }
  raiseLevel(recorder, command.to, 'order', command.reason, recorder.context.now);
}

/** E25 by order. A whistle with something overdue stays supervised. */
export function deescalate(command: Of<'deescalate'>, recorder: Recorder): void {
  const { context, state } = recorder;
  if (command.to >= state.level) {
    conflict(
      'E25.down',
      words(`当前为“${LEVEL_WORDS[state.level].zh}”`, `the level is “${LEVEL_WORDS[state.level].en}”`),
      words('选择更低的层级', 'choose a lower level'),
    );
  }
  if (command.to < 2 && overdueSince(state, clocksOf(state, context)) !== null) {
    conflict(
      'E25.overdue',
      words('仍有超期未办事项，不能解除督办', 'something is still overdue'),
      words('超期事项办理后再解除', 'lift it once that is done'),
    );
  }
  const { to, reason } = command;
  recorder.add({
    type: 'deescalated',
    data: { from: state.level, to, cause: 'order', reason, since: context.now },
  });
}

/** E24: a timer is due. Its effects are dated when it fell due, not when it was fired. */
export function expire(command: ExpireCommand, recorder: Recorder): void {
  const { context, state } = recorder;
  const timer = timersOf(state, context).find((one) => one.id === command.timer);
  const clock = clocksOf(state, context).find((one) => one.id === timer?.clock);
  if (!timer || !clock) {
    conflict(
      'E24.timer',
      words('该计时已停止或已触发', 'this timer has stopped or fired'),
      words('无须处理', 'nothing to do'),
    );
  }
  if (timer.dueAt > context.now) {
    conflict('E24.early', words('计时未到', 'not due yet'), words('到期再触发', 'fire it when due'));
  }
  if (timer.kind === 'resume') {
    recorder.add({ type: 'resumed', data: { auto: true, from: timer.dueAt, reason: '挂账到期，自动恢复' } });
    return;
  }
  const basis = basisOf(clock);
  if (timer.mark < 1) recordReminder(timer, basis, recorder);
  else recordExpiry(timer, basis, recorder);
}

function basisOf({ startAt, limit, pauses }: Clock): TimerBasis | undefined {
  if (limit === null) return undefined;
  const { amount, unit } = limit;
  return { startAt, limit: { amount, unit }, pauses: pauses.map(({ from, to }) => ({ from, to })) };
}

function recordReminder(timer: Timer, basis: TimerBasis | undefined, recorder: Recorder): void {
  const { id, clock, mark, org, dueAt } = timer;
  recorder.add({ type: 'reminded', data: { timer: id, clock, mark, org, dueAt, basis } });
  if (!isReview(timer.kind))
    raiseLevel(recorder, stepLevel(timer, recorder), clock, `时限已用 ${Math.round(mark * 100)}%`, dueAt);
}

function recordExpiry(timer: Timer, basis: TimerBasis | undefined, recorder: Recorder): void {
  const { id, clock, kind, summons, mark, org, dueAt } = timer;
  const { ladder, appeal } = recorder.context.rules;
  const step = ladder.steps.find((one) => one.mark === mark);
  if (isReview(kind)) {
    recordOverdueReview(timer, basis, recorder);
    return;
  }
  // No single organisation is responsible for the total limit, nor for the escalation clock.
  const card = (step?.card ?? false) && kind !== 'business' && kind !== 'rung';
  const { amount, unit } = appeal.window;
  const summoned = recorder.state.children.find((one) => one.id === summons);
  const own = summoned !== undefined && summoned.part !== 'leader' && summoned.org === org;
  recorder.add({
    type: 'expired',
    data: {
      ...{ timer: id, clock, kind, summons, mark, org, dueAt, card, basis },
      ...(own ? { appealWithin: { amount, unit } } : {}),
    },
  });
  if (kind === 'rung') {
    const above = Math.min(4, recorder.state.level + 1);
    raiseLevel(recorder, toLevel(above), clock, '本级超时仍未办理', dueAt);
    return;
  }
  if (kind === 'arrive' && mark === 1 && summons !== null) {
    recorder.add({ type: 'no-show', data: { summons } });
  }
  const child = recorder.state.children.find((one) => one.id === summons);
  const again = mark === 1 && child?.org === org && child.expiries >= 2;
  const level = Math.max(stepLevel(timer, recorder), again ? ladder.secondExpiry : 0);
  const reason =
    mark === 1 ? (again ? '同一单位再次超期' : '超期') : `超期后又过 ${Math.round((mark - 1) * 100)}%`;
  raiseLevel(recorder, toLevel(level), clock, reason, dueAt);
}

/**
 * A review of an appeal is overdue: the roles of the level that the ladder names are told, and the last step brings it
 * before the weekly meeting. The whistle's own level stays: the matter is not late for it.
 */
function recordOverdueReview(timer: Timer, basis: TimerBasis | undefined, recorder: Recorder): void {
  const { id, clock, kind, summons, mark, org, dueAt } = timer;
  const { ladder } = recorder.context.rules;
  const { notify: told } = addresseesOf(stepLevel(timer, recorder), recorder.state, recorder.context);
  // The department that appealed is not the one to press.
  const notify = told.filter((role) => !DEPARTMENT.includes(role));
  recorder.add({
    type: 'expired',
    data: { timer: id, clock, kind, summons, mark, org, dueAt, card: false, basis, notify },
  });
  const last = ladder.steps.every((step) => step.mark <= mark);
  if (last && !recorder.state.listed.includes('appeal-overdue'))
    recorder.add({ type: 'listed', data: { why: 'appeal-overdue' } });
}

/** Lowers the level to what marks that still count, and orders, hold it at. */
export function lowerLevel(recorder: Recorder, cause: 'rejudged' | 'exempted', reason: string): void {
  const { context, state } = recorder;
  const to = levelHeld(state, context.rules);
  if (to >= state.level) return;
  recorder.add({
    type: 'deescalated',
    data: { from: state.level, to, cause, reason, since: context.now },
  });
}

/** Raises the level, never lowers it. Level 4 lists the whistle for the weekly meeting. */
function raiseLevel(recorder: Recorder, to: Level, cause: string, reason: string, since: number): void {
  const { context, state } = recorder;
  if (to <= state.level) return;
  const { notify, vacant } = addresseesOf(to, state, context);
  recorder.add({
    type: 'escalated',
    data: {
      ...{ from: state.level, to, cause, reason, since, notify },
      ...(vacant.length === 0 ? {} : { vacant }),
    },
  });
  if (to === 4 && !state.listed.includes('level-4'))
    recorder.add({ type: 'listed', data: { why: 'level-4' } });
}

function stepLevel(timer: Timer, recorder: Recorder): Level {
  return levelOfStep(timer.mark, recorder.context.rules);
}

function toLevel(value: number): Level {
  return value >= 4 ? 4 : value >= 3 ? 3 : value >= 2 ? 2 : value >= 1 ? 1 : 0;
}
