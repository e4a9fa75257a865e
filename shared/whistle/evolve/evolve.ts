import type { WhistleEvent } from '../../contract/whistleEvents.ts';
import type { WhistleState } from '../state.ts';
import { begin } from './begin.ts';
import { childEvent } from './children.ts';
import { parentEvent } from './parent.ts';

/** Roles whose acts are 指挥 (command); 监督评价 is the other axis, departments are on neither. */
const COMMAND: readonly string[] = [
  'street-duty',
  'street-leader',
  'street-secretary',
  'street-director',
  'district-dispatch',
  'shift-leader',
  'vice-district',
  'standing-committee',
];

/** Remarks are open to both axes and bind nobody's hand. */
const REMARKS: readonly string[] = ['noted', 'attached'];

/** Facts noticed about a whistle that do not concern its course: they never make a window's view stale. */
const ASIDE: readonly string[] = [...REMARKS, 'reminded', 'reblown', 'absorbed', 'listed'];

/**
 * The state after one more fact. Depends on the event alone, never on the clock or the rules: what was decided stays
 * decided when the pack changes. The first event must be `drafted`. Inputs are not changed.
 */
export function evolve(state: WhistleState | null, event: WhistleEvent): WhistleState {
  const before = state ?? begin(event);
  const next: WhistleState = {
    ...before,
    children: before.children.map((child) => ({ ...child })),
    fired: { ...before.fired },
    hands: { ...before.hands },
    seq: event.seq,
    updatedAt: event.at,
    seen: before.seen.at(-1) === event.commandId ? before.seen : [...before.seen, event.commandId],
  };
  const child = touchedChild(next, event);
  if (child) {
    child.seq = event.seq;
    if (event.onBehalf) {
      child.onBehalf += 1;
      child.behalfOperators = [...new Set([...child.behalfOperators, event.actor.operator])];
    }
  } else if (!ASIDE.includes(event.type)) next.ownSeq = event.seq;
  if (!REMARKS.includes(event.type)) {
    const { operator, role } = event.actor;
    if (role === 'supervision') next.hands[operator] ??= 'supervise';
    else if (COMMAND.includes(role)) next.hands[operator] ??= 'command';
  }
  parentEvent(next, event);
  childEvent(next, event);
  return next;
}

/**
 * State of a log; null for none. Events of another drill than the first one's are passed over, so that a drill can
 * never leak into the live fold.
 */
export function fold(events: readonly WhistleEvent[]): WhistleState | null {
  let state: WhistleState | null = null;
  for (const event of events) {
    if (state !== null && event.drill !== state.drill) continue;
    state = evolve(state, event);
  }
  return state;
}

function touchedChild(state: WhistleState, event: WhistleEvent) {
  if (REMARKS.includes(event.type) || event.type === 'expired') return undefined;
  const id = 'summons' in event.data ? event.data.summons : null;
  return typeof id === 'string' ? state.children.find((child) => child.id === id) : undefined;
}
