import type { Org } from './context.ts';
import { ENDED_STAGES, isTerminal, type Predecessor, type Summons, type WhistleState } from './state.ts';

/** What an organisation has open in a whistle. `kind`: what it must be, by what it does there. */
export type Concerns = { kind: Org['kind']; street: boolean; summons: string[]; requested: boolean };

/** What an organisation would leave to a successor (划转); null if nothing. */
export function concernsOf(state: WhistleState, org: string): Concerns | null {
  if (isTerminal(state) && state.appeals.every((appeal) => appeal.review === null)) return null;
  const street = [state.draft.street, state.draft.joint, state.joint?.street].includes(org);
  const children = state.children.filter((child) => child.org === org && !ENDED_STAGES.includes(child.stage));
  const requested = isRequested(state, org);
  if (!street && children.length === 0 && !requested) return null;
  const leader = children.some((child) => child.part === 'leader');
  const kind = street ? 'street' : leader ? 'district' : 'department';
  return { kind, street, summons: children.map((child) => child.id), requested };
}

/** Whether it is to be summoned: by the draft, as a fixed member of the kind kept, or where an objection is upheld. */
function isRequested({ draft, blownAt, keptKind, children }: WhistleState, org: string): boolean {
  return (
    (blownAt === null && draft.departments.some((one) => one.org === org)) ||
    (blownAt === null && (keptKind?.quorum.team?.fixed.includes(org) ?? false)) ||
    children.some((child) => child.objection?.ruling === 'pending' && child.objection.proposes === org)
  );
}

/** Who was responsible for a summons when a mark was made: the organisation itself, or one that it took over from. */
export function ledgerOf(
  child: Summons,
  mark: { org: string; firedAt: number },
): Summons | Predecessor | null {
  const before = child.predecessors?.find(({ org, until }) => org === mark.org && mark.firedAt <= until);
  return before ?? (child.org === mark.org ? child : null);
}

/** Everybody whose marks a summons carries, the present organisation last. */
export function ledgersOf(child: Summons): (Summons | Predecessor)[] {
  return [...(child.predecessors ?? []), child];
}
