import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { DelegationList } from '../../../shared/contract/delegations.ts';
import { Delegation } from '../../../shared/contract/people.ts';
import { DissolvedList, TransferReport } from '../../../shared/contract/successions.ts';
import { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import { type Hall, HOUR, openHall, openHallOf, POSTS, whistlePack } from './support.ts';

const WHO = [
  'duty',
  'other-duty',
  'leader',
  'dispatch',
  'a-handler',
  'b-handler',
  'shift',
  'auditor',
  'chief',
];
const REQUEST = {
  commandId: 'handing-over-a',
  from: 'A',
  to: 'W',
  reason: '机构改革，职责并入',
  people: true,
};
let hall: Hall;
beforeEach(async () => {
  hall = await openHall(null, WHO);
});
afterEach(() => hall.removeData());

async function reopenWithout(...codes: string[]): Promise<void> {
  await hall.close();
  const pack = whistlePack();
  const orgs = pack.manifest.orgs.filter((org) => !codes.includes(org.code));
  const without = { ...pack, manifest: { ...pack.manifest, orgs, version: '2.0.0' } };
  // The list of responsibilities names what the pack has.
  const rules = pack.whistles ? { ...pack.whistles, responsibilities: [], ownList: [] } : null;
  hall = await openHallOf({ ...without, whistles: rules }, POSTS, hall.dataDir, [], hall.clock);
}

const dissolved = async () =>
  DissolvedList.parse(await (await hall.as('shift', 'GET', '/api/successions')).json());
const handOver = (who: string, body: unknown) => hall.as(who, 'POST', '/api/successions', body);

it('hands over what a dissolved department leaves: one act on each whistle, its people too', async () => {
  const first = await hall.blown({});
  const second = await hall.blown({ place: { lon: -71.075, lat: 42.325, address: '' } });
  const draft = await hall.draft('duty', { place: { lon: -71.07, lat: 42.33, address: '' } });
  hall.clock.now += 2 * HOUR;
  await reopenWithout('A');
  // Whatever fell due meanwhile has fired before an act.
  await hall.pass('dispatch', first.summary.id, { type: 'note', text: '机构撤并' });
  const before = await hall.view(first.summary.id);
  const [left, ...rest] = (await dissolved()).items;
  expect(rest).toEqual([]);
  expect(left).toMatchObject({ org: 'A', name: 'department A', kind: 'department' });
  expect(left?.whistles.map(({ id, part }) => [id, part]).sort()).toEqual(
    [
      [first.summary.id, 'summoned'],
      [second.summary.id, 'summoned'],
      [draft.summary.id, 'named'],
    ].sort(),
  );
  expect(left?.people).toEqual([{ id: 'a-handler', name: '某a-handler' }]);

  for (const who of ['dispatch', 'duty', 'a-handler'])
    expect((await handOver(who, REQUEST)).status).toBe(403);
  const answer = await handOver('shift', REQUEST);
  const report = TransferReport.parse(await answer.json());
  expect(report).toEqual({ whistles: 3, people: 1, refused: [] });

  const after = await hall.view(first.summary.id);
  expect(after.children[0]).toMatchObject({ org: 'W', stage: 'notified' });
  const clocks = ({ clocks: all }: typeof after) =>
    all.map(({ id, startAt, dueAt }) => ({ id, startAt, dueAt }));
  expect(clocks(after)).toEqual(clocks(before));
  // The hour to sign ran out on A: the mark stays with A.
  expect(after.marks.map(({ id, org }) => [id, org])).toContainEqual(['s1.sign.0@1', 'A']);
  expect(after.children[0]).toMatchObject({ yellowCards: 0, predecessors: [{ org: 'A', yellowCards: 1 }] });
  expect(after.log.at(-1)).toMatchObject({
    type: 'transferred',
    actor: { operator: 'shift' },
    data: { from: 'A', to: 'W', name: 'department A', reason: REQUEST.reason },
  });
  // Everybody concerned hears of it; the people moved act on.
  const noticed = async (who: string) =>
    NoticePage.parse(await (await hall.as(who, 'GET', '/api/notices')).json()).items.map(
      ({ what }) => what.zh,
    );
  expect(await noticed('a-handler')).toContain('department A已撤并，本哨由本单位承接，计时不中断');
  expect(await noticed('duty')).toContain('department A已撤并，本哨已划转');
  await hall.pass('a-handler', first.summary.id, { type: 'sign', summons: 's1' });

  expect((await dissolved()).items).toEqual([]);
  const status = await hall.status();
  expect(status.warnings.some(({ code }) => code === 'pack-lacks')).toBe(false);
  // The same request again does nothing more.
  const again = TransferReport.parse(await (await handOver('shift', REQUEST)).json());
  expect(again).toEqual({ whistles: 0, people: 0, refused: [] });
  const Audit = z.object({
    items: z.array(z.object({ action: z.string(), subject: z.string(), details: z.unknown() })),
  });
  const lines = Audit.parse(await (await hall.as('auditor', 'GET', '/api/audit')).json()).items;
  expect(
    lines.find(
      ({ action, details }) => action === 'org.transfer' && JSON.stringify(details).includes('"whistles":3'),
    ),
  ).toMatchObject({ subject: 'A', details: { to: 'W', people: 1 } });
  expect(lines.find(({ action }) => action === 'operator.change')).toMatchObject({ subject: 'a-handler' });
});

it('has a delegation go over with its principal, and goes on under it', async () => {
  const { summary } = await hall.blown({});
  const wanted = {
    ...{ principal: 'a-handler', delegate: 'b-handler', kind: 'acting', org: 'A', roles: ['dept-handler'] },
    ...{ from: hall.clock.now, to: hall.clock.now + 8 * HOUR, reason: '外出学习', streets: ['S1'] },
  };
  const made = Delegation.parse(
    await (await hall.as('a-handler', 'POST', '/api/delegations', wanted)).json(),
  );
  await reopenWithout('A');
  const sign = { type: 'sign', summons: 's1', delegation: made.id } as const;
  expect((await handOver('shift', REQUEST)).status).toBe(200);
  const { state } = await hall.pass('b-handler', summary.id, sign);
  expect(state.children[0]).toMatchObject({ org: 'W', stage: 'signed' });
  const { items } = DelegationList.parse(await (await hall.as('duty', 'GET', '/api/delegations')).json());
  expect(items).toMatchObject([{ id: made.id, org: 'W', streets: ['S1'], state: 'running' }]);
});

it('moves nobody to where their roles could not act', async () => {
  await reopenWithout('A');
  const answer = await handOver('chief', { ...REQUEST, to: 'S2' });
  expect(answer.status).toBe(422);
  expect(ErrorBody.parse(await answer.json()).error.code).toBe('role-misplaced');
  expect((await dissolved()).items).toMatchObject([{ org: 'A', people: [{ id: 'a-handler' }] }]);
});

it('hands a street over without its people, who can be disabled, and refuses what is no successor', async () => {
  const blown = await hall.blown({});
  const waiting = await hall.draft('duty', { place: { lon: -71.075, lat: 42.325, address: '' } });
  await hall.pass('duty', waiting.summary.id, { type: 'submit' });
  await reopenWithout('S1');
  const body = { ...REQUEST, from: 'S1', people: false };
  const wrong = TransferReport.parse(await (await handOver('chief', { ...body, to: 'B' })).json());
  expect(wrong.whistles).toBe(0);
  expect(wrong.refused.map(({ refusal }) => refusal.rule)).toEqual(['E29.to', 'E29.to']);
  const report = TransferReport.parse(
    await (await handOver('chief', { ...body, commandId: 'street-over', to: 'S2' })).json(),
  );
  expect(report).toEqual({ whistles: 2, people: 0, refused: [] });
  expect((await hall.view(waiting.summary.id)).summary.waiting).toMatchObject([{ org: 'S2' }]);
  expect(await hall.fail('duty', blown.summary.id, { type: 'withdraw', reason: '撤' })).toMatchObject({
    rule: 'right.org',
  });
  await hall.pass('other-duty', blown.summary.id, { type: 'withdraw', reason: '不再需要' });
  expect((await dissolved()).items).toMatchObject([
    { org: 'S1', whistles: [], people: [{ id: 'duty' }, { id: 'leader' }] },
  ]);
  for (const id of ['duty', 'leader'])
    expect((await hall.as('chief', 'PATCH', `/api/operators/${id}`, { active: false })).status).toBe(200);
  expect((await dissolved()).items).toEqual([]);
});
