import { describe, expect, it } from 'vitest';
import { Role } from '../../../shared/contract/people.ts';
import { conflictOf, misplacedRole } from '../../../shared/people/roleRules.ts';

const ORGS = [
  { code: 'D', name: '区', kind: 'district' },
  { code: 'C', name: '区中心', kind: 'centre' },
  { code: 'S', name: '街道', kind: 'street' },
  { code: 'A', name: '城管局', kind: 'department' },
] as const;

describe('roles of one person', () => {
  it('keeps the administrative ones and supervision apart from all others', () => {
    expect(conflictOf(['street-secretary', 'street-director'])).toBe(null);
    expect(conflictOf(['admin'])).toBe(null);
    expect(conflictOf(['supervision', 'supervision'])).toBe(null);
    expect(conflictOf(['street-duty', 'audit'])).toBe('audit');
    expect(conflictOf(['admin', 'audit'])).toBe('admin');
    expect(conflictOf(['supervision', 'dept-handler'])).toBe('supervision');
  });
});

describe('a role in an organisation', () => {
  it('can act where its rights can be met, and nowhere else', () => {
    const streets = ['S'];
    const allowed = Role.options.map((role) => [
      role,
      ORGS.filter(({ code }) => misplacedRole({ org: code, roles: [role], streets }, ORGS) === null)
        .map(({ code }) => code)
        .join(''),
    ]);
    expect(Object.fromEntries(allowed)).toEqual({
      ...{ 'street-duty': 'S', 'street-leader': 'S', 'street-secretary': 'S', 'street-director': 'S' },
      ...{ 'dept-handler': 'A', 'dept-leader': 'A' },
      ...{ 'district-dispatch': 'DCSA', 'shift-leader': 'DCSA', 'vice-district': 'DCSA' },
      ...{ 'standing-committee': 'DCSA', supervision: 'DCSA', audit: 'DCSA', admin: 'DCSA' },
    });
  });

  it('says what is wrong, also of one role among several', () => {
    const post = { org: 'C', roles: ['shift-leader', 'dept-leader'] as Role[], streets: [] };
    expect(misplacedRole(post, ORGS)).toEqual({
      ...{ why: 'kind', role: 'dept-leader', org: '区中心', wants: 'department' },
    });
  });

  it('links a standing committee member to a street; a deputy head without links has all', () => {
    const at = (role: Role) => misplacedRole({ org: 'D', roles: [role], streets: [] }, ORGS);
    expect(at('standing-committee')).toEqual({ why: 'streets', role: 'standing-committee' });
    expect(at('vice-district')).toBe(null);
  });
});
