import type { WhistleCommand } from '../contract/whistleCommands.ts';
import type { Refusal } from '../contract/whistles.ts';
import { CalendarGap } from '../time/calendarGap.ts';
import { backEntryOf, requireBackEntry } from './backEntry.ts';
import { adoptRules } from './commands/adoption.ts';
import { requireEmergencyKind, requirePostApproval } from './commands/approval.ts';
import { draft } from './commands/drafting.ts';
import { expire } from './commands/ladder.ts';
import { addAssembly, clearReminder } from './consequences.ts';
import type { Command, Decision, SystemCommand, WhistleContext } from './context.ts';
import { type ChildCommand, isChildCommand, onChild, onWhistle, type ParentCommand } from './dispatch.ts';
import {
  requireDelegation,
  requireNotStale,
  requireOnBehalf,
  requireRight,
  requireSeparationOfDuties,
  requireStage,
  requireSummons,
  THIS_WHISTLE,
} from './guards.ts';
import { whistleId } from './ids.ts';
import { judgeBackEntry } from './judgeBackEntry.ts';
import { judgeGoingOn } from './judgeGoingOn.ts';
import { Recorder } from './recorder.ts';
import { conflict, invalid, Refused, words } from './refuse.ts';
import type { WhistleState } from './state.ts';

/**
 * Decides a command on a whistle (state null: it does not exist yet): new events, or a refusal. Pure: the same arguments
 * give the same result. Never throws for a command that matches its schema. A command id already applied to the state is
 * refused as `command.repeated`; normally the journal answers repeated commands before this function is called.
 */
export function decide(state: WhistleState | null, command: Command, given: WhistleContext): Decision {
  // If the workstation's clock was set back, the times in the log must still not decrease.
  const context = { ...given, now: Math.max(given.now, state?.updatedAt ?? given.now) };
  try {
    if (command.type === 'draft') return decideDraft(state, command, context);
    if (state === null) {
      conflict(
        'whistle.unknown',
        words('没有这个哨', 'no such whistle'),
        words('刷新列表', 'reload the list'),
      );
    }
    requireNew(state, command);
    requireSameDrill(state, context);
    const recorder = new Recorder(state.id, state, command, context);
    if (command.type === 'expire' || command.type === 'adopt-rules') actBySystem(command, recorder);
    else executeCommand(state, command, recorder);
    addAssembly(recorder);
    judgeBackEntry(state, recorder);
    judgeGoingOn(state, recorder);
    clearReminder(recorder);
    return recorder.decision();
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    if (error instanceof CalendarGap) return { ok: false, refusal: calendarRefusal(error) };
    throw error;
  }
}

function decideDraft(
  state: WhistleState | null,
  command: Extract<WhistleCommand, { type: 'draft' }>,
  context: WhistleContext,
): Decision {
  if (state !== null) {
    requireNew(state, command);
    conflict(
      'E1.exists',
      words('该哨已经存在', 'this whistle already exists'),
      words('修改拟稿', 'revise it instead'),
    );
  }
  requireDelegation(context);
  requireRight(null, 'draft', null, context);
  const recorder = new Recorder(whistleId(command.commandId), null, command, context);
  draft(command, recorder);
  return recorder.decision();
}

function actBySystem(command: SystemCommand, recorder: Recorder): void {
  if (recorder.context.actor.role !== 'system') {
    invalid(
      'E24.actor',
      words('计时只由系统触发', 'timers fire by themselves'),
      words('无须操作', 'nothing to do'),
    );
  }
  if (command.type === 'expire') expire(command, recorder);
  else adoptRules(command, recorder);
}

/** The guards shared by all commands, in the order most useful to the operator; then the command's own rules. */
function executeCommand(
  state: WhistleState,
  command: ChildCommand | ParentCommand,
  recorder: Recorder,
): void {
  const { context } = recorder;
  requireDelegation(context);
  requireStage(state, command.type);
  if (command.type === 'blow-emergency') requireEmergencyKind(recorder);
  if ((command.type === 'approve' || command.type === 'decline') && state.stage !== 'pending-approval') {
    requirePostApproval(recorder);
  }
  const child = isChildCommand(command) ? requireSummons(state, command.type, command.summons) : null;
  requireRight(state, command.type, child, context);
  // A remark is neither command nor supervision.
  if (command.type !== 'note' && command.type !== 'attach')
    requireSeparationOfDuties(state, context, THIS_WHISTLE);
  requireNotStale(state, command);
  const onBehalf = 'onBehalf' in command ? command.onBehalf : null;
  if (child && 'onBehalf' in command && (onBehalf !== null || !isFirstHand(command, recorder))) {
    requireOnBehalf(child, onBehalf, context);
  }
  const request = backEntryOf(command);
  if (request !== null) recorder.backEntry = requireBackEntry(request, state, child, onBehalf, context);
  if (!isChildCommand(command)) {
    onWhistle(command, recorder);
    return;
  }
  if (child) onChild(command, child, recorder);
}

/** A street clerk who records an arrival on site has seen it, so no telephone answer need be stated. */
function isFirstHand(command: ChildCommand | ParentCommand, recorder: Recorder): boolean {
  return command.type === 'arrive' && recorder.context.actor.role === 'street-duty';
}

function requireNew(state: WhistleState, command: Command): void {
  if (!state.seen.includes(command.commandId)) return;
  conflict(
    'command.repeated',
    words('该操作已经办理过', 'this command has already been carried out'),
    words('刷新查看结果', 'reload to see its result'),
  );
}

function requireSameDrill(state: WhistleState, context: WhistleContext): void {
  if (state.drill === context.drill) return;
  conflict(
    'drill',
    words('演练与实战的哨不能混用', 'drill and live whistles never mix'),
    words('在相应的环境中办理', 'act in the right environment'),
  );
}

function calendarRefusal({ parameters: { calendar, year } }: CalendarGap): Refusal {
  return {
    rule: 'calendar',
    kind: 'invalid',
    message: words(
      `工作日历“${calendar}”缺少 ${year} 年，无法计算该年的工作时限`,
      `the working calendar “${calendar}” lacks the year ${year}, whose limits cannot be computed`,
    ),
    remedy: words(
      `导入 ${year} 年放假调休安排（calendars/${calendar}/${year}.json）`,
      `import that year's holidays (calendars/${calendar}/${year}.json)`,
    ),
  };
}
