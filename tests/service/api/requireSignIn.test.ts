import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type SentFrom, WALL_LINK } from '../../../electron/city/api/sentFrom.ts';
import { SignInList } from '../../../shared/contract/operators.ts';
import { SessionInfo } from '../../../shared/contract/people.ts';
import { json, openTestCity, type TestCity } from '../../support/city.ts';
import { draftOf, hire, MINUTE, POSTS, START, whistlePack } from '../whistles/support.ts';

const PIN = '739182';
const WALL_WINDOW: SentFrom = { highest: 'wall', withoutSession: 'wall-while-signed-in' };
let city: TestCity;
let now: number;
afterEach(() => city.removeData());

async function open(...who: string[]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  await hire(dataDir, POSTS, who);
  now = START;
  city = await openTestCity({
    dataDir,
    pack: whistlePack(),
    sources: [],
    now: () => now,
    requireSignIn: true,
  });
}

const signIn = async (operator = 'duty') =>
  (await city.send('POST', '/api/session', { operator, pin: PIN }, SessionInfo)).token;
/** Something that every stream tells of: a whistle is drafted. */
async function act(token: string): Promise<void> {
  const init = json('POST', { commandId: randomUUID(), draft: draftOf(now, {}) });
  const headers = { ...init.headers, 'X-Session': token };
  expect((await city.request('/api/whistles', { ...init, headers })).status).toBe(201);
}
const signOut = (token: string) =>
  city.request('/api/session', { method: 'DELETE', headers: { 'X-Session': token } });
const statusFor = async (path: string, token: string | null, from?: SentFrom) => {
  const headers: Record<string, string> = token === null ? {} : { 'X-Session': token };
  return (await city.city.fetch(new Request(`http://city${path}`, { headers }), from)).status;
};

/** All that a stream still sends, to its end. */
async function stream(token: string, from?: SentFrom) {
  const request = new Request('http://city/api/events', { headers: { 'X-Session': token } });
  const answer = await city.city.fetch(request, from);
  expect(answer.status).toBe(200);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => (await reader?.read()) ?? { done: true, value: undefined };
  while (!(await next()).value?.includes('"init"'));
  return {
    until: async (text: string) => {
      while (!(await next()).value?.includes(text));
    },
    toTheEnd: async () => {
      let text = '';
      for (let piece = await next(); !piece.done; piece = await next()) text += piece.value;
      return text;
    },
  };
}

it('ends the stream of who signed out, and sends it nothing more', async () => {
  await open('duty', 'leader');
  const [token, other] = [await signIn(), await signIn('leader')];
  const [events, others] = [await stream(token), await stream(other)];
  await signOut(token);
  await act(other);
  expect(await events.toTheEnd()).not.toContain('"whistle"');
  await others.until('"whistle"');
  expect(await statusFor('/api/cases', token)).toBe(401);
});

it('ends the stream when the session has expired, before the next event', async () => {
  await open('duty');
  const token = await signIn();
  const events = await stream(token);
  now += 16 * MINUTE;
  const other = await signIn();
  await act(other);
  expect(await events.toTheEnd()).not.toContain('"whistle"');
  expect(await statusFor('/api/cases', token)).toBe(401);
  expect(await statusFor('/api/cases', other)).toBe(200);
});

it('sends no more than is needed to choose an operator', async () => {
  await open('duty', 'chief');
  const list = await city.get('/api/operators', SignInList);
  expect(list).toMatchObject({ requireSignIn: true, empty: false, now: START, zone: 'Asia/Shanghai' });
  expect(list.city).toEqual({ zh: '试验区', en: 'Test City' });
  expect(list.operators).toEqual([
    {
      id: 'duty',
      name: '某duty',
      org: 'S1',
      orgName: 'street S1',
      roles: [],
      posts: [],
      demoPin: null,
      lockedUntil: null,
    },
    {
      id: 'chief',
      name: '某chief',
      org: 'C',
      orgName: 'centre C',
      roles: [],
      posts: [],
      demoPin: null,
      lockedUntil: null,
    },
  ]);
  const answer = await city.request('/api/operators', { headers: { 'X-Session': await signIn() } });
  const known = SignInList.parse(await answer.json());
  expect(known.operators.map(({ roles }) => roles)).toEqual([['street-duty'], ['admin']]);
});

it('shows a wall of this workstation what walls may see as long as somebody is signed in', async () => {
  await open('duty');
  const tried = async (from: SentFrom) => [
    await statusFor('/api/cases?limit=5', null, from),
    await statusFor('/api/sources', null, from),
  ];
  expect(await tried(WALL_WINDOW)).toEqual([401, 401]);
  expect(await tried(WALL_LINK)).toEqual([200, 401]);
  const token = await signIn();
  expect(await tried(WALL_WINDOW)).toEqual([200, 401]);
  await signOut(token);
  expect(await tried(WALL_WINDOW)).toEqual([401, 401]);
  await signIn();
  now += 16 * MINUTE;
  expect(await tried(WALL_WINDOW)).toEqual([401, 401]);
});

it('shows nothing to who must change the PIN first, and lets the first administrator be added', async () => {
  await open();
  expect(await statusFor('/api/pack', null)).toBe(200);
  expect(await statusFor('/api/cases', null)).toBe(401);
  const root = await city.signInAsAdministrator();
  expect(await statusFor('/api/pack', null)).toBe(401);
  const made = { id: 'new', name: '新', roles: ['street-duty'], org: 'S1', streets: [], pin: PIN };
  expect((await city.request('/api/operators', json('POST', made))).status).toBe(201);
  const { token } = await city.send('POST', '/api/session', { operator: 'new', pin: PIN }, SessionInfo);
  expect(await statusFor('/api/cases', token)).toBe(403);
  expect(await statusFor('/api/cases', root)).not.toBe(403);
});
