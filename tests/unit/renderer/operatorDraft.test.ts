import { describe, expect, it } from 'vitest';
import { actionText, detailText } from '../../../renderer/features/people/auditText.ts';
import {
  draftOf,
  draftProblem,
  EMPTY_DRAFT,
  FIRST_ADMIN,
  hasStreets,
  pinProblem,
  toggled,
} from '../../../renderer/features/people/operatorDraft.ts';
import { peopleWords } from '../../../renderer/features/people/peopleWords.ts';

const GOOD = { ...FIRST_ADMIN, name: '管理甲', org: 'CENTRE', pin: '907214', again: '907214' };

describe('an operator as typed', () => {
  it('the first one is an administrator', () => expect(FIRST_ADMIN.roles).toEqual(['admin']));

  it.each([
    [{}, null],
    [{ id: '  ' }, 'id'],
    [{ name: ' ' }, 'name'],
    [{ org: '' }, 'org'],
    [{ roles: [] }, 'roles'],
    [{ pin: '' }, 'pin'],
    [{ again: '907215' }, 'differ'],
  ] as const)('%j lacks %s', (change, lack) => expect(draftProblem({ ...GOOD, ...change }, true)).toBe(lack));

  it('asks no number and no PIN of somebody who is there', () => {
    const known = draftOf({
      ...{ id: 'x1', name: '甲', roles: ['audit'], org: 'C', streets: [], posts: [], active: true },
    });
    expect(draftProblem(known, false)).toBeNull();
    expect(draftProblem({ ...known, name: '' }, false)).toBe('name');
  });

  it('tells roles always in the same order', () => {
    expect(toggled(['admin'], 'street-duty')).toEqual(['street-duty', 'admin']);
    expect(toggled(['street-duty', 'admin'], 'admin')).toEqual(['street-duty']);
  });

  it('links streets to district leaders only', () => {
    expect(hasStreets(['standing-committee'])).toBe(true);
    expect(hasStreets(['street-duty', 'dept-leader'])).toBe(false);
  });

  it('an empty PIN is missing, also twice', () => expect(pinProblem(EMPTY_DRAFT)).toBe('pin'));
});

it('puts the audit into words, and leaves what it does not know as it was written', () => {
  expect(actionText('operator.pin', peopleWords.zh)).toBe('设置 PIN');
  expect(actionText('later.act', peopleWords.zh)).toBe('later.act');
  const told = (details: Record<string, unknown>) =>
    detailText(details, (code) => (code === 'C' ? '指挥中心' : code), 'zh', peopleWords.zh, String);
  expect(told({ reason: 'wrong-pin', failures: 3 })).toBe('PIN 不正确；连续输错 3 次');
  expect(told({ name: '甲', roles: ['admin', 'later-role'], org: 'C', streets: [] })).toBe(
    '姓名 甲；角色 管理、later-role；单位 指挥中心',
  );
  expect(told({ reason: 'later-reason', extra: { a: 1 } })).toBe('later-reason；extra={"a":1}');
});
