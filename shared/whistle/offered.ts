import type { Role } from '../contract/people.ts';
import type { WhistleCommandType } from '../contract/whistleCommands.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import { isContestable, marksOf } from './appeals.ts';
import { RIGHTS } from './rights.ts';
import { actingRole, type Side } from './sides.ts';
import type { Summons, WhistleState } from './state.ts';

/** Commands that stage and role allow the operator now, for menus. `decide` may still refuse them. */
export function allowedCommands(
  operator: Side & { roles: readonly Role[] },
  state: WhistleState,
  rules: WhistleRules,
): { type: WhistleCommandType; summons: string | null }[] {
  const found: { type: WhistleCommandType; summons: string | null }[] = [];
  for (const type of TYPES) {
    const { stages, child } = RIGHTS[type];
    // Given for all whistles of an organisation at once.
    if (!stages.includes(state.stage) || type === 'transfer') continue;
    if (type === 'join-street' && state.joint) continue;
    if (type === 'decide-extension' && state.extensions.every((one) => one.decision !== 'pending')) continue;
    if (type === 'record-approval' && state.stage !== 'pending-approval' && state.postApproval !== 'pending')
      continue;
    if ((type === 'countersign' || type === 'disown-approval') && !hasOwnCall(operator, state)) continue;
    if ((type === 'confirm-back-entry' || type === 'disown-back-entry') && !isNamed(operator, state))
      continue;
    if (type === 'review-appeal' && !mayReview(operator, state, rules)) continue;
    if (child === null) {
      if (actingRole(operator, type, null, state, rules)) found.push({ type, summons: null });
      continue;
    }
    for (const one of state.children) {
      if (
        child.includes(one.stage) &&
        appliesTo(type, one, rules) &&
        hasMarkFor(type, one, state) &&
        actingRole(operator, type, one.id, state, rules)
      ) {
        found.push({ type, summons: one.id });
      }
    }
  }
  return found;
}

/** Whether an approval by telephone in the operator's name waits for them; a delegate cannot answer for it. */
function hasOwnCall({ id }: Side, { approvals }: WhistleState): boolean {
  return approvals.some((one) => one.by === id && one.phone === 'unconfirmed');
}

/** Whether a back-entry names the operator as its confirmer and waits for their word; a delegate cannot give it. */
function isNamed({ id }: Side, { backEntries }: WhistleState): boolean {
  return (backEntries ?? []).some(({ by, vouch }) => by.operator === id && vouch === 'named');
}

/** Whether an appeal waits for a review that one of the operator's roles may give. */
function mayReview(operator: { roles: readonly Role[] }, state: WhistleState, rules: WhistleRules): boolean {
  return state.appeals.some(
    ({ stage }) =>
      (stage === 'first' || stage === 'second') &&
      rules.appeal[stage].roles.some((role) => operator.roles.includes(role)),
  );
}

/** Whether there is a mark to appeal against or to exempt, or an appeal to withdraw. */
function hasMarkFor(type: WhistleCommandType, child: Summons, state: WhistleState): boolean {
  const marks = () => marksOf(state).filter((mark) => mark.summons.id === child.id);
  if (type === 'appeal') return marks().some((mark) => isContestable(state, mark, 'department'));
  if (type === 'propose-exemption') return marks().some((mark) => isContestable(state, mark, 'command'));
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
