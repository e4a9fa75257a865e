import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { SessionState } from '../../../shared/contract/operators.ts';
import { Operator, SessionInfo } from '../../../shared/contract/people.ts';
import { json, openTestCity, type TestCity, testPack } from '../../support/city.ts';

const START = Date.UTC(2026, 10, 22, 1, 0, 0);
const MINUTE = 60_000;
const PIN = '739182';
const ADMIN = { id: 'chief', name: '管理员', roles: ['admin'], org: 'PWDx', streets: [], pin: PIN };

let now = START;
let city: TestCity;
beforeEach(async () => {
  now = START;
  city = await openTestCity({ dataDir: null, pack: testPack(), sources: [], now: () => now });
  await city.send('POST', '/api/operators', ADMIN, Operator);
});
afterEach(() => city.removeData());

const signIn = (operator: string, pin: string) =>
  city.send('POST', '/api/session', { operator, pin }, SessionInfo);
const withToken = (token: string, init: RequestInit = {}): RequestInit => ({
  ...init,
  headers: { ...init.headers, 'X-Session': token },
});
const wrong = (pin: string) => city.refusal('/api/session', json('POST', { operator: 'chief', pin }));

describe('a session', () => {
  it('is opened by the PIN, told by header or cookie, and ended', async () => {
    const answer = await city.request('/api/session', json('POST', { operator: 'chief', pin: PIN }));
    const { token } = SessionInfo.parse(await answer.json());
    const cookie = answer.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/api$/);
    for (const headers of [{ 'X-Session': token }, { Cookie: cookie.split(';')[0] ?? '' }]) {
      const state = SessionState.strict().parse(
        await (await city.request('/api/session', { headers })).json(),
      );
      expect(state).toMatchObject({ operator: 'chief', roles: ['admin'], expiresAt: START + 15 * MINUTE });
    }
    const out = await city.request('/api/session', withToken(token, { method: 'DELETE' }));
    expect(out.status).toBe(204);
    expect(await city.refusal('/api/session', withToken(token))).toMatchObject({
      status: 401,
      code: 'no-session',
    });
  });

  it('keeps neither PIN nor token in the file', async () => {
    const { token } = await signIn('chief', PIN);
    await city.close();
    const db = new Database(databasePath(city.dataDir), { readonly: true });
    const rows = JSON.stringify([
      db.prepare('SELECT * FROM operators').all(),
      db.prepare('SELECT hex(token_hash) FROM sessions').all(),
      db.prepare('SELECT * FROM journal').all(),
    ]);
    db.close();
    expect(rows).not.toContain(PIN);
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(Buffer.from(token, 'base64url').toString('hex').toUpperCase());
  });

  it('is locked after a quarter of an hour without an act, and ends after twelve hours with', async () => {
    const { token } = await signIn('chief', PIN);
    const keep = () => city.request('/api/session/keep', withToken(token, { method: 'POST' }));
    now += 15 * MINUTE - 1;
    expect((await city.request('/api/session', withToken(token))).status).toBe(200);
    now += 1;
    expect((await city.request('/api/session', withToken(token))).status).toBe(401);

    const begin = now;
    const second = await signIn('chief', PIN);
    const keepSecond = () => city.request('/api/session/keep', withToken(second.token, { method: 'POST' }));
    while (now < begin + 12 * 60 * MINUTE - 10 * MINUTE) {
      now += 10 * MINUTE;
      expect((await keepSecond()).status).toBe(200);
    }
    now += 10 * MINUTE;
    expect((await keepSecond()).status).toBe(401);
    expect((await keep()).status).toBe(401);
  });

  it('does not stay open because the clock was set back, but for an ordinary correction', async () => {
    const { token } = await signIn('chief', PIN);
    now -= MINUTE;
    expect((await city.request('/api/session', withToken(token))).status).toBe(200);
    now -= 24 * 60 * MINUTE;
    expect((await city.request('/api/session', withToken(token))).status).toBe(401);
  });

  it('outlives a restart', async () => {
    const { token } = await signIn('chief', PIN);
    await city.close();
    city = await openTestCity({ dataDir: city.dataDir, pack: testPack(), sources: [], now: () => now });
    expect((await city.request('/api/session', withToken(token))).status).toBe(200);
  });
});

describe('guessing', () => {
  it('tells nothing about which part was wrong', async () => {
    const unknown = await city.refusal('/api/session', json('POST', { operator: 'nobody', pin: PIN }));
    expect(unknown).toEqual(await wrong('000000'));
  });
});
