import { createHash } from 'node:crypto';
import type { Operator } from '../../../shared/contract/people.ts';
import type { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { Refusal } from '../../../shared/contract/whistles.ts';
import type { ClockBasis } from '../../../shared/whistle/clock.ts';
import type { ActingOperator, Command, Decision } from '../../../shared/whistle/context.ts';
import { decide } from '../../../shared/whistle/decide.ts';
import { evolve } from '../../../shared/whistle/evolve/evolve.ts';
import { timerCommandId } from '../../../shared/whistle/ids.ts';
import { actingRole } from '../../../shared/whistle/rights.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
import type { Clock, Logger } from '../ports.ts';
import type { AttachmentTable } from '../store/attachmentTable.ts';
import { StoreError } from '../store/errors.ts';
import type { DueTimer } from '../store/timerTable.ts';
import { canonical } from '../store/whistleChain.ts';
import { timerRowsOf } from '../store/whistleProjection.ts';
import type { Receipt, ReceiptHead } from '../store/whistleReceipts.ts';
import type { WhistleChange } from '../store/whistleTable.ts';
import { checkFiles, withStoredFile } from './commandFiles.ts';
import { contextFor, type Surroundings } from './context.ts';
import { loadState, readEvents } from './log.ts';
import { changeOf } from './project.ts';
import { notYourRole } from './refusals.ts';
import type { DueTimers } from './scheduler.ts';

/** What became of a command. `repeated`: it had been answered before, and nothing was done again. */
export type Outcome = { repeated: boolean } & (
  | { ok: true; events: WhistleEvent[] }
  | { ok: false; refusal: Refusal }
);

/** Another command came under an id that had been used. */
export class CommandIdReused extends Error {}

/** There is no whistle of this id. */
export class UnknownWhistle extends Error {}

/** What was committed, for those who follow. */
export type Committed = { at: number; seq: number; ids: string[]; what: string[] };

export type EngineParts = Surroundings & {
  attachments: Pick<AttachmentTable, 'one'>;
  clock: Clock;
  logger: Logger;
  /** After the commit: whatever it does can no longer undo the act. */
  onCommit(committed: Committed): void;
};

/** Commands and timers against the log: decide, then one transaction, then effects. */
export type Engine = {
  /**
   * Does not fire what is due: the caller settles that first.
   * @throws CommandIdReused, UnknownWhistle, StoreError
   */
  act(whistle: string, command: WhistleCommand, operator: Operator): Outcome;
  timers: DueTimers;
};

const SYSTEM: ActingOperator = { operator: 'system', role: 'system', org: 'system', streets: [] };

export function createEngine(parts: EngineParts, basis: ClockBasis): Engine {
  const { table, clock, logger, attachments } = parts;

  /** A clock that was set back must not put an act before the one it follows. */
  function momentFor(state: WhistleState | null): number {
    return Math.max(clock.now(), state?.updatedAt ?? 0);
  }

  function commit(head: ReceiptHead, state: WhistleState | null, decision: Decision & { ok: true }): void {
    const changes: WhistleChange[] = [changed(state, decision.events)];
    for (const { whistle, events } of decision.elsewhere)
      changes.push(changed(loadState(table, whistle), events));
    const seq = table.commit(head, changes);
    const all = changes.map((change) => change.whistle);
    const what = [...decision.events, ...decision.elsewhere.flatMap((other) => other.events)];
    parts.onCommit({ at: head.at, seq, ids: all, what: [...new Set(what.map((event) => event.type))] });
  }

  function changed(state: WhistleState | null, events: readonly WhistleEvent[]): WhistleChange {
    let after = state;
    for (const event of events) after = evolve(after, event);
    if (after === null) throw new Error('a command that passed must have events');
    return changeOf(after, events, basis);
  }

  function replay(receipt: Receipt, head: Omit<ReceiptHead, 'at'>): Outcome {
    if (receipt.operator !== head.operator || !receipt.bodyHash.equals(head.bodyHash))
      throw new CommandIdReused(head.command);
    if (receipt.outcome === 'refused')
      return { repeated: true, ok: false, refusal: JSON.parse(receipt.refusal) };
    const { firstSeq, lastSeq } = receipt;
    return { repeated: true, ok: true, events: readEvents(table.eventsBetween(firstSeq, lastSeq)) };
  }

  function judge(
    state: WhistleState | null,
    command: WhistleCommand,
    operator: Operator,
    now: number,
  ): Decision {
    const summons = 'summons' in command && typeof command.summons === 'string' ? command.summons : null;
    if (command.as !== null && !operator.roles.includes(command.as))
      return { ok: false, refusal: notYourRole(command.as) };
    const role =
      command.as ?? actingRole(operator, command.type, summons, state, basis.rules) ?? operator.roles[0];
    if (role === undefined) return { ok: false, refusal: notYourRole(null) };
    const unknown = checkFiles(command, attachments);
    if (unknown !== null) return { ok: false, refusal: unknown };
    const actor = { operator: operator.id, role, org: operator.org, streets: operator.streets };
    const checked = withStoredFile(command, attachments);
    return decide(state, checked, contextFor(parts, basis, { now, actor, state, command: checked }));
  }

  /** What a window that was behind needs in order to understand: everything since it looked. */
  function explained(refusal: Refusal, whistle: string, command: WhistleCommand): Refusal {
    if (refusal.kind !== 'conflict' || command.seen === null) return refusal;
    const events = readEvents(table.events(whistle, command.seen));
    return events.length === 0 ? refusal : { ...refusal, details: { events } };
  }

  function fire(timer: DueTimer): void {
    const { whistle } = timer;
    const state = loadState(table, whistle);
    if (state === null) throw new Error(`timer of unknown whistle ${whistle}`);
    const at = momentFor(state);
    const command: Command = {
      type: 'expire',
      commandId: timerCommandId(whistle, timer.id),
      timer: timer.id,
    };
    const decision = decide(
      state,
      command,
      contextFor(parts, basis, { now: at, actor: SYSTEM, state, command }),
    );
    if (!decision.ok) throw new Error(`timer refused: ${decision.refusal.rule}`);
    const head = {
      ...{ command: command.commandId, whistle, operator: SYSTEM.operator, at, type: command.type },
      bodyHash: hashOf(whistle, command),
    };
    commit(head, state, decision);
    const left = table.timers.ofWhistle(whistle).some((row) => row.id === timer.id);
    if (left) throw new Error('timer is still there after firing');
  }

  return {
    act(whistle, command, operator) {
      const head = {
        ...{ command: command.commandId, whistle, operator: operator.id, type: command.type },
        bodyHash: hashOf(whistle, command),
      };
      const earlier = table.receipt(command.commandId);
      if (earlier !== null) return replay(earlier, head);
      const state = loadState(table, whistle);
      if (state === null && command.type !== 'draft') throw new UnknownWhistle(whistle);
      const at = momentFor(state);
      const decision = judge(state, command, operator, at);
      if (!decision.ok) {
        const refusal = explained(decision.refusal, whistle, command);
        table.refuse({ ...head, at }, JSON.stringify(refusal));
        return { repeated: false, ok: false, refusal };
      }
      commit({ ...head, at }, state, decision);
      const { events } = decision;
      return { repeated: false, ok: true, events };
    },

    timers: {
      nextDue: () => table.timers.next()?.dueAt ?? null,
      fireOne(now) {
        const timer = table.timers.next();
        if (timer === null || timer.dueAt > now) return false;
        try {
          fire(timer);
        } catch (error) {
          if (error instanceof StoreError) throw error;
          // One whistle's timer that cannot be fired must not stop those of all others: it is set aside, and verify tells.
          logger.error({ error, whistle: timer.whistle, timer: timer.id }, 'timer set aside');
          table.timers.setStuck(timer.whistle, timer.id);
        }
        return true;
      },
    },
  };
}

/** Makes timers and waits of a state anew. */
export function remade(state: WhistleState, basis: ClockBasis): Omit<WhistleChange, 'events' | 'notices'> {
  const { row } = changeOf(state, [], basis);
  return { whistle: state.id, row, timers: timerRowsOf(state, basis) };
}

function hashOf(whistle: string, command: Command): Buffer {
  return createHash('sha256').update(canonical({ whistle, command })).digest();
}
