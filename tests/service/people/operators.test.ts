import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { AuditPage, OperatorList, SignInList } from '../../../shared/contract/operators.ts';
import { Operator, SessionInfo } from '../../../shared/contract/people.ts';
import { json, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { GIVEN_PIN, takeOwnPin } from '../../support/ownPin.ts';

const NOW = Date.UTC(2026, 10, 22, 1, 0, 0);
const PIN = '739182';
const person = (id: string, roles: string[]) => ({
  id,
  name: `某${id}`,
  roles,
  org: 'PWDx',
  streets: [],
  pin: PIN,
});

const postOf = (org: string, role: string) => ({ org, roles: [role], streets: [] });

let city: TestCity;
let admin: string;
beforeEach(async () => {
  city = await openTestCity({ dataDir: null, pack: testPack(), sources: [], now: () => NOW });
  await city.send('POST', '/api/operators', person('chief', ['admin']), Operator);
  admin = await tokenOf('chief', PIN);
});
afterEach(() => city.removeData());

async function tokenOf(operator: string, pin: string): Promise<string> {
  return (await city.send('POST', '/api/session', { operator, pin }, SessionInfo)).token;
}

/** A JSON request in somebody's name. */
function as(token: string | null, method: string, body?: unknown): RequestInit {
  const init = body === undefined ? { method } : json(method, body);
  return token === null ? init : { ...init, headers: { ...init.headers, 'X-Session': token } };
}

/** Adds an operator, who takes a PIN of their own; a session with it. */
async function made(id: string, roles: string[]): Promise<string> {
  const given = { ...person(id, roles), pin: GIVEN_PIN };
  const answer = await city.request('/api/operators', as(admin, 'POST', given));
  expect(answer.status).toBe(201);
  return takeOwnPin((method, path, body, token) => city.request(path, as(token, method, body)), id, PIN);
}

describe('the first operator', () => {
  it('must be an administrator, and only the first needs no session', async () => {
    const fresh = await openTestCity({ dataDir: null, pack: testPack(), sources: [], now: () => NOW });
    try {
      expect((await fresh.get('/api/operators', SignInList)).empty).toBe(true);
      const clerk = json('POST', person('clerk', ['dept-handler']));
      expect(await fresh.refusal('/api/operators', clerk)).toMatchObject({ code: 'roles-conflict' });
      await fresh.send('POST', '/api/operators', person('chief', ['admin']), Operator);
      expect(await fresh.refusal('/api/operators', clerk)).toMatchObject({ status: 401 });
      expect((await fresh.get('/api/operators', SignInList)).empty).toBe(false);
    } finally {
      await fresh.removeData();
    }
  });
});

describe('an administrator', () => {
  it('makes, changes, disables and lets in again', async () => {
    const clerk = await made('clerk', ['dept-handler']);
    const renamed = await city.request('/api/operators/clerk', as(admin, 'PATCH', { name: '某乙' }));
    expect(Operator.parse(await renamed.json())).toMatchObject({ name: '某乙', roles: ['dept-handler'] });
    await city.request('/api/operators/clerk', as(admin, 'PATCH', { active: false }));
    expect((await city.request('/api/session', as(clerk, 'GET'))).status).toBe(401);
    expect(await city.refusal('/api/session', json('POST', { operator: 'clerk', pin: PIN }))).toMatchObject({
      status: 403,
      code: 'disabled',
    });
    const listed = await city.get('/api/operators', SignInList);
    expect(listed.operators.map((one) => one.id)).toEqual(['chief']);
    const all = OperatorList.parse(await (await city.request('/api/operators/all', as(admin, 'GET'))).json());
    expect(all.operators.map((one) => [one.id, one.active])).toEqual([
      ['chief', true],
      ['clerk', false],
    ]);
    await city.request('/api/operators/clerk', as(admin, 'PATCH', { active: true }));
    await tokenOf('clerk', PIN);
  });

  it('resets a PIN, which ends the sessions that stood under the old one', async () => {
    const clerk = await made('clerk', ['dept-handler']);
    const reset = as(admin, 'POST', { current: null, pin: '604817' });
    expect((await city.request('/api/operators/clerk/pin', reset)).status).toBe(204);
    expect((await city.request('/api/session', as(clerk, 'GET'))).status).toBe(401);
    await tokenOf('clerk', '604817');
  });

  it.each<[string, string, () => Promise<Response>]>([
    ['roles of one’s own', 'forbidden', () => patch('chief', { roles: ['audit'] })],
    ['disabling oneself', 'forbidden', () => patch('chief', { active: false })],
    ['an id twice', 'exists', () => post(person('chief', ['dept-handler']))],
    ['an unknown organisation', 'unknown', () => post({ ...person('x1', ['dept-handler']), org: 'nowhere' })],
    ['an unknown street', 'unknown', () => post({ ...person('x1', ['dept-handler']), streets: ['S9'] })],
    ['a street’s role in a department', 'role-misplaced', () => post(person('x1', ['street-duty']))],
    [
      'a committee member without a street',
      'streets-missing',
      () => post(person('x1', ['standing-committee'])),
    ],
    [
      'two posts in one organisation',
      'posts-repeat',
      () => post({ ...person('x1', ['dept-handler']), posts: [postOf('PWDx', 'dept-leader')] }),
    ],
    [
      'a role in another post that goes with no other',
      'roles-conflict',
      () => post({ ...person('x1', ['dept-handler']), posts: [postOf('PWDx', 'supervision')] }),
    ],
    ['admin with work', 'roles-conflict', () => post(person('x1', ['admin', 'dept-handler']))],
    ['audit with admin', 'roles-conflict', () => post(person('x1', ['audit', 'admin']))],
    ['judging with commanding', 'roles-conflict', () => post(person('x1', ['supervision', 'shift-leader']))],
    ['the same digits', 'weak-pin', () => post({ ...person('x1', ['dept-handler']), pin: '777777' })],
    ['a run', 'weak-pin', () => post({ ...person('x1', ['dept-handler']), pin: '123456' })],
    ['a repetition', 'weak-pin', () => post({ ...person('x1', ['dept-handler']), pin: '582582' })],
    ['nobody known', 'unknown', () => patch('ghost', { name: 'x' })],
  ])('is refused: %s', async (_what, code, act) => {
    const answer = await act();
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.json()).toMatchObject({ error: { code } });
  });
});

const patch = (id: string, body: unknown) => city.request(`/api/operators/${id}`, as(admin, 'PATCH', body));
const post = (body: unknown) => city.request('/api/operators', as(admin, 'POST', body));

describe('everybody else', () => {
  it.each(['dept-handler', 'district-dispatch', 'dept-leader', 'supervision', 'audit', 'vice-district'])(
    '%s may change only the own PIN',
    async (role) => {
      const token = await made('other', [role]);
      const status = async (path: string, init: RequestInit) => (await city.request(path, init)).status;
      expect(await status('/api/operators', as(token, 'POST', person('x1', ['dept-handler'])))).toBe(403);
      expect(await status('/api/operators/chief', as(token, 'PATCH', { name: 'x' }))).toBe(403);
      const change = { current: PIN, pin: '604817' };
      expect(await status('/api/operators/chief/pin', as(token, 'POST', change))).toBe(403);
      expect(await status('/api/operators/all', as(token, 'GET'))).toBe(role === 'audit' ? 200 : 403);
      expect(await status('/api/audit', as(token, 'GET'))).toBe(role === 'audit' ? 200 : 403);
      const own = '/api/operators/other/pin';
      expect(await status(own, as(token, 'POST', { current: '000000', pin: '604817' }))).toBe(401);
      expect(await status(own, as(token, 'POST', { current: null, pin: '604817' }))).toBe(401);
      expect(await status(own, as(token, 'POST', change))).toBe(204);
    },
  );

  it('without a session may read, and command nothing', async () => {
    expect((await city.request('/api/status')).status).toBe(200);
    for (const [path, init] of [
      ['/api/operators', as(null, 'POST', person('x1', ['dept-handler']))],
      ['/api/operators/chief', as(null, 'PATCH', { name: 'x' })],
      ['/api/audit', as('made-up-token', 'GET')],
    ] as const)
      expect(await city.refusal(path, init)).toMatchObject({ status: 401, code: 'no-session' });
  });
});

describe('the audit', () => {
  it('tells of each act, also refused ones, and is chained', async () => {
    const auditor = await made('auditor', ['audit']);
    await city.refusal('/api/session', json('POST', { operator: 'auditor', pin: '000000' }));
    await city.request('/api/operators', as(auditor, 'POST', person('x1', ['dept-handler'])));
    const page = AuditPage.parse(await (await city.request('/api/audit', as(auditor, 'GET'))).json());
    const told = page.items.map(({ actor, action, subject, result }) => [actor, action, subject, result]);
    expect(told.reverse()).toEqual([
      [null, 'operator.create', 'chief', 'done'],
      ['chief', 'session.open', 'chief', 'done'],
      ['chief', 'operator.create', 'auditor', 'done'],
      ['auditor', 'session.open', 'auditor', 'done'],
      ['auditor', 'operator.pin', 'auditor', 'done'],
      ['auditor', 'session.open', 'auditor', 'done'],
      [null, 'session.open', 'auditor', 'refused'],
      ['auditor', 'operator.create', 'x1', 'refused'],
    ]);
    expect(JSON.stringify(page)).not.toContain(PIN);
  });

  it.each([
    [
      'a changed line',
      "DROP TRIGGER journal_not_changed; UPDATE journal SET subject = 'x' WHERE pos = 2",
      'journal-chain',
    ],
    [
      'a line taken out',
      'DROP TRIGGER journal_not_deleted; DELETE FROM journal WHERE pos = 1',
      'journal-chain',
    ],
    ['a number taken out', 'DROP TRIGGER audit_not_deleted; DELETE FROM audit WHERE seq = 1', 'audit-line'],
    [
      'the end cut off',
      'DROP TRIGGER journal_not_deleted; DELETE FROM journal WHERE pos = 2',
      'journal-chain',
    ],
    [
      'the last number cut off',
      'DROP TRIGGER audit_not_deleted; DELETE FROM audit WHERE seq = 2',
      'audit-line',
    ],
  ])('shows %s to verify', async (_what, sql, code) => {
    await city.close();
    expect(checkIntegrity(city.dataDir).findings).toEqual([]);
    const db = new Database(databasePath(city.dataDir));
    expect(() => db.exec('DELETE FROM audit')).toThrow(/append-only/);
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    db.close();
    expect(checkIntegrity(city.dataDir).findings.map((finding) => finding.code)).toContain(code);
  });
});
