import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { PostHandover } from '../../../shared/contract/handover.ts';
import { SessionState } from '../../../shared/contract/operators.ts';
import { SessionInfo } from '../../../shared/contract/people.ts';
import { json } from '../../support/city.ts';
import { PEOPLE } from '../handover/support.ts';
import { draftOf, type Hall, openHall, openHallOf, START, whistlePack } from '../whistles/support.ts';

/** Whoever set a PIN knows it. Until its owner has changed it, it opens nothing but the change. */
const GIVEN = '281947';
const OWN = '739182';
let hall: Hall;
let whistle = '';
beforeAll(async () => {
  hall = await openHallOf(whistlePack(), PEOPLE, null, ['chief', 'duty', 'duty-2'], { now: START });
  whistle = (await hall.draft('duty', {})).summary.id;
  const person = { name: '某新人', roles: ['street-leader'], org: 'S1', streets: [], pin: GIVEN };
  expect((await hall.as('chief', 'POST', '/api/operators', { ...person, id: 'novice' })).status).toBe(201);
});
afterAll(() => hall.removeData());

async function signIn(operator: string, pin: string): Promise<SessionInfo> {
  return SessionInfo.parse(
    await (await hall.request('/api/session', json('POST', { operator, pin }))).json(),
  );
}

async function ask(token: string, method: string, path: string, body?: unknown): Promise<Response> {
  const init = body === undefined ? { method } : json(method, body);
  const said = { 'X-Window-Role': 'desk', 'X-Session': token };
  return hall.request(path, { ...init, headers: { ...init.headers, ...said } });
}

async function codeOf(answer: Response): Promise<[number, string]> {
  return [answer.status, ErrorBody.parse(await answer.json()).error.code];
}

const CLOSED: [string, string, string, () => unknown][] = [
  [
    'draft a whistle',
    'POST',
    '/api/whistles',
    () => ({ commandId: randomUUID(), draft: draftOf(hall.clock.now, {}) }),
  ],
  [
    'command a whistle',
    'POST',
    '/api/whistles/:id/commands',
    () => ({ commandId: randomUUID(), type: 'submit' }),
  ],
  ['read notices', 'GET', '/api/notices', () => undefined],
  ['open the hand-over', 'GET', '/api/handovers/open', () => undefined],
  ['begin a hand-over', 'POST', '/api/handovers', () => undefined],
  ['see contact data', 'POST', '/api/cases/hotline:1/contact', () => ({ reason: '回访市民' })],
  ['export', 'POST', '/api/cases/export', () => ({ reason: '周调度会材料' })],
  [
    'shelve alarms',
    'POST',
    '/api/alarms/shelve',
    () => ({ alarms: [{ alarm: 'x', whistle: 'w' }], minutes: 15 }),
  ],
  ['fetch a file', 'GET', `/api/attachments/${'0'.repeat(64)}`, () => undefined],
  ['set another’s PIN', 'POST', '/api/operators/duty/pin', () => ({ current: null, pin: '604817' })],
  ['list operators', 'GET', '/api/operators/all', () => undefined],
  ['read the audit', 'GET', '/api/audit', () => undefined],
];

describe('with a PIN that another set', () => {
  it.each(CLOSED)('nobody can %s', async (_what, method, path, body) => {
    const { token, mustChangePin } = await signIn('novice', GIVEN);
    expect(mustChangePin).toBe(true);
    expect(await codeOf(await ask(token, method, path.replace(':id', whistle), body()))).toEqual([
      403,
      'pin-change-first',
    ]);
  });

  it('a whistle offers no act', async () => {
    const { token } = await signIn('novice', GIVEN);
    const view = await (await ask(token, 'GET', `/api/whistles/${whistle}`)).json();
    expect(view).toEqual(await (await hall.request(`/api/whistles/${whistle}`)).json());
  });

  it('the session can be seen, kept and ended', async () => {
    const { token } = await signIn('novice', GIVEN);
    const state = SessionState.parse(await (await ask(token, 'GET', '/api/session')).json());
    expect(state).toMatchObject({ operator: 'novice', mustChangePin: true });
    expect((await ask(token, 'POST', '/api/session/keep')).status).toBe(200);
    expect((await ask(token, 'DELETE', '/api/session')).status).toBe(204);
  });

  it('no shift is taken over: who set it could sign in the other’s name', async () => {
    await hall.as('chief', 'POST', '/api/operators/duty-2/pin', { current: null, pin: GIVEN });
    const opened = PostHandover.parse(await (await hall.as('duty', 'POST', '/api/handovers')).json());
    expect(opened.people.map(({ id }) => id)).toContain('duty-2');
    const id = opened.handover?.id;
    const step = async (path: string, body: unknown) => {
      const answer = await hall.as('duty', 'POST', `/api/handovers/${id}/${path}`, body);
      return PostHandover.parse(await answer.json()).handover;
    };
    let after = await step('incoming', { operator: 'duty-2' });
    for (const { key, version } of after?.items ?? [])
      after = await step('acknowledge', { key, version, verdict: 'checked', words: '' });
    after = await step('sign-outgoing', { seen: after?.seq });
    const signing = await hall.as('duty', 'POST', `/api/handovers/${id}/sign`, {
      ...{ seen: after?.seq, operator: 'duty-2', pin: GIVEN },
    });
    expect(await codeOf(signing)).toEqual([403, 'pin-change-first']);
    // Who sits there stays.
    expect((await hall.as('duty', 'GET', '/api/session')).status).toBe(200);
  });
});

describe('changing it', () => {
  it('needs another PIN, ends the sessions, and then everything is open', async () => {
    const { token } = await signIn('novice', GIVEN);
    const set = (pin: string) => ask(token, 'POST', '/api/operators/novice/pin', { current: GIVEN, pin });
    expect(await codeOf(await set(GIVEN))).toEqual([422, 'same-pin']);
    expect(await codeOf(await set('２８１９４７'))).toEqual([422, 'same-pin']);
    expect((await set(OWN)).status).toBe(204);
    expect((await ask(token, 'GET', '/api/session')).status).toBe(401);
    const own = await signIn('novice', OWN);
    expect(own.mustChangePin).toBe(false);
    expect((await ask(own.token, 'GET', '/api/notices')).status).toBe(200);
  });

  it('is asked again after a reset, and never of who chose the PIN: the first administrator', async () => {
    await hall.as('chief', 'POST', '/api/operators/novice/pin', { current: null, pin: GIVEN });
    expect((await signIn('novice', GIVEN)).mustChangePin).toBe(true);
    const fresh = await openHall(null, []);
    try {
      const first = { id: 'first', name: '甲', roles: ['admin'], org: 'C', streets: [], pin: OWN };
      expect((await fresh.request('/api/operators', json('POST', first))).status).toBe(201);
      const answer = await fresh.request('/api/session', json('POST', { operator: 'first', pin: OWN }));
      expect(SessionInfo.parse(await answer.json()).mustChangePin).toBe(false);
    } finally {
      await fresh.removeData();
    }
  });
});
