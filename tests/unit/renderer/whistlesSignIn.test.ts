import { describe, expect, it } from 'vitest';
import { parseWindowAddress } from '../../../renderer/base/windowAddress.ts';
import {
  findOperators,
  operatorRows,
  type SignInOperator,
} from '../../../renderer/features/people/operatorRows.ts';
import { WindowRole } from '../../../shared/contract/windowRole.ts';
import { initialsOf, matches } from '../../../shared/text/pinyin.ts';

const orgs = [
  { code: 'centre', name: '区指挥中心' },
  { code: 'street-a', name: '双塘街道' },
  { code: 'water', name: '水务局' },
];
const operator = (id: string, name: string, org: string, role: WindowRole | 'none'): SignInOperator => ({
  id,
  name,
  org,
  roles: [role === 'none' ? 'street-duty' : 'dept-handler'],
  posts: [],
  demoPin: null,
  lockedUntil: null,
});
const rows = operatorRows(
  [
    operator('w01', '水务经办', 'water', 'desk'),
    operator('s02', '街道值守乙', 'street-a', 'none'),
    operator('s01', '街道值守甲', 'street-a', 'none'),
  ],
  orgs,
  'zh',
);
const ids = (typed: string, last: string | null = null) =>
  findOperators(rows, typed, last).map((row) => row.id);

describe('pinyin initials', () => {
  it.each([
    ['秦淮区', 'qhq'],
    ['双塘街道', 'stjd'],
    ['安徽', 'ah'],
    ['城管A3', 'cga3'],
    ['座', 'z'],
    ['路面民政卢林马麦', 'lmmzllmm'],
    ['', ''],
  ])('of %s are %s', (text, initials) => {
    expect(initialsOf(text)).toBe(initials);
  });

  it('finds by text and by initials, never by neither', () => {
    expect(matches('JDZS', '街道值守')).toBe(true);
    expect(matches('值守', '街道值守')).toBe(true);
    expect(matches('xyz', '街道值守')).toBe(false);
    expect(matches('', '街道值守')).toBe(true);
  });
});

describe('the sign-in list', () => {
  it('follows the order of the organisations, then of the numbers', () => {
    expect(ids('')).toEqual(['s01', 's02', 'w01']);
  });
  it('finds by name, number, organisation, role and initials; every word must fit', () => {
    expect(ids('w01')).toEqual(['w01']);
    expect(ids('shuiwu')).toEqual([]);
    expect(ids('swj')).toEqual(['w01']);
    expect(ids('stjd zs')).toEqual(['s01', 's02']);
    expect(ids('stjd zsy')).toEqual(['s02']);
    expect(ids('部门经办')).toEqual(['w01']);
  });
  it('puts whoever locked the desk first, until something is typed', () => {
    expect(ids('', 'w01')[0]).toBe('w01');
    expect(ids('街道', 'w01')).toEqual(['s01', 's02']);
  });
});

it('the whistle board has an address', () => {
  expect(WindowRole.options).toContain('whistles');
  expect(parseWindowAddress('?role=whistles&case=c1').role).toBe('whistles');
});
