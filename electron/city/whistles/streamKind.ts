import type { Operator } from '../../../shared/contract/people.ts';
import type { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { Refusal } from '../../../shared/contract/whistles.ts';
import { messagesFor, type Outlet } from '../../../shared/outbox/follow.ts';
import type { ClockContext } from '../../../shared/whistle/clock.ts';
import type { ActingOperator, Command, Decision } from '../../../shared/whistle/context.ts';
import { whistleDecider } from '../../../shared/whistle/decider.ts';
import { timerCommandId } from '../../../shared/whistle/ids.ts';
import { FOLD_VERSION } from '../../../shared/whistle/rulesSnapshot.ts';
import { actingRoles } from '../../../shared/whistle/sides.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
import type { ActingContext, StreamKind } from '../journal/streamKind.ts';
import type { AttachmentTable } from '../store/attachmentTable.ts';
import { timerRowsOf, whistleRowOf } from '../store/whistleProjection.ts';
import type { WhistleTable } from '../store/whistleTable.ts';
import { checkFiles, withStoredFile } from './commandFiles.ts';
import { contextFor, type Lookups } from './context.ts';
import { noticesOf } from './notices.ts';
import { notYourRole, unknownDelegation } from './refusals.ts';

/** There is no whistle with this id. */
export class UnknownWhistle extends Error {}

export type WhistleLookups = Lookups & {
  table: Pick<WhistleTable, 'write'>;
  attachments: Pick<AttachmentTable, 'one'>;
  /** The sources that are told of what happens (回传). */
  outlets(): readonly Outlet[];
};

const SYSTEM: ActingOperator = {
  ...{ operator: 'system', role: 'system', held: [], org: 'system', streets: [] },
  delegated: null,
};

/** The whistles that were merged into one (并哨), directly or through others. */
function absorbedBy(state: WhistleState, load: (id: string) => WhistleState | null): string[] {
  const found = new Set(state.absorbed);
  // A set is gone through in the order of insertion, what is added meanwhile included.
  for (const id of found) for (const earlier of load(id)?.absorbed ?? []) found.add(earlier);
  return [...found];
}

/** Whistles (吹哨) as a kind of stream: the rules with their context in the city. */
export function whistleKind(
  around: WhistleLookups,
  clockContext: ClockContext,
): StreamKind<WhistleState, Command, WhistleEvent, Refusal> {
  const { attachments, streams, table } = around;

  function decideForOperator(
    state: WhistleState | null,
    command: WhistleCommand,
    operator: Operator,
    now: number,
  ): Decision {
    const summons = 'summons' in command && typeof command.summons === 'string' ? command.summons : null;
    const delegated = command.delegation === undefined ? null : around.delegated(command.delegation);
    if (command.delegation !== undefined && delegated?.delegate !== operator.id)
      return { ok: false, refusal: unknownDelegation() };
    const { roles: held, org, streets: linked } = delegated?.post ?? operator;
    const side = { roles: held, org, streets: linked, onlyStreets: delegated?.onlyStreets ?? null };
    if (command.as !== null && !held.includes(command.as))
      return { ok: false, refusal: notYourRole(command.as) };
    const [first] = actingRoles(side, command.type, summons, state, clockContext.rules);
    const role = command.as ?? first ?? held[0];
    if (role === undefined) return { ok: false, refusal: notYourRole(null) };
    const unknown = checkFiles(command, attachments);
    if (unknown !== null) return { ok: false, refusal: unknown };
    const actor = { operator: operator.id, role, held, org, streets: linked, delegated };
    return decideAs(state, withStoredFile(command, attachments), actor, now);
  }

  function decideAs(
    state: WhistleState | null,
    command: Command,
    actor: ActingOperator,
    now: number,
  ): Decision {
    return whistleDecider.decide(
      state,
      command,
      contextFor(around, clockContext, { now, actor, state, command }),
    );
  }

  /** Adds to a conflict the events that the sender's window had not seen. */
  function withMissedEvents(refusal: Refusal, whistle: string, command: WhistleCommand): Refusal {
    if (refusal.kind !== 'conflict' || command.seen === null) return refusal;
    const events = streams.events(whistle, command.seen);
    return events.length === 0 ? refusal : { ...refusal, details: { events } };
  }

  return {
    kind: whistleDecider.kind,
    foldVersion: FOLD_VERSION,
    /** @throws UnknownWhistle; the command then has no entry */
    decide(whistle, state, command, { by, at }: ActingContext) {
      if (state === null && command.type !== 'draft') throw new UnknownWhistle(whistle);
      if (command.type === 'expire' || command.type === 'adopt-rules')
        return decideAs(state, command, SYSTEM, at);
      if (by === null) throw new Error(`${command.type} is for people`);
      const decision = decideForOperator(state, command, by, at);
      return decision.ok
        ? decision
        : { ok: false, refusal: withMissedEvents(decision.refusal, whistle, command) };
    },
    evolve: whistleDecider.evolve,
    // The whistle's own log already shows every command; that somebody recorded what was never said is more than that.
    audited: ({ type }) => type === 'disown-approval' || type === 'disown-back-entry',
    timers: (state) => timerRowsOf(state, clockContext),
    notices: (events, _first, state) => noticesOf(events, state),
    outgoing: (events, state) =>
      messagesFor(
        events,
        state,
        around.outlets(),
        (org) => clockContext.orgs.find(({ code }) => code === org)?.name ?? org,
        absorbedBy(state, (id) => streams.load(id)),
      ),
    writeTables: (stream, whistle, state) => table.write(stream, whistle, whistleRowOf(state, clockContext)),
    expireCommand: (whistle, timer) => ({ type: 'expire', commandId: timerCommandId(whistle, timer), timer }),
  };
}
