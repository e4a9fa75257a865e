import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countFailure, lockDuration, lockOf } from '../../../electron/city/people/lockout.ts';
import { WAITING_FOR_ONE_COUNTER } from '../../../electron/city/people/pinGuard.ts';
import { createPinWork, WAITING_AT_MOST } from '../../../electron/city/people/pinWork.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { BROWSERS_KEPT } from '../../../electron/city/store/signInTable.ts';
import { SignInList } from '../../../shared/contract/operators.ts';
import { Operator, SessionInfo } from '../../../shared/contract/people.ts';
import { json, openTestCity, type TestCity, testPack } from '../../support/city.ts';

/** Who guesses from elsewhere must not keep the operator out of their own desk, and nobody may keep everybody out. */
const START = Date.UTC(2026, 10, 22, 1, 0, 0);
const MINUTE = 60_000;
const PIN = '739182';
const WRONG = '604815';

let now = START;
let city: TestCity;
beforeEach(async () => {
  now = START;
  city = await openTestCity({ dataDir: null, pack: testPack(), sources: [], now: () => now });
  await city.send('POST', '/api/operators', person('chief', ['admin']), Operator);
});
afterEach(() => city.removeData());

const person = (id: string, roles: string[]) => {
  return { id, name: `某${id}`, roles, org: 'PWDx', streets: [], pin: PIN };
};

/** A sign-in from a browser with that id; null: a browser that has none, or threw its own away. */
async function attempt(browser: string | null, pin: string, operator = 'chief'): Promise<Response> {
  const init = json('POST', { operator, pin });
  const cookie = browser === null ? {} : { Cookie: `citywhistle-browser=${browser}` };
  return city.request('/api/session', { ...init, headers: { ...init.headers, ...cookie } });
}

async function statusOf(browser: string | null, pin: string): Promise<number> {
  return (await attempt(browser, pin)).status;
}

/** Signs the operator in, which makes the browser known; its id. */
async function desk(): Promise<string> {
  return SessionInfo.parse(await (await attempt(null, PIN)).json()).browser;
}

async function restart(): Promise<void> {
  await city.close();
  city = await openTestCity({ dataDir: city.dataDir, pack: testPack(), sources: [], now: () => now });
}

describe('the id of a browser', () => {
  it('is issued at the sign-in, in a cookie that no script reads, and kept at the next', async () => {
    const answer = await attempt(null, PIN);
    const { browser } = SessionInfo.parse(await answer.json());
    expect(answer.headers.getSetCookie()[1]).toBe(
      `citywhistle-browser=${browser}; HttpOnly; SameSite=Strict; Path=/api; Max-Age=34560000`,
    );
    expect(SessionInfo.parse(await (await attempt(browser, PIN)).json()).browser).toBe(browser);
  });

  it('is never what a browser made up', async () => {
    const made = 'A'.repeat(43);
    const { browser } = SessionInfo.parse(await (await attempt(made, PIN)).json());
    expect(browser).toMatch(/^[\w-]{43}$/);
    expect(browser).not.toBe(made);
  });

  it('is not in the file', async () => {
    const browser = await desk();
    await city.close();
    const db = new Database(databasePath(city.dataDir), { readonly: true });
    const stored = db
      .prepare<[], Buffer>("SELECT browser FROM sign_in_counters WHERE browser <> x''")
      .pluck();
    expect(stored.all()).toHaveLength(1);
    expect(stored.get()?.toString('base64url')).not.toBe(browser);
    db.close();
  });

  it(`makes no more than ${BROWSERS_KEPT} browsers known; the one that was not used for longest goes`, async () => {
    const first = await desk();
    now += 1;
    for (let more = 0; more < BROWSERS_KEPT; more++, now++) await desk();
    for (let tries = 0; tries < 3; tries++) await attempt(null, WRONG);
    expect(await statusOf(first, PIN)).toBe(423);
  }, 30_000);
});

describe('guessing from elsewhere', () => {
  it('locks all other browsers at the third, and not the desk of the operator, over a restart', async () => {
    const known = await desk();
    for (const status of [401, 401, 423]) expect(await statusOf(null, WRONG)).toBe(status);
    // Another id, or one of its own invention, is no way out.
    expect(await statusOf('B'.repeat(43), PIN)).toBe(423);
    await restart();
    expect(await statusOf(null, PIN)).toBe(423);
    expect(await statusOf(known, PIN)).toBe(200);
    // That the operator came in elsewhere gives the guesser nothing back.
    expect(await statusOf(null, PIN)).toBe(423);
    now += MINUTE;
    expect(await statusOf(null, WRONG)).toBe(423);
    now += MINUTE;
    expect(await statusOf(null, PIN)).toBe(423);
    now += MINUTE;
    expect(await statusOf(null, PIN)).toBe(200);
    expect(await statusOf(null, WRONG)).toBe(401);
  });

  it('counts as a stranger’s also from a browser that is known for somebody else', async () => {
    const admin = SessionInfo.parse(await (await attempt(null, PIN)).json());
    const init = json('POST', person('clerk', ['dept-handler']));
    await city.request('/api/operators', {
      ...init,
      headers: { ...init.headers, 'X-Session': admin.token },
    });
    for (let tries = 0; tries < 3; tries++) await attempt(admin.browser, WRONG, 'clerk');
    expect((await attempt(null, PIN, 'clerk')).status).toBe(423);
    expect(await statusOf(admin.browser, PIN)).toBe(200);
  });

  it('is shown as a lock only to the browsers that it locks', async () => {
    const known = await desk();
    for (let tries = 0; tries < 3; tries++) await attempt(null, WRONG);
    const shown = async (headers: Record<string, string>) =>
      SignInList.parse(await (await city.request('/api/operators', { headers })).json()).operators[0]
        ?.lockedUntil;
    expect(await shown({})).toBe(START + MINUTE);
    expect(await shown({ Cookie: `citywhistle-browser=${known}` })).toBeNull();
    expect(await shown({ 'X-Browser': known })).toBeNull();
  });
});

describe('a browser that signed the operator in', () => {
  it('is locked at the fifth failure, over a restart, and the other browsers are not', async () => {
    const [known, other] = [await desk(), await desk()];
    for (const status of [401, 401, 401, 401, 423]) expect(await statusOf(known, WRONG)).toBe(status);
    await restart();
    expect(await statusOf(known, PIN)).toBe(423);
    expect(await statusOf(other, PIN)).toBe(200);
    expect(await statusOf(null, PIN)).toBe(200);
    now += MINUTE;
    expect(await statusOf(known, PIN)).toBe(200);
  });
});

describe('many at once', () => {
  it('are checked in turn, so that they get no more guesses; others are told when to try again', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => attempt(null, WRONG)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(12 - 1 - WAITING_FOR_ONE_COUNTER);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(2);
    expect(answers.filter(({ status }) => status === 423)).toHaveLength(WAITING_FOR_ONE_COUNTER - 1);
    expect(refused[0]?.headers.get('retry-after')).toBe('2');
    expect(await refused[0]?.json()).toMatchObject({
      error: {
        code: 'sign-in-busy',
        parameters: { seconds: 2 },
        message: expect.stringMatching(/约 2 秒后再试/),
      },
    });
  });

  it('for operators that do not exist leave the sign-in of the others free', async () => {
    const known = await desk();
    const flood = Array.from({ length: 200 }, (_, i) => attempt(null, WRONG, `nobody-${i}`));
    expect(await statusOf(known, PIN)).toBe(200);
    expect(await statusOf(null, PIN)).toBe(200);
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    // Those that wait end while others still arrive; most find the lane full.
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(100);
  });

  it('do not wait in each other’s lane, and a lane is free again after a failure', async () => {
    const work = createPinWork();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const stuck = Array.from({ length: 1 + WAITING_AT_MOST }, () => work.run('stranger', () => held));
    await expect(work.run('stranger', async () => 1)).rejects.toMatchObject({ code: 'sign-in-busy' });
    expect(await work.run('known', async () => 2)).toBe(2);
    release();
    await Promise.all(stuck);
    await expect(work.run('stranger', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await work.run('stranger', async () => 3)).toBe(3);
  });
});

describe('counting', () => {
  it.each([
    [4, 5, 0],
    [5, 5, 1],
    [6, 5, 2],
    [10, 5, 32],
    [11, 5, 60],
    [50, 5, 60],
    [2, 3, 0],
    [3, 3, 1],
    [9, 3, 60],
  ])('after %i failures of %i: %i minutes', (failures, allowed, minutes) => {
    expect(lockDuration(failures, allowed)).toBe(minutes * MINUTE);
  });

  it('begins anew after a day without a failure, and not before', () => {
    const before = { failures: 9, failedAt: START, lockedUntil: START + 60 * MINUTE };
    const day = 24 * 60 * MINUTE;
    expect(countFailure(before, 3, START + day - 1)).toMatchObject({ failures: 10 });
    expect(countFailure(before, 3, START + day)).toEqual({
      ...{ failures: 1, failedAt: START + day, lockedUntil: null },
    });
    expect(lockOf(before, START + 60 * MINUTE - 1)).toBe(START + 60 * MINUTE);
    expect(lockOf(before, START + 60 * MINUTE)).toBeNull();
  });
});
