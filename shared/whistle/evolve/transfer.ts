import type { WhistleEvent } from '../../contract/whistleEvents.ts';
import type { Summons, WhistleState } from '../state.ts';

type Facts = Extract<WhistleEvent, { type: 'transferred' }>['data'];

/** A successor takes over (划转); changes `state`, which `evolve` has copied. Clocks, pauses and stages stay as they are. */
export function transferEvent(state: WhistleState, event: WhistleEvent): void {
  if (event.type !== 'transferred') return;
  const { from, to, summons } = event.data;
  if (state.draft.street === from) state.draft = { ...state.draft, street: to };
  state.draft = { ...state.draft, departments: requested(state.draft.departments, event.data) };
  for (const child of state.children) {
    if (summons.includes(child.id)) takeOver(child, event);
    if (child.objection?.ruling === 'pending' && child.objection.proposes === from)
      child.objection = { ...child.objection, proposes: to };
  }
  const { keptKind } = state;
  const team = keptKind?.quorum.team ?? null;
  if (keptKind === null || team === null || !team.fixed.includes(from)) return;
  const fixed = [...new Set(team.fixed.map((org) => (org === from ? to : org)))];
  state.keptKind = { ...keptKind, quorum: { ...keptKind.quorum, team: { ...team, fixed } } };
}

/** The summons is the successor's from now on; what has been counted stays with whom it was counted against. */
function takeOver(child: Summons, { at, seq, data }: { at: number; seq: number; data: Facts }): void {
  const { noShow, late, yellowCards, expiries, exempt } = child;
  const before = { org: child.org, until: at, noShow, late, yellowCards, expiries, exempt };
  child.predecessors = [...(child.predecessors ?? []), before];
  child.org = data.to;
  child.seq = seq;
  child.noShow = false;
  child.late = false;
  child.yellowCards = 0;
  child.expiries = 0;
  child.exempt = { noShow: false, late: false, yellowCards: 0, expiries: 0 };
}

type Requested = WhistleState['draft']['departments'];

/** Each department once: where the successor was to be summoned anyway, it has the greater part. */
function requested(departments: Requested, { from, to, name }: Facts): Requested {
  const left = departments.find((one) => one.org === from);
  if (left === undefined) return departments;
  const there = departments.find((one) => one.org === to);
  // The responsibility list need not know the successor yet.
  const reason = left.reason ?? `承接${name}`;
  if (there === undefined)
    return departments.map((one) => (one === left ? { ...one, org: to, reason } : one));
  const part = left.part === 'lead' ? 'lead' : there.part;
  return departments.filter((one) => one !== left).map((one) => (one === there ? { ...one, part } : one));
}
