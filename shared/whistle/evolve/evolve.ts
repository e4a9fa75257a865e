import type { WhistleEvent } from '../../contract/whistleEvents.ts';
import { occurredAt } from '../occurred.ts';
import { personsOf } from '../persons.ts';
import type { Summons, WhistleState } from '../state.ts';
import { appealEvent } from './appeals.ts';
import { backEntryEvent } from './backEntries.ts';
import { initialState } from './begin.ts';
import { childEvent, lapseExtensions } from './children.ts';
import { jointEvent } from './joint.ts';
import { endMarks, markEvent } from './marks.ts';
import { parentEvent } from './parent.ts';
import { transferEvent } from './transfer.ts';

/** Roles that command (指挥). Supervision (监督评价) must be separate from them; departments belong to neither side. */
const COMMAND_ROLES: readonly string[] = [
  'street-duty',
  'street-leader',
  'street-secretary',
  'street-director',
  'district-dispatch',
  'shift-leader',
  'vice-district',
  'standing-committee',
];

/** Remarks are open to both sides and do not commit an operator to either. */
const REMARKS: readonly string[] = ['noted', 'attached'];

/** An appeal changes what counts, not what has to be done next. Its own commands say which review they mean. */
const APPEALS: readonly string[] = [
  ...(['appealed', 'appeal-withdrawn', 'appeal-reviewed', 'appeal-ended'] as const),
  ...(['exemption-proposed', 'mark-exempted'] as const),
];

/** Events that do not change the course of a whistle, so that a window that has not seen them is not out of date. */
const SIDE_EVENTS: readonly string[] = [
  ...REMARKS,
  'outside-called',
  'approval-confirmed',
  'back-entry-confirmed',
  'back-entry-disowned',
  'reminded',
  'reblown',
  'absorbed',
  'listed',
  'rejudged',
  'rules-kept',
  ...APPEALS,
];

/**
 * The state after one more event. It depends on the event alone, not on the clock or the rules, so that past decisions hold
 * when the pack changes. The first event must be `drafted`. The arguments are not modified.
 */
export function evolve(state: WhistleState | null, event: WhistleEvent): WhistleState {
  const before = state ?? initialState(event);
  const next: WhistleState = {
    ...before,
    children: before.children.map(copyOf),
    fired: { ...before.fired },
    takenBack: { ...before.takenBack },
    notBefore: { ...before.notBefore },
    hands: { ...before.hands },
    seq: event.seq,
    updatedAt: event.at,
    seen: before.seen.at(-1) === event.commandId ? before.seen : [...before.seen, event.commandId],
  };
  const child = childOfEvent(next, event);
  if (child) {
    if (!APPEALS.includes(event.type)) child.seq = event.seq;
    if (event.backEntry) child.backEntries = (child.backEntries ?? 0) + 1;
    if (event.onBehalf) {
      child.onBehalf += 1;
      child.behalfOperators = [...new Set([...child.behalfOperators, event.actor.operator])];
    }
  } else if (!SIDE_EVENTS.includes(event.type)) next.ownSeq = event.seq;
  if (!REMARKS.includes(event.type)) {
    const { role } = event.actor;
    const caller =
      event.type === 'approved' && event.data.phone !== undefined ? [event.data.phone.leader] : [];
    for (const person of [...personsOf(event.actor), ...caller]) {
      if (role === 'supervision') next.hands[person] ??= 'supervise';
      else if (COMMAND_ROLES.includes(role)) next.hands[person] ??= 'command';
    }
  }
  parentEvent(next, event);
  childEvent(next, event);
  lapseExtensions(next);
  transferEvent(next, event);
  jointEvent(next, event);
  backEntryEvent(next, event);
  markEvent(next, event);
  appealEvent(next, event);
  endMarks(before, next, occurredAt(event));
  return next;
}

function copyOf(child: Summons): Summons {
  const { predecessors } = child;
  return predecessors === undefined
    ? { ...child }
    : { ...child, predecessors: predecessors.map((one) => ({ ...one })) };
}

/**
 * The state after all events of a log; null if it is empty. Events of another drill than that of the first event are
 * ignored, so that a drill cannot affect the live state.
 */
export function fold(events: readonly WhistleEvent[]): WhistleState | null {
  let state: WhistleState | null = null;
  for (const event of events) {
    if (state !== null && event.drill !== state.drill) continue;
    state = evolve(state, event);
  }
  return state;
}

function childOfEvent(state: WhistleState, event: WhistleEvent) {
  if (REMARKS.includes(event.type) || event.type === 'expired') return undefined;
  const id = 'summons' in event.data ? event.data.summons : null;
  return typeof id === 'string' ? state.children.find((child) => child.id === id) : undefined;
}
