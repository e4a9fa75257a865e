import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SessionInfo } from '../../../shared/contract/people.ts';
import { json } from '../../support/city.ts';
import { draftOf, type Hall, HOUR, MINUTE, openHall } from '../whistles/support.ts';

/** Everything that asks who one is, and every way of being nobody. */
const PIN = '739182';
let hall: Hall;
let whistle = '';
beforeAll(async () => {
  hall = await openHall(null, ['chief', 'duty', 'leader', 'dispatch', 'a-handler']);
  whistle = (await hall.draft('duty', {})).summary.id;
});
afterAll(() => hall.removeData());

const ASKING: [string, string, string, () => unknown][] = [
  ['draft', 'POST', '/api/whistles', () => ({ commandId: randomUUID(), draft: draftOf(hall.clock.now, {}) })],
  ['command', 'POST', '/api/whistles/:id/commands', () => ({ commandId: randomUUID(), type: 'submit' })],
  ['check-in', 'GET', '/api/whistles/:id/check-in', () => undefined],
  ['file', 'GET', `/api/attachments/${'0'.repeat(64)}`, () => undefined],
  ['session', 'GET', '/api/session', () => undefined],
  ['all operators', 'GET', '/api/operators/all', () => undefined],
  ['audit', 'GET', '/api/audit', () => undefined],
  ['hand-over', 'GET', '/api/handovers/open', () => undefined],
  ['begin a hand-over', 'POST', '/api/handovers', () => undefined],
  ['past hand-overs', 'GET', '/api/handovers', () => undefined],
  ['sign a hand-over', 'POST', '/api/handovers/h/sign', () => ({ seen: 0, operator: 'duty', pin: PIN })],
  ['shelved alarms', 'GET', '/api/alarms/shelved', () => undefined],
  [
    'shelve alarms',
    'POST',
    '/api/alarms/shelve',
    () => ({ alarms: [{ alarm: 'x', whistle: 'w' }], minutes: 15 }),
  ],
  ['contact data', 'POST', '/api/cases/hotline:1/contact', () => ({ reason: '回访市民' })],
  ['export', 'POST', '/api/cases/export', () => ({ reason: '周调度会材料' })],
];

async function signIn(operator: string, pin: string): Promise<Response> {
  return hall.request('/api/session', json('POST', { operator, pin }));
}

async function tokenOf(operator: string): Promise<string> {
  return SessionInfo.parse(await (await signIn(operator, PIN)).json()).token;
}

async function knock(
  token: string | null,
  [, method, path, body]: (typeof ASKING)[number],
): Promise<Response> {
  const content = body();
  const init = content === undefined ? { method } : json(method, content);
  const said = { 'X-Window-Role': 'desk' };
  const headers = { ...init.headers, ...said, ...(token === null ? {} : { 'X-Session': token }) };
  return hall.request(path.replace(':id', whistle), { ...init, headers });
}

/** Each way leaves a token (or none) that must open nothing. */
const NOBODY: [string, () => Promise<string | null>][] = [
  ['without a session', async () => null],
  ['with a session that never was', async () => 'A'.repeat(43)],
  ['with a token cut short', async () => (await tokenOf('duty')).slice(0, -1)],
  [
    'signed out',
    async () => {
      const token = await tokenOf('duty');
      await hall.request('/api/session', { method: 'DELETE', headers: { 'X-Session': token } });
      return token;
    },
  ],
  [
    'after a quarter of an hour away from the desk',
    async () => {
      const token = await tokenOf('duty');
      hall.clock.now += 15 * MINUTE;
      return token;
    },
  ],
  [
    'after twelve hours at the desk',
    async () => {
      const token = await tokenOf('duty');
      for (let worked = 0; worked < 12 * HOUR; worked += 14 * MINUTE) {
        hall.clock.now += 14 * MINUTE;
        await hall.request('/api/session/keep', { method: 'POST', headers: { 'X-Session': token } });
      }
      return token;
    },
  ],
  [
    'disabled meanwhile',
    async () => {
      const token = await tokenOf('a-handler');
      const answer = await hall.as('chief', 'PATCH', '/api/operators/a-handler', { active: false });
      expect(answer.status).toBe(200);
      return token;
    },
  ],
  [
    'after somebody else set the PIN',
    async () => {
      const token = await tokenOf('leader');
      const answer = await hall.as('chief', 'POST', '/api/operators/leader/pin', {
        current: null,
        pin: '482915',
      });
      expect(answer.ok).toBe(true);
      return token;
    },
  ],
];

describe.each(NOBODY)('%s', (_how, leave) => {
  it('nothing opens', async () => {
    const token = await leave();
    for (const door of ASKING) {
      const answer = await knock(token, door);
      const said = await answer.text();
      expect(answer.status, `${door[0]}: ${said}`).toBe(401);
      expect(said).toMatch(/登录/);
    }
    expect((await hall.view(whistle)).summary.stage).toBe('draft');
  });
});

describe('locked out', () => {
  it('nobody gets in with the right PIN either, and who is in stays in', async () => {
    const inside = await tokenOf('dispatch');
    for (let tries = 1; tries <= 3; tries++) await signIn('dispatch', '000000');
    const answer = await signIn('dispatch', PIN);
    expect(answer.status).toBe(423);
    expect(await answer.json()).toMatchObject({
      error: { code: 'locked-out', message: expect.stringMatching(/锁定/) },
    });
    // A stranger at another desk must not be able to throw out whoever works at theirs.
    const asked = await hall.request('/api/session', { headers: { 'X-Session': inside } });
    expect(asked.status).toBe(200);
    hall.clock.now += MINUTE;
    expect((await signIn('dispatch', PIN)).status).toBe(200);
  });
});
