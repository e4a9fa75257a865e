import { describe, expect, it } from 'vitest';
import { delegationFault, delegationProblem } from '../../../shared/people/delegation.ts';

const terms = { from: 100, to: 200, endedAt: null, fault: null };
const director = { active: true, roles: ['street-director'] as const };
const deputy = { active: true, roles: ['street-leader'] as const };

describe('the time of a delegation', () => {
  it.each([
    [99, {}, 'early'],
    [100, {}, null],
    [199, {}, null],
    [200, {}, 'over'],
    [150, { endedAt: 150 }, 'ended'],
    [149, { endedAt: 150 }, null],
    [250, { endedAt: 150 }, 'ended'],
    [150, { fault: 'conflict' }, 'void'],
  ] as const)('at %i with %o: %s', (now, changes, problem) => {
    expect(delegationProblem({ ...terms, ...changes }, now)).toBe(problem);
  });
});

describe('what speaks against a delegation', () => {
  it.each([
    ['nothing', director, deputy, ['street-director'], null],
    ['the principal is disabled', { ...director, active: false }, deputy, ['street-director'], 'principal'],
    ['a role that the principal does not have', director, deputy, ['street-secretary'], 'principal'],
    ['no role at all', director, deputy, [], 'principal'],
    ['the delegate is disabled', director, { ...deputy, active: false }, ['street-director'], 'delegate'],
    ['an auditor', director, { active: true, roles: ['audit'] }, ['street-director'], 'conflict'],
    ['an administrator', director, { active: true, roles: ['admin'] }, ['street-director'], 'conflict'],
    ['supervision', director, { active: true, roles: ['supervision'] }, ['street-director'], 'conflict'],
    [
      'audit, which is never delegated',
      { active: true, roles: ['audit'] },
      { active: true, roles: ['audit'] },
      ['audit'],
      'conflict',
    ],
  ] as const)('%s', (_, principal, delegate, roles, fault) => {
    expect(delegationFault(principal, delegate, roles)).toBe(fault);
  });
});
