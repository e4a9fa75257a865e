import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import { clocksOf } from '../clocks.ts';
import { requireDepartment, requireOtherPerson } from '../guards.ts';
import { judgeExtension } from '../judgeExtension.ts';
import { kindOf } from '../kind.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, forbid, invalid, words } from '../refuse.ts';
import type { Summons } from '../state.ts';
import { CLOCK_WORDS, rolesIn } from '../words.ts';

type Of<T extends WhistleCommand['type']> = Extract<WhistleCommand, { type: T }>;

/** E14 申请延期: on a running clock before its deadline, at most by its own length, a limited number of times. */
export function requestExtension(command: Of<'request-extension'>, child: Summons, recorder: Recorder): void {
  const { context, state } = recorder;
  requireDepartment(child, 'E14');
  const { summons, add, reason } = command;
  const name = CLOCK_WORDS[command.clock];
  const clock = clocksOf(state, context).find(
    (one) => one.kind === command.clock && one.summons === child.id,
  );
  if (!clock?.limit) {
    conflict(
      'E14.clock',
      words(`该单位没有在计的“${name.zh}”时限`, `no running clock for ${name.en}`),
      words('选择正在计时的时限', 'choose a clock that runs'),
    );
  }
  if (clock.dueAt !== null && context.now >= clock.dueAt) {
    conflict(
      'E14.expired',
      words(`“${name.zh}”时限已过，不能延期`, `the limit for ${name.en} has run out`),
      words('尽快办理；超期事实保留', 'act now; being late stays on record'),
    );
  }
  const max = context.rules.extension.max;
  if ((child.stretches[command.clock]?.granted ?? 0) >= max) {
    conflict(
      'E14.max',
      words(`该时限最多延期 ${max} 次，已用完`, `at most ${max} extensions, all used`),
      words('按期办理，或提请挂账', 'finish in time, or apply for suspension'),
    );
  }
  if (state.extensions.some((one) => one.summons === child.id && one.decision === 'pending')) {
    conflict(
      'E14.pending',
      words('该单位已有延期申请待审批', 'an application is already waiting'),
      words('等待审批结果', 'wait for the decision'),
    );
  }
  const kind = kindOf(state, context.rules);
  const original = kind?.limits[command.clock]?.amount ?? clock.limit.amount;
  if (add > original) {
    invalid(
      'E14.length',
      words(`一次延期不超过原时限 ${original}`, `at most the original limit of ${original}`),
      words('缩短申请的时间', 'ask for less'),
    );
  }
  const request = `x${state.extensions.length + 1}`;
  const { unit } = clock.limit;
  recorder.add({
    type: 'extension-requested',
    data: { request, summons, clock: command.clock, add, unit, reason },
  });
}

/** E14 延期审批: by another person, and by a higher one for the second extension. */
export function decideExtension(command: Of<'decide-extension'>, recorder: Recorder): void {
  const { context, state } = recorder;
  const request = state.extensions.find((one) => one.id === command.request);
  if (!request) {
    invalid('E14.request', words('没有这个延期申请', 'no such application'), words('刷新后重选', 'reload'));
  }
  if (request.decision === 'lapsed') {
    conflict(
      'E14.decided',
      words('任务已结束，该申请已失效', 'its task has ended, and the application with it'),
      words('刷新查看结果', 'reload'),
    );
  }
  if (request.decision !== 'pending') {
    conflict('E14.decided', words('该申请已审批', 'already decided'), words('刷新查看结果', 'reload'));
  }
  const child = state.children.find((one) => one.id === request.summons);
  requireOtherPerson('E14', [request.by, ...(child?.behalfOperators ?? [])], context);
  const granted = child?.stretches[request.clock]?.granted ?? 0;
  const { approvers } = context.rules.extension;
  const roles = approvers[Math.min(granted, approvers.length - 1)] ?? [];
  const { role } = context.actor;
  if (role === 'system' || !roles.includes(role)) {
    const names = rolesIn(roles);
    forbid(
      'E14.approver',
      words(
        `第 ${granted + 1} 次延期由${names.zh}审批`,
        `extension ${granted + 1} is decided by: ${names.en}`,
      ),
      words(`转${names.zh}审批`, `hand it to: ${names.en}`),
    );
  }
  const running = clocksOf(state, context).some(
    (one) => one.kind === request.clock && one.summons === request.summons,
  );
  if (command.grant && !running) {
    conflict(
      'E14.clock',
      words('该时限已不再计时，无须延期', 'that clock no longer runs'),
      words('以不同意结束该申请', 'refuse the application to close it'),
    );
  }
  const { request: id, grant, reason } = command;
  recorder.add({ type: 'extension-decided', data: { request: id, grant, reason } });
  if (grant) judgeExtension(state, request, recorder);
}
