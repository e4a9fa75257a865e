import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseDetail, CasePage } from '../../../shared/contract/cases.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { wallRight } from '../../../shared/contract/wallRights.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import { eventually } from '../../support/city.ts';
import { bad, good, openAt, page, sourceConfig } from '../store/support.ts';
import { type Hall, hire, openHallOf, POSTS, START, whistlePack } from '../whistles/support.ts';

/** A citizen who does not exist, in every text that an upstream may send them in. */
const NAME = '完颜试样';
const MOBILE = '13900014321';
const LANDLINE = '025-86543210';
const LOCAL = '86543219';
const IDENTITY = '320102199003071234';
const MAIL = 'shiyang@example.invalid';
const FLAT = '3单元502室';
/** Where they live; not where the problem is. */
const HOME = '石婆婆庵88号';
const CANARIES = [HOME, NAME, MOBILE, LANDLINE, LOCAL, IDENTITY, MAIL, FLAT];
const TEXT = `${NAME}（${IDENTITY}，${MOBILE}、${LANDLINE}、${LOCAL}、${MAIL}，家住${HOME}）在中山南路12号5幢${FLAT}`;

let hall: Hall;
let whistle: string;

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  await hire(dataDir, POSTS, ['duty', 'leader', 'dispatch']);
  const store = openAt(dataDir);
  store.saveSource({ ...sourceConfig('hotline'), paused: true });
  const contact = {
    name: NAME,
    phone: LOCAL,
    email: MAIL,
    address: HOME,
    identity: IDENTITY,
    originalDescription: TEXT,
  };
  const texts = { title: `${TEXT} 井盖`, description: TEXT, statusNotes: TEXT, address: TEXT };
  const place = { lon: -71.08, lat: 42.32, contact, mediaUrl: `http://photos.invalid/${MOBILE}.jpg` };
  const raw = JSON.stringify({ id: 'c-1', says: TEXT });
  // Without a deadline, as the pack gives it: another one would be computed again, and be in the history.
  const limit = { dueAt: null, dueBasis: null };
  const first = { ...place, ...texts, ...limit, raw, requestedAt: START, updatedAt: START };
  store.applyPage(page('hotline', [good('c-1', first), bad(raw, 'bad-time')], START));
  // A second version, so that the history holds the first.
  const second = { ...first, title: `${TEXT} 井盖松动`, address: `${TEXT} 北侧`, updatedAt: START + 1 };
  store.applyPage(page('hotline', [good('c-1', second)], START + 1));
  store.close();
  hall = await openHallOf(whistlePack(), POSTS, dataDir, ['duty', 'leader', 'dispatch'], { now: START + 2 });
  const blown = await hall.blown({ subject: `${TEXT} 井盖`, description: TEXT, cases: ['hotline:c-1'] });
  whistle = blown.summary.id;
});
afterAll(() => hall.removeData());

const asWall = (init: RequestInit = {}) => ({ ...init, headers: { [WINDOW_ROLE_HEADER]: 'wall' } });

/** Every address that a GET of the contract has here. */
function addressesOf({ path }: Route): string[] {
  const ids = ['hotline:c-1', whistle, '1', 'hotline'];
  return path.includes(':id') ? ids.map((id) => path.replace(':id', encodeURIComponent(id))) : [path];
}

const QUERIES: Partial<Record<string, string>> = {
  [routes.heat.path]: '?bbox=-71.2,42.2,-71,42.4',
  [routes.heatTimeline.path]: '?bbox=-71.2,42.2,-71,42.4',
  [routes.layerTile.path]: '?layers=layer-000000000000&z=7&x=100&y=50',
  [routes.layerPlaces.path]: '?q=路',
  [routes.layerNear.path]: '?layers=layer-000000000000&lon=-71.1&lat=42.3&within=500',
  [routes.points.path]: '?bbox=-71.2,42.2,-71,42.4',
};

describe('what the store holds of a citizen', () => {
  it('is told to a desk, but for the contact data itself', async () => {
    const detail = await hall.get('/api/cases/hotline%3Ac-1', CaseDetail);
    expect(detail.title).toContain(NAME);
    expect(JSON.stringify(detail.history)).toContain(NAME);
    expect(await (await hall.request('/api/quarantine')).text()).toContain(NAME);
    expect(await (await hall.request(`/api/whistles/${whistle}`)).text()).toContain(NAME);
  });

  const reads = Object.entries<Route>(routes).filter(
    ([, route]) => route.method === 'GET' && route.produces !== 'events',
  );
  it.each(reads)('is in no answer to a wall: %s', async (_name, route) => {
    for (const address of addressesOf(route)) {
      const answer = await hall.request(address + (QUERIES[route.path] ?? ''), asWall());
      const said = await answer.text();
      for (const canary of CANARIES) expect(said, address).not.toContain(canary);
      // The walk must have come somewhere: nothing but what needs a session is refused among what a wall may ask.
      if (!route.path.includes(':id') && wallRight(route) !== 'refused' && route !== routes.session)
        expect([200, 401], `${address}: ${said}`).toContain(answer.status);
    }
  });

  it('leaves what a wall needs: the case, its place and what it is about', async () => {
    const list = await hall.request('/api/cases', asWall());
    const { items } = CasePage.parse(await list.json());
    expect(items).toMatchObject([{ id: 'hotline:c-1', lon: -71.08, lat: 42.32, categoryName: '井盖' }]);
    expect(items[0]?.title).toMatch(/^\[已隐去\]（.*井盖松动$/);
    expect(items[0]?.address).toContain('中山南路12号5幢');
    const one = CaseDetail.parse(await (await hall.request('/api/cases/hotline%3Ac-1', asWall())).json());
    expect(one).toMatchObject({ raw: null, mediaUrl: null, hasContact: true });
    expect(one.history.map(({ kind }) => kind)).toEqual(['first-seen', 'changed']);
    const whistles = await (await hall.request('/api/wall/whistles', asWall())).text();
    expect(whistles).toContain(whistle);
  });

  it('is in no event of the stream, which all windows share', async () => {
    const stop = new AbortController();
    const answer = await hall.request('/api/events', { headers: { Cookie: 'a=b' }, signal: stop.signal });
    if (answer.body === null) throw new Error('no stream');
    let heard = '';
    const reading = (async () => {
      for await (const text of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) heard += text;
    })().catch(() => undefined);
    await eventually('the beginning', async () => heard.includes('"init"'));
    await hall.draft('duty', { subject: TEXT, description: TEXT, cases: ['hotline:c-1'] });
    await eventually('the whistle', async () => heard.includes('"whistle"'));
    stop.abort();
    await reading;
    for (const canary of CANARIES) expect(heard).not.toContain(canary);
  });

  it('is in no line of the log', () => {
    const log = JSON.stringify(hall.log);
    for (const canary of CANARIES) expect(log).not.toContain(canary);
  });
});
