import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { batchToSend, newBatch } from '../../../renderer/windows/whistles/bulk/bulkBatch.ts';
import { bulkPlan } from '../../../renderer/windows/whistles/bulk/bulkPlan.ts';
import { actionOf, BOARD_KEYS } from '../../../renderer/windows/whistles/keys.ts';
import type { Role } from '../../../shared/contract/people.ts';
import { BATCH_MAX, WhistleBatch } from '../../../shared/contract/whistleBatch.ts';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';

const row = (id: string, changes: Partial<WhistleSummary>): [string, WhistleSummary] => [
  id,
  {
    ...{ id, seq: 1, kind: 'push', kindName: '推进哨', subject: `事项 ${id}`, street: 'S1', stage: 'blown' },
    ...{ column: 'blown', level: 0, supervised: false, round: 1, rework: 0, chain: 1, lon: null, lat: null },
    ...{ createdAt: 0, blownAt: 0, closedAt: null, updatedAt: 0, nearest: null, arrived: 0, expected: 1 },
    ...{ waiting: [], departments: [], backEntries: 0, cases: 0 },
    ...changes,
  },
];
const called = (org: string, stage: 'notified' | 'signed') => ({
  departments: [{ summons: 's1', org, part: 'lead' as const, stage, late: false }],
});
const approval: Partial<WhistleSummary> = {
  stage: 'pending-approval',
  waiting: [
    {
      org: 'S1',
      roles: ['street-leader'],
      what: { zh: '', en: '' },
      summons: null,
      dueAt: null,
      overdue: false,
    },
  ],
};
const me = (org: string, ...roles: Role[]) => ({ org, roles });

describe('what a bulk act will do', () => {
  const rows = new Map([
    row('a', called('A', 'notified')),
    row('b', called('A', 'signed')),
    row('c', called('B', 'notified')),
    row('d', approval),
  ]);
  const marked = ['a', 'b', 'c', 'd', 'gone'];

  it('signs for the own department, and says why it cannot for others', () => {
    const plan = bulkPlan('sign', marked, rows, me('A', 'dept-handler'));
    expect(plan.possible).toEqual([{ whistle: 'a', subject: '事项 a', summons: 's1' }]);
    expect(plan.impossible.map(({ whistle, why }) => [whistle, why])).toEqual([
      ['b', 'signed'],
      ['c', 'not-summoned'],
      ['d', 'not-summoned'],
      ['gone', 'gone'],
    ]);
    expect(bulkPlan('sign', ['a'], rows, me('S1', 'street-duty')).impossible[0]?.why).toBe('role');
  });

  it('approves what waits for the leader of the street', () => {
    const by = (org: string, role: Role) => {
      const { possible, impossible } = bulkPlan('approve', ['d', 'a'], rows, me(org, role));
      return [possible.map(({ whistle }) => whistle), impossible.map(({ why }) => why)];
    };
    expect(by('S1', 'street-leader')).toEqual([['d'], ['not-waiting']]);
    expect(by('S2', 'street-leader')).toEqual([[], ['other-street', 'other-street']]);
    expect(by('S1', 'street-director')).toEqual([[], ['not-waiting', 'not-waiting']]);
    expect(by('A', 'dept-leader')).toEqual([[], ['role', 'role']]);
  });

  it('ends at what one batch may hold', () => {
    const many = Array.from({ length: BATCH_MAX + 2 }, (_, i) => row(`m${i}`, called('A', 'notified')));
    const plan = bulkPlan(
      'sign',
      many.map(([id]) => id),
      new Map(many),
      me('A', 'dept-handler'),
    );
    expect(plan.possible).toHaveLength(BATCH_MAX);
    expect(plan.impossible.map(({ why }) => why)).toEqual(['too-many', 'too-many']);
  });

  it('is sent with an id for each that the contract takes, and the same again', () => {
    const plan = bulkPlan('sign', ['a'], rows, me('A', 'dept-handler'));
    const batch = newBatch('sign', plan.possible, randomUUID);
    expect(WhistleBatch.safeParse(batchToSend(batch, '739182')).success).toBe(true);
    expect(batchToSend(batch, '739182')).toEqual(batchToSend(batch, '739182'));
    expect(
      WhistleBatch.safeParse(batchToSend(newBatch('approve', plan.possible, randomUUID), '739182')).success,
    ).toBe(true);
    expect(JSON.stringify(batch)).not.toContain('739182');
  });
});

it('marks by keys that move without Shift', () => {
  const press = (key: string, code: string, shiftKey: boolean) =>
    actionOf(BOARD_KEYS, { key, code, shiftKey, ctrlKey: false, altKey: false, metaKey: false }, false);
  expect(press('ArrowDown', 'ArrowDown', false)).toBe('down');
  expect(press('ArrowDown', 'ArrowDown', true)).toBe('markDown');
  expect(press(' ', 'Space', false)).toBe('mark');
  expect(press('s', 'KeyS', false)).toBe('signAll');
});
