import type { Level } from '../contract/whistles.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import { isReview } from './appeals.ts';
import type { FiredMark, LevelCause, WhistleState } from './state.ts';
import { ledgerOf } from './succession.ts';

/** The level to which the ladder (升级阶梯) goes at this used share of a limit; 0 if at none. */
export function levelOfStep(mark: number, rules: WhistleRules): Level {
  return rules.ladder.steps.find((one) => one.mark === mark)?.level ?? 0;
}

/** The level that orders, and fired timers that still count, hold the whistle at. */
export function levelHeld(state: WhistleState, rules: WhistleRules): Level {
  const held = state.levelCauses.map((cause) => levelOf(cause, state, rules));
  // A mark that fired when the level was as high already raised nothing, but holds it when the other goes.
  const marks = Object.values(state.fired).map((mark) =>
    mark.seq > state.loweredSeq ? levelOfMark(mark, state, rules) : 0,
  );
  return [...held, ...marks].reduce<Level>((highest, level) => (level > highest ? level : highest), 0);
}

/** The level to which a mark that counts raises a whistle by itself. */
function levelOfMark(mark: FiredMark, state: WhistleState, rules: WhistleRules): Level {
  if (mark.exempt || mark.kind === 'rung' || mark.kind === 'resume' || isReview(mark.kind)) return 0;
  const step = levelOfStep(mark.mark, rules);
  const again = mark.mark === 1 && expiriesOf(mark, state) >= 2;
  return again && rules.ladder.secondExpiry > step ? rules.ladder.secondExpiry : step;
}

function levelOf({ level, timer }: LevelCause, state: WhistleState, rules: WhistleRules): Level {
  if (timer === null) return level;
  const mark = state.fired[timer];
  if (mark === undefined || mark.exempt) return 0;
  if (mark.kind === 'rung') return rungStands(mark, state) ? level : 0;
  // The second expiry of a department raises the level further; only while both count.
  const step = levelOfStep(mark.mark, rules);
  return mark.mark === 1 && level > step && expiriesOf(mark, state) < 2 ? step : level;
}

/** How many limits passed on the organisation that was responsible when the mark was made. */
function expiriesOf(mark: FiredMark, { children }: WhistleState): number {
  const child = children.find((one) => one.id === mark.summons);
  return (child === undefined ? null : ledgerOf(child, mark))?.expiries ?? 0;
}

/** Whether what the escalation clock ran for was overdue from its start, as judged now. */
function rungStands(rung: FiredMark, state: WhistleState): boolean {
  const { startAt } = rung;
  // A department that returned overdue has no mark of its own for its return.
  if (startAt === null || state.children.some((child) => child.resumes !== null)) return true;
  return Object.values(state.fired).some(
    (mark) => mark.mark === 1 && mark.kind !== 'rung' && !mark.exempt && mark.dueAt <= startAt,
  );
}
