import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import { clocksOf } from '../clocks.ts';
import { metres } from '../distance.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, forbid, invalid, words } from '../refuse.ts';
import { STREET } from '../rights.ts';
import type { Summons, WhistleState } from '../state.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;
const DAY = 86_400_000;
/** Longest postponement of a meeting, days. For longer delays a whistle is suspended (挂账). */
const MAX_EXCUSE_DAYS = 30;

/** E11 报到. A late arrival is recorded as late, never refused. */
export function arrive(command: Of<'arrive'>, child: Summons, recorder: Recorder): void {
  const { context, state, occurredAt } = recorder;
  if (child.arrivedAt !== null) {
    conflict(
      'E11.child',
      words('该单位已经报到', 'this organisation has already arrived'),
      words('无须再次登记', 'nothing to do'),
    );
  }
  requireMethod(command, child, recorder);
  const distance = distanceOf(command, recorder);
  const clock = clocksOf(state, context).find((one) => one.kind === 'arrive' && one.summons === child.id);
  const late =
    missedBefore(occurredAt, child, state) ||
    (clock !== undefined && clock.dueAt !== null && occurredAt > clock.dueAt);
  const { summons, method, who, position } = command;
  recorder.add({ type: 'arrived', data: { summons, method, who, position, distance, late } });
}

/** Whether a limit to arrive that counts had passed by then, also one that was extended since. */
function missedBefore(at: number, child: Summons, state: WhistleState): boolean {
  return Object.values(state.fired).some(
    ({ kind, mark, summons, exempt, dueAt }) =>
      kind === 'arrive' && mark === 1 && summons === child.id && !exempt && dueAt < at,
  );
}

/** E13 «事不完、人不撤»: leaving requires the street's release or a named substitute. */
export function leave(command: Of<'leave'>, child: Summons, recorder: Recorder): void {
  const { summons, substitute } = command;
  if (substitute === null && !child.mayLeave) {
    conflict(
      'E13.stay',
      words('事不完、人不撤：街道尚未放行', 'the street has not released you yet'),
      words('请街道放行，或指定到场的接替人员', 'ask the street for release, or name a substitute on site'),
    );
  }
  if (substitute === null && child.leftAt !== null) {
    conflict(
      'E13.left',
      words('已登记离场', 'already recorded as gone'),
      words('无须再次登记', 'nothing to do'),
    );
  }
  recorder.add({ type: 'left', data: { summons, substitute } });
}

export function release(command: Of<'release'>, child: Summons, recorder: Recorder): void {
  if (child.mayLeave) {
    conflict('E13.released', words('已经放行', 'already released'), words('无须再次放行', 'nothing to do'));
  }
  recorder.add({ type: 'leave-allowed', data: { summons: command.summons, reason: command.reason } });
}

/** 请假/改期: the arrival clock is paused until the new time. */
export function excuse(command: Of<'excuse'>, child: Summons, recorder: Recorder): void {
  const { context } = recorder;
  if (child.excuses >= context.rules.excuses) {
    conflict(
      'E11.excuses',
      words(`请假或改期最多 ${context.rules.excuses} 次`, `at most ${context.rules.excuses} times`),
      words('按时报到，或申请延期', 'report in time, or apply for an extension'),
    );
  }
  if (command.until <= context.now || command.until > context.now + MAX_EXCUSE_DAYS * DAY) {
    invalid(
      'E11.until',
      words(`改期须在今后 ${MAX_EXCUSE_DAYS} 天之内`, `the new time must lie within ${MAX_EXCUSE_DAYS} days`),
      words('选择新的报到时间；更久的办理挂账', 'choose another time; suspend for longer'),
    );
  }
  const { summons, until, reason } = command;
  recorder.add({ type: 'excused', data: { summons, until, reason } });
}

/** Which method of proof is allowed: position or code for people themselves, the clerk's record for the street. */
function requireMethod(command: Of<'arrive'>, child: Summons, recorder: Recorder): void {
  const { context, state } = recorder;
  const { role, operator } = context.actor;
  const behalf = command.onBehalf !== null;
  if (role === 'system') return;
  const clerk = STREET.includes(role) || behalf;
  // No position or code of that time is left: their own record, which another side confirms.
  const record = !clerk && recorder.backEntry !== null;
  if (record !== (command.method === 'record')) {
    invalid(
      'E11.method',
      record
        ? words(
            '补录本人报到须用“补录”方式',
            'arriving yourself is entered afterwards by the method “record”',
          )
        : words('“补录”方式只用于本方补录报到', 'the method “record” is for one’s own back-entry only'),
      words('改用相应的报到方式', 'use the other method'),
    );
  }
  if (!record && clerk !== (command.method === 'clerk')) {
    invalid(
      'E11.method',
      clerk
        ? words('登记他人报到须用“街道登记”方式', 'recording others needs the method “clerk”')
        : words('本人报到须用定位或扫码', 'arriving yourself needs position or code'),
      words('改用相应的报到方式', 'use the other method'),
    );
  }
  if ((clerk || record) && command.who === null && !behalf) {
    invalid(
      'E11.who',
      words('未写明到场人员', 'who arrived is missing'),
      words('填写到场人员', 'say who stands there'),
    );
  }
  if (child.part === 'leader' && behalf) {
    forbid(
      'E11.leader',
      words('区领导须本人报到，或由街道在现场登记', 'leaders report in person or are recorded by the street'),
      words('由领导本人或街道办理', 'let the leader or the street do it'),
    );
  }
  // 双报到 requires two people: one person who holds both offices counts once, unless the rules say otherwise (一肩挑).
  if (context.rules.oneHolder.rule === 'counts-for-both') return;
  const other = state.children.find((one) => one.part === 'leader' && one.arrivedOperator === operator);
  if (child.part === 'leader' && other) {
    forbid(
      'E11.both',
      words('双报到须由两名领导分别报到', 'both leaders must report, each in person'),
      words(
        '由另一名领导报到，或由街道在现场登记代表其到场的领导',
        'the other leader has to report, or the street records on site whoever came in the place',
      ),
    );
  }
}

/** Distance from the meeting place, metres; refused beyond the pack's radius. Null if no position is known. */
function distanceOf(command: Of<'arrive'>, recorder: Recorder): number | null {
  const { context, state } = recorder;
  const { position } = command;
  const { place } = state.draft;
  const far = position && place ? metres(position, place) : null;
  if (command.method === 'gps') {
    if (far === null) {
      invalid(
        'E11.position',
        words('没有定位', 'no position'),
        words('打开定位后重试，或扫码报到', 'use the code instead'),
      );
    }
    if (far > context.rules.arriveRadius) {
      invalid(
        'E11.distance',
        words(
          `距报到地点 ${Math.round(far)} 米，超出 ${context.rules.arriveRadius} 米`,
          `${Math.round(far)} m from the place, more than ${context.rules.arriveRadius} m`,
        ),
        words('到达现场后再报到，或由街道登记', 'report on site, or let the street record it'),
      );
    }
  }
  if (command.method === 'qr' && (context.checkInCode === null || command.code !== context.checkInCode)) {
    invalid(
      'E11.code',
      words('报到码不对或已过期', 'the code is wrong or out of date'),
      words('扫描街道现场出示的最新报到码', 'scan the newest code shown on site'),
    );
  }
  return far === null ? null : Math.round(far);
}
