import type { Role } from '../contract/people.ts';
import type { WhistleCommandType } from '../contract/whistleCommands.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import { isContestable, marksOf } from './appeals.ts';
import { waitsForWordOf } from './backEntry.ts';
import type { ClockContext } from './clock.ts';
import { type Giver, isDeadEnd } from './deadEnds.ts';
import { RIGHTS } from './rights.ts';
import { actingRoles, type Side } from './sides.ts';
import type { Summons, WhistleState } from './state.ts';

/**
 * Commands that the operator can give now, for menus. `decide` may still refuse one for what is filled in, or for what only
 * it looks up: other whistles, borders, people.
 */
export function allowedCommands(
  operator: Side & { roles: readonly Role[] },
  state: WhistleState,
  context: ClockContext & { now: number },
): { type: WhistleCommandType; summons: string | null }[] {
  const { rules } = context;
  // What one of somebody's roles cannot do any more another may: the form lets them choose.
  const mayGive = (type: WhistleCommandType, child: Summons | null): boolean =>
    actingRoles(operator, type, child?.id ?? null, state, rules).some(
      (role) => !isDeadEnd(type, { giver: giverOf(operator, role), state, child, context }),
    );
  const found: { type: WhistleCommandType; summons: string | null }[] = [];
  for (const type of TYPES) {
    const { stages, child } = RIGHTS[type];
    // Given for all whistles of an organisation at once.
    if (!stages.includes(state.stage) || type === 'transfer') continue;
    if (type === 'join-street' && state.joint) continue;
    if (type === 'record-approval' && state.stage !== 'pending-approval' && state.postApproval !== 'pending')
      continue;
    if ((type === 'countersign' || type === 'disown-approval') && !hasOwnCall(operator, state)) continue;
    if ((type === 'confirm-back-entry' || type === 'disown-back-entry') && !isNamed(operator, state))
      continue;
    if (child === null) {
      if (mayGive(type, null)) found.push({ type, summons: null });
      continue;
    }
    for (const one of state.children) {
      if (
        child.includes(one.stage) &&
        appliesTo(type, one, rules) &&
        hasMarkFor(type, one, state) &&
        mayGive(type, one)
      ) {
        found.push({ type, summons: one.id });
      }
    }
  }
  return found;
}

function giverOf({ id, org, delegated }: Side, role: Role): Giver {
  const persons = [id, delegated?.principal].filter((one) => one !== undefined);
  return { role, org, persons, ownOrgs: delegated?.ownOrgs ?? [] };
}

/** Whether an approval by telephone in the operator's name waits for them; a delegate cannot answer for it. */
function hasOwnCall({ id, delegated }: Side, { approvals }: WhistleState): boolean {
  return !delegated && approvals.some((one) => one.by === id && one.phone === 'unconfirmed');
}

/** Whether a back-entry names the operator as its confirmer and waits for their word; a delegate cannot give it. */
function isNamed({ id, delegated }: Side, { backEntries }: WhistleState): boolean {
  if (delegated) return false;
  return (backEntries ?? []).some((entry) => waitsForWordOf(id ?? null, entry));
}

/** Whether there is a mark to exempt, or an appeal to withdraw. */
function hasMarkFor(type: WhistleCommandType, child: Summons, state: WhistleState): boolean {
  if (type === 'propose-exemption')
    return marksOf(state).some(
      (mark) => mark.summons.id === child.id && isContestable(state, mark, 'command'),
    );
  if (type === 'withdraw-appeal')
    return state.appeals.some(
      (one) => one.summons === child.id && one.stage === 'first' && one.origin === 'department',
    );
  return true;
}

/** District leaders only arrive and leave; a new time to report is granted a limited number of times. */
function appliesTo(type: WhistleCommandType, child: Summons, rules: WhistleRules): boolean {
  if (type === 'change-lead') return child.part === 'lead';
  if (type === 'excuse' && child.excuses >= rules.excuses) return false;
  return child.part !== 'leader' || ['arrive', 'leave', 'release', 'excuse'].includes(type);
}

const TYPES = Object.keys(RIGHTS).filter((type): type is WhistleCommandType => type in RIGHTS);
