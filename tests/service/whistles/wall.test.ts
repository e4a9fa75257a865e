import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { WallWhistle } from '../../../shared/contract/wallWhistles.ts';
import { WhistlePage } from '../../../shared/contract/whistles.ts';
import { type Hall, MINUTE, openHall } from './support.ts';

let hall: Hall;
let id: string;
/** What must not reach a wall: persons, numbers, free text. */
const SECRETS = [
  '张建国',
  '李值守',
  '13851234567',
  '02584561234',
  '320102199001011234',
  '王主任',
  '涉及隐私',
];

beforeAll(async () => {
  hall = await openHall(null, ['duty', 'leader', 'dispatch', 'a-handler', 'b-handler']);
  const blown = await hall.blown({
    subject: '井盖松动，张先生 13851234567、025-84561234、320102199001011234 反映',
    description: '联系人张建国，涉及隐私',
  });
  id = blown.summary.id;
  await hall.pass('a-handler', id, { type: 'sign', summons: 's1' });
  await hall.pass('a-handler', id, { type: 'contact', summons: 's1', with: '李值守 13851234567' });
  hall.clock.now += 20 * MINUTE;
  await hall.pass('dispatch', id, {
    type: 'sign',
    summons: 's2',
    onBehalf: { who: '王主任', how: 'phone', at: hall.clock.now - MINUTE, note: '涉及隐私' },
  });
  await hall.pass('duty', id, { type: 'arrive', summons: 's1', method: 'clerk', who: '张建国' });
});
afterAll(() => hall.removeData());

it('lists the open whistles of everybody without a session', async () => {
  const { items, total } = await hall.get('/api/wall/whistles', WhistlePage);
  expect(total).toBe(1);
  expect(items).toMatchObject([{ id, stage: 'handling', arrived: 1, expected: 2 }]);
  expect(items[0]?.subject).toBe('井盖松动，张先生 138****4567、025-****1234、[已隐去] 反映');
});

it('tells the chain: who was called, who has come, what was done for whom', async () => {
  const { children, steps } = await hall.get(`/api/wall/whistles/${id}`, WallWhistle);
  expect(children).toMatchObject([
    { id: 's1', org: 'A', part: 'lead', stage: 'working', noShow: false, late: false },
    { id: 's2', org: 'B', part: 'co', stage: 'signed', onBehalf: 1, arrivedAt: null },
  ]);
  expect(steps.map(({ type, org, summons, onBehalf }) => [type, org, summons, onBehalf])).toEqual([
    ['submitted', 'S1', null, null],
    ['approved', 'S1', null, null],
    ['blown', 'C', null, null],
    ['signed', 'A', 's1', null],
    ['contacted', 'A', 's1', null],
    ['signed', 'C', 's2', 'phone'],
    ['arrived', 'S1', 's1', null],
    ['assembled', 'S1', null, null],
  ]);
});

it('holds no person, no number and no free text, though the page of the whistle does', async () => {
  const anything = z.unknown();
  const wall = [
    await hall.get('/api/wall/whistles', anything),
    await hall.get(`/api/wall/whistles/${id}`, anything),
  ];
  const page = JSON.stringify(await hall.get(`/api/whistles/${id}`, anything));
  for (const secret of ['张建国', '李值守', '王主任', '涉及隐私']) expect(page).toContain(secret);
  for (const secret of SECRETS) expect(JSON.stringify(wall)).not.toContain(secret);
});

it('knows no whistle that is not there', async () => {
  expect((await hall.refusal('/api/wall/whistles/w-none')).status).toBe(404);
  expect((await hall.refusal('/api/wall/whistles?cursor=bad')).status).toBe(400);
  expect((await hall.refusal('/api/wall/whistles?org=A')).status).toBe(400);
});
