import { afterEach, beforeEach, expect, it } from 'vitest';
import { CasePage } from '../../../shared/contract/cases.ts';
import { GridCounts, Summary } from '../../../shared/contract/figures.ts';
import { openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { fillFrom, good, T0, tempDir } from '../store/support.ts';

/** In the row as somebody wrote it: an adapter that does not mask leaves it to be found. */
const PHONE = '13900014321';
const CARD = '320102199003071234';
const ORDER = 'GD20250612000123';

let dir: ReturnType<typeof tempDir>;
let city: TestCity;
beforeEach(async () => {
  dir = tempDir();
  const told = `${PHONE} ${CARD} a.bee@example.cn 反映井盖松动，办件 ${ORDER}`;
  fillFrom(dir.path, [good('1', { description: told })], T0);
  city = await openTestCity({ dataDir: dir.path, pack: testPack(), sources: [], now: () => T0 });
});
afterEach(async () => {
  await city.close();
  dir.remove();
});

const PATHS = [
  '/api/cases?limit=5&',
  '/api/cases?limit=0&',
  '/api/summary?',
  '/api/histogram?step=hour&',
  '/api/grids/counts?',
  '/api/points?bbox=-72,42,-71,43&',
  '/api/heat?bbox=-72,42,-71,43&width=8&height=8&radius=300&',
];
const WALLS = [{ 'X-Window-Role': 'wall' }, { Cookie: 'citywhistle-1=abc' }];

it.each([PHONE, `+86 ${PHONE}`, CARD, 'a.bee@example.cn', `井盖 ${PHONE}`])(
  'a wall is not told whether anybody of %s has complained, and nothing of it is noted',
  async (q) => {
    for (const headers of WALLS)
      for (const path of PATHS) {
        const asked = `${path}q=${encodeURIComponent(q)}`;
        expect(await city.refusal(asked, { headers })).toMatchObject({ status: 403, code: 'not-on-a-wall' });
      }
    const log = JSON.stringify(city.log);
    for (const secret of [PHONE, CARD, 'a.bee']) expect(log).not.toContain(secret);
  },
);

it('a wall may search for words and numbers of cases, and a desk for what it is told', async () => {
  const found = async (q: string, headers: Record<string, string>): Promise<number> => {
    const answer = await city.request(`/api/cases?limit=5&q=${encodeURIComponent(q)}`, { headers });
    return CasePage.parse(await answer.json()).total;
  };
  for (const q of ['井盖', ORDER]) expect(await found(q, { 'X-Window-Role': 'wall' })).toBe(1);
  for (const q of ['井盖', ORDER, PHONE, CARD]) expect(await found(q, { 'X-Window-Role': 'desk' })).toBe(1);
});

it('a wall finds no case, and counts none, by a name or a flat that it hides', async () => {
  const contact = {
    name: '完颜试样',
    phone: null,
    email: null,
    address: null,
    identity: null,
    originalDescription: null,
  };
  const description = '完颜试样反映中山南路12号5幢3单元502室门前积水';
  await city.close();
  fillFrom(dir.path, [good('SZ-3-618', { description, title: '门前积水', address: '12号5幢', contact })], T0);
  city = await openTestCity({ dataDir: dir.path, pack: testPack(), sources: [], now: () => T0 });
  const found = async (q: string, role: string): Promise<number[]> => {
    const headers = { 'X-Window-Role': role };
    const asked = (path: string) => city.request(`${path}q=${encodeURIComponent(q)}`, { headers });
    const list = CasePage.parse(await (await asked('/api/cases?limit=5&')).json());
    const summary = Summary.parse(await (await asked('/api/summary?')).json());
    const grids = GridCounts.parse(await (await asked('/api/grids/counts?')).json());
    const counted = grids.grids.reduce((sum, { count }) => sum + count, grids.elsewhere);
    return [list.total, list.items.length, summary.matching, counted];
  };
  for (const q of ['完颜试样', '完颜', '502', '502室', '门前积水 试样', '3单元']) {
    expect(await found(q, 'wall'), q).toEqual([0, 0, 0, 0]);
    expect(await found(q, 'desk'), q).toEqual([1, 1, 1, 1]);
  }
  for (const q of ['门前积水', '5幢', '中山南路12号', 'SZ-3-618'])
    expect(await found(q, 'wall'), q).toEqual([1, 1, 1, 1]);
});

it('a text that breaks a request is not noted either', async () => {
  const answer = await city.request(`/api/cases?limit=many&q=${PHONE}`, {
    headers: { 'X-Window-Role': 'desk' },
  });
  expect(answer.status).toBe(400);
  expect(JSON.stringify(city.log)).not.toContain(PHONE);
});
