import type { Role } from '../contract/people.ts';
import type { WhistleKind } from '../contract/whistleKind.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import type { Approval } from './state.ts';

/**
 * The approvals (审签) still missing, each as the list of roles that may give it. Where one person holds two of the roles
 * (一肩挑), the rules say whether the one signature counts for both, or who signs in the other's place.
 */
export function openApprovals(
  kind: Pick<WhistleKind, 'approvers'>,
  approvals: readonly Approval[],
  { oneHolder }: Pick<WhistleRules, 'oneHolder'>,
): Role[][] {
  const given = approvals.filter((approval) => !approval.post && approval.phone !== 'disowned');
  const both = oneHolder.rule === 'counts-for-both';
  const signatures = given.flatMap(({ role, held }) =>
    both ? [role, ...held.filter((one) => one !== role)] : [role],
  );
  const filled = assign(kind.approvers, signatures);
  const open = kind.approvers.filter((_, index) => filled[index] === null);
  if (oneHolder.rule === 'counts-for-both') return open;
  const spare = signatures.filter((_, index) => !filled.includes(index));
  return open.flatMap((slot) => {
    // Somebody who holds this role too has signed, but for another one.
    if (!given.some(({ held }) => held.some((role) => slot.includes(role)))) return [slot];
    const at = spare.findIndex((role) => oneHolder.roles.includes(role));
    if (at >= 0) spare.splice(at, 1);
    return at >= 0 ? [] : [[...new Set([...slot, ...oneHolder.roles])]];
  });
}

/** For each list of roles the signature that fills it, none twice, as many as possible; null: none. */
function assign(slots: readonly (readonly Role[])[], signatures: readonly Role[]): (number | null)[] {
  const filled: (number | null)[] = slots.map(() => null);
  const place = (signature: number, tried: Set<number>): boolean => {
    for (const [slot, roles] of slots.entries()) {
      const role = signatures[signature];
      if (role === undefined || !roles.includes(role) || tried.has(slot)) continue;
      tried.add(slot);
      const other = filled[slot] ?? null;
      if (other !== null && !place(other, tried)) continue;
      filled[slot] = signature;
      return true;
    }
    return false;
  };
  for (const signature of signatures.keys()) place(signature, new Set());
  return filled;
}
