import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import { type Hall, HOUR, MINUTE, openHallOf, POSTS, type Posts, whistlePack } from './support.ts';

const CAST: Posts = {
  ...POSTS,
  'a-second': { roles: ['dept-handler'], org: 'A' },
  'vice-elsewhere': { roles: ['vice-district'], org: 'D', streets: ['S2'] },
  'vice-of-all': { roles: ['vice-district'], org: 'D' },
};
const DAY = 24 * HOUR;
let hall: Hall;
beforeEach(async () => {
  const who = ['duty', 'leader', 'dispatch', 'a-handler', 'a-second', 'b-handler', 'vice', 'vice-elsewhere'];
  const now = Date.parse('2026-03-02T09:00:00+08:00');
  hall = await openHallOf(whistlePack(), CAST, null, [...who, 'vice-of-all'], { now });
});
afterEach(() => hall.removeData());

async function notices(who: string, query = ''): Promise<NoticePage> {
  const answer = await hall.as(who, 'GET', `/api/notices${query}`);
  expect(answer.status).toBe(200);
  return NoticePage.parse(await answer.json());
}

it('whoever must hear of it is told, once it happens, and nobody else', async () => {
  const { summary } = await hall.blown({});
  hall.clock.now += 95 * MINUTE;
  // Nobody signed for it: 30, 48, 60 and 90 minutes are over, which is level 3. One line says so, not four.
  await hall.pass('duty', summary.id, { type: 'note', text: '无人签收' });
  const told = (page: NoticePage) => page.items.map((item) => [item.type, item.what.zh]);
  expect(told(await notices('a-handler'))).toEqual([
    ['expired', '“签收”超期后仍未办理'],
    ['blown', '有新的哨送达，请应哨'],
  ]);
  for (const who of ['vice', 'vice-of-all'])
    expect(told(await notices(who))).toEqual([['escalated', '升级：分管副区长']]);
  for (const who of ['vice-elsewhere', 'duty', 'dispatch']) expect((await notices(who)).items).toEqual([]);
  const [newest] = (await notices('a-handler')).items;
  expect(newest).toMatchObject({ whistle: summary.id, subject: '路口井盖破损', street: 'S1', shownAt: null });
  expect((await hall.request('/api/notices')).status).toBe(401);
});

it('is shown to an organisation when the first of its people saw it, and to others not by their word', async () => {
  await hall.blown({});
  const [own] = (await notices('a-handler')).items;
  const [theirs] = (await notices('b-handler')).items;
  const show = (who: string, ids: (number | undefined)[]) =>
    hall.as(who, 'POST', '/api/notices/shown', { ids });
  hall.clock.now += MINUTE;
  const at = hall.clock.now;
  expect(await (await show('a-handler', [own?.id, theirs?.id, 4711])).json()).toEqual({ waiting: 0 });
  hall.clock.now += MINUTE;
  await show('a-second', [own?.id]);
  expect((await notices('a-second')).items[0]?.shownAt).toBe(at);
  expect((await notices('a-second', '?waiting=true')).items).toEqual([]);
  expect(await notices('b-handler')).toMatchObject({ waiting: 1, items: [{ shownAt: null }] });
  await hall.close();
  hall = await openHallOf(whistlePack(), CAST, hall.dataDir, [], hall.clock);
  expect((await notices('a-handler')).items[0]?.shownAt).toBe(at);
});

it('pages, and nothing is kept for ever: after ninety days old ones go as new ones come', async () => {
  const place = (n: number) => ({ place: { lon: -71.099 + 0.001 * n, lat: 42.31, address: '' } });
  for (let n = 0; n < 6; n++) await hall.blown(place(n));
  const first = await notices('a-handler', '?limit=4');
  expect(first.items).toHaveLength(4);
  const second = await notices('a-handler', `?limit=4&before=${first.next}`);
  expect(second).toMatchObject({ next: null, waiting: 6 });
  expect(second.items).toHaveLength(2);
  const count = () => {
    const db = new Database(databasePath(hall.dataDir), { readonly: true });
    const found = db.prepare<[number], number>('SELECT count(*) FROM notices WHERE created_at < ?').pluck();
    const old = found.get(hall.clock.now - 90 * DAY) ?? 0;
    db.close();
    return old;
  };
  hall.clock.now += 100 * DAY;
  expect(count()).toBe(12);
  await hall.blown(place(7));
  expect(count()).toBe(0);
  expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
  expect((await hall.status()).outbox).toEqual({ pending: 0, failed: 0 });
});

it('everybody on the way hears of 撤哨, 并哨, 挂账 and its end, and of another lead department', async () => {
  const newest = async (who: string) => (await notices(who)).items[0]?.what.zh;
  const place = (n: number) => ({ place: { lon: -71.08 + 0.003 * n, lat: 42.31, address: '' } });

  const withdrawn = (await hall.blown(place(0))).summary.id;
  await hall.pass('duty', withdrawn, { type: 'withdraw', reason: '已自行处理' });
  for (const who of ['a-handler', 'b-handler']) expect(await newest(who)).toBe('街道已撤哨，无须再到场');

  const survivor = (await hall.blown(place(1))).summary.id;
  const merged = (await hall.blown(place(2))).summary.id;
  await hall.pass('duty', merged, { type: 'merge', into: survivor, reason: '同一处' });
  for (const who of ['a-handler', 'b-handler']) {
    const told = (await notices(who)).items.slice(0, 2).map((item) => [item.whistle, item.what.zh]);
    expect(told).toContainEqual([merged, '已并入另一哨，请按该哨到场办理；未批的延期须在该哨另行申请']);
    expect(told).toContainEqual([survivor, '另一哨并入本哨，案件有增加']);
  }

  await hall.pass('dispatch', survivor, { type: 'change-lead', summons: 's1', org: 'W', reason: '职责调整' });
  expect(await newest('a-handler')).toBe('主责单位已变更，请核对本单位的任务');
  expect(await newest('b-handler')).toBe('主责单位已变更，请核对本单位的任务');

  const suspended = (await hall.blown(place(3))).summary.id;
  for (const [who, summons] of [
    ['a-handler', 's1'],
    ['b-handler', 's2'],
  ] as const) {
    await hall.pass(who, suspended, { type: 'sign', summons });
    await hall.pass('duty', suspended, { type: 'arrive', summons, method: 'clerk', who: '甲' });
  }
  const until = hall.clock.now + 30 * DAY;
  const reason = '冬季停工';
  await hall.pass('vice', suspended, {
    type: 'suspend',
    until,
    condition: 'season',
    appliedBy: null,
    reason,
  });
  expect(await newest('b-handler')).toBe('已挂账，计时暂停');
  await hall.pass('vice', suspended, { type: 'resume', reason: '提前开工' });
  for (const who of ['a-handler', 'b-handler']) expect(await newest(who)).toBe('挂账结束，计时恢复');
});
