import type { WhistleEvent } from '../contract/whistleEvents.ts';
import type { OutboxEvent, UpstreamAction, WriteBack } from '../contract/writeBack.ts';
import type { WhistleState } from '../whistle/state.ts';
import { type MessageValues, type Names, valuesOf } from './values.ts';

/** A source that is written to. */
export type Outlet = { id: string; kind: 'open311' | 'rest'; writeBack: WriteBack };

/**
 * A message that follows from an event, to be written in the transaction of that event. One that concerns a new order goes to
 * every source that could have been asked for it: the outbox, which knows where it was asked for, keeps no other.
 */
export type Outgoing = {
  /** Number of the event in its whistle. */
  version: number;
  source: string;
  /** Messages of one lane are sent in order: those of a case, or those of an order that a whistle makes. */
  lane: string;
  caseId: string | null;
  whistle: string;
  action: UpstreamAction;
  event: OutboxEvent;
  operator: string;
  org: string;
  values: MessageValues;
};

/**
 * What each event causes where the source says nothing else, and has that action. Telling an upstream of more than it was
 * asked for can be wrong: in many, a feedback (办理反馈) ends the order. So nothing else is sent by default.
 */
export const DEFAULT_ACTIONS: Readonly<Partial<Record<OutboxEvent, UpstreamAction>>> = {
  blown: 'dispatch',
  'result-submitted': 'feedback',
  reworked: 'return',
  'extension-granted': 'extend',
  suspended: 'suspend',
  closed: 'close',
};

/** Whether a source can be told this; an Open311 server takes new orders by its standard. */
export function hasAction({ kind, writeBack }: Outlet, action: UpstreamAction): boolean {
  return writeBack.actions[action] !== undefined || (action === 'create' && kind === 'open311');
}

/**
 * The messages (回传) that follow from committed events of one whistle. `state`: after the last of them. `absorbed`: whistles that
 * were merged into it (并哨), also through others: the orders that they made go on with this one. Pure: the same events and
 * sources give the same messages. A drill tells nobody.
 */
export function messagesFor(
  events: readonly WhistleEvent[],
  state: WhistleState,
  outlets: readonly Outlet[],
  names: Names,
  absorbed: readonly string[],
): Outgoing[] {
  if (outlets.length === 0 || state.drill !== null) return [];
  return events.flatMap((event) => {
    const what = outboxEventOf(event, state);
    if (what === null) return [];
    const rest = {
      version: event.seq,
      whistle: state.id,
      event: what,
      operator: event.actor.operator,
      org: event.actor.org,
    };
    return placesOf(what, state, outlets, absorbed).flatMap(({ outlet, caseId, lane }) => {
      const action = actionOf(outlet, what, caseId);
      if (action === null) return [];
      const of = state.cases.find(({ id }) => id === caseId) ?? null;
      const values = valuesOf(event, what, state, of, names);
      return [{ ...rest, source: outlet.id, lane, caseId, action, values }];
    });
  });
}

/** What is told of an event; null: nothing ever. Of extensions, only those of the time for handling concern an upstream. */
function outboxEventOf(event: WhistleEvent, state: WhistleState): OutboxEvent | null {
  switch (event.type) {
    case 'extension-decided': {
      const found = state.extensions.find(({ id }) => id === event.data.request);
      return event.data.grant && found?.clock === 'handle' ? 'extension-granted' : null;
    }
    case 'blown':
    case 'triage-rejected':
    case 'arrived':
    case 'result-submitted':
    case 'all-submitted':
    case 'confirmed':
    case 'reworked':
    case 'suspended':
    case 'resumed':
    case 'closed':
    case 'reopened':
    case 'withdrawn':
      return event.type;
    default:
      return null;
  }
}

type Target = { outlet: Outlet; caseId: string | null; lane: string };

/**
 * Where a whistle is told of: the sources of its cases, and of the orders that it and those merged into it made where they had
 * none.
 */
function placesOf(
  what: OutboxEvent,
  state: WhistleState,
  outlets: readonly Outlet[],
  absorbed: readonly string[],
): Target[] {
  const ids = [...new Set(state.cases.map(({ id }) => id))];
  const ofCases = ids.flatMap((caseId) => {
    const outlet = outlets.find(({ id }) => caseId.startsWith(`${id}:`));
    return outlet === undefined ? [] : [{ outlet, caseId, lane: caseId }];
  });
  const ordersOf = (whistle: string, places: readonly Outlet[]): Target[] =>
    places.map((outlet) => ({ outlet, caseId: null, lane: `whistle:${whistle}` }));
  return [
    ...ofCases,
    ...ordersOf(state.id, orderOutlets(what, state, outlets)),
    // They have made their orders themselves.
    ...(what === 'blown' ? [] : absorbed.flatMap((whistle) => ordersOf(whistle, outlets))),
  ];
}

/**
 * Sources that a new order may concern: it is asked for in the first one that takes such orders. What follows concerns that
 * one, whatever has been configured since, whatever kind the whistle has now, and whatever cases it has taken over.
 */
function orderOutlets(
  what: OutboxEvent,
  { cases, draft }: WhistleState,
  outlets: readonly Outlet[],
): readonly Outlet[] {
  if (what === 'blown')
    return cases.length > 0 ? [] : outlets.filter((one) => takesNew(one, draft.kind)).slice(0, 1);
  return draft.cases.length > 0 ? [] : outlets;
}

function takesNew(outlet: Outlet, kind: string): boolean {
  const { newOrderFor } = outlet.writeBack;
  if (newOrderFor === null || !hasAction(outlet, 'create')) return false;
  return newOrderFor.kinds.length === 0 || newOrderFor.kinds.includes(kind);
}

function actionOf(outlet: Outlet, event: OutboxEvent, caseId: string | null): UpstreamAction | null {
  if (caseId === null && event === 'blown') return 'create';
  const { on } = outlet.writeBack;
  const wanted = on[event] === undefined ? DEFAULT_ACTIONS[event] : on[event];
  return wanted === undefined || wanted === null || !hasAction(outlet, wanted) ? null : wanted;
}
