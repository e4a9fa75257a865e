import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { CaseContact } from '../../../shared/contract/cases.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { Operator, SessionInfo } from '../../../shared/contract/people.ts';
import { json, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { GIVEN_PIN, takeOwnPin } from '../../support/ownPin.ts';
import { fillFrom, good, T0, tempDir } from '../store/support.ts';

const PIN = '739182';
const CONTACT = {
  name: '某某',
  phone: '000-0000-0000',
  email: null,
  address: null,
  identity: '320104199001010014',
  originalDescription: '请回电 000-0000-0000',
};

let dir: ReturnType<typeof tempDir>;
let city: TestCity;
beforeEach(async () => {
  dir = tempDir();
  fillFrom(dir.path, [good('1', { contact: CONTACT }), good('2', {})], T0);
  city = await openTestCity({ dataDir: dir.path, pack: testPack(), sources: [], now: () => T0 });
  await city.send('POST', '/api/operators', person('chief', ['admin']), Operator);
});
afterEach(async () => {
  await city.close();
  expect(checkIntegrity(dir.path).findings).toEqual([]);
  dir.remove();
});

function person(id: string, roles: string[]) {
  return { id, name: `某${id}`, roles, org: 'PWDx', streets: [], pin: PIN };
}

async function tokenOf(operator: string): Promise<string> {
  return (await city.send('POST', '/api/session', { operator, pin: PIN }, SessionInfo)).token;
}

async function made(id: string, roles: string[]): Promise<string> {
  const send = (method: string, path: string, body: unknown, token: string | null) => {
    const init = json(method, body);
    const said = token === null ? {} : { 'X-Session': token };
    return city.request(path, { ...init, headers: { ...init.headers, ...said } });
  };
  const given = { ...person(id, roles), pin: GIVEN_PIN };
  await send('POST', '/api/operators', given, await tokenOf('chief'));
  return takeOwnPin(send, id, PIN);
}

/** Asks for the contact data of a case, from a desk. */
function ask(token: string | null, id: string, reason: string): RequestInit & { path: string } {
  return askFrom('desk', token, id, reason);
}

/** The same from a window of that role; null says none. */
function askFrom(
  role: string | null,
  token: string | null,
  id: string,
  reason: string,
): RequestInit & { path: string } {
  const init = json('POST', { reason });
  const said = role === null ? {} : { 'X-Window-Role': role };
  const headers = { ...init.headers, ...said, ...(token === null ? {} : { 'X-Session': token }) };
  return { ...init, headers, path: `/api/cases/${encodeURIComponent(id)}/contact` };
}

async function audit(): Promise<AuditPage['items']> {
  const token = await made('auditor', ['audit']);
  const answer = await city.request('/api/audit', { headers: { 'X-Session': token } });
  return AuditPage.parse(await answer.json()).items.filter(({ action }) => action === 'contact.reveal');
}

describe('contact data', () => {
  it('is shown to who handles cases, for a reason, which the audit keeps', async () => {
    const duty = await made('duty', ['dept-handler']);
    const { path, ...init } = ask(duty, 'hotline:1', '回访市民确认位置');
    const answer = await city.request(path, init);
    expect(CaseContact.parse(await answer.json())).toEqual(CONTACT);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await audit()).toMatchObject([
      { actor: 'duty', subject: 'hotline:1', result: 'done', details: { reason: '回访市民确认位置' } },
    ]);
    expect(JSON.stringify(city.log)).not.toContain(CONTACT.phone);
  });

  it.each([
    ['chief', 'admin'],
    ['judge', 'supervision'],
  ])('is not shown to %s, and that is kept too', async (id, role) => {
    const token = id === 'chief' ? await tokenOf('chief') : await made(id, [role]);
    const { path, ...init } = ask(token, 'hotline:1', '想看一看是谁');
    expect(await city.refusal(path, init)).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await audit()).toMatchObject([{ actor: id, result: 'refused' }]);
  });

  it('is not shown without a session or without a reason', async () => {
    const { path, ...nobody } = ask(null, 'hotline:1', '回访市民确认位置');
    expect((await city.refusal(path, nobody)).status).toBe(401);
    const duty = await made('duty', ['dept-handler']);
    const { path: same, ...hasty } = ask(duty, 'hotline:1', '   看 ');
    expect((await city.refusal(same, hasty)).status).toBe(422);
    expect(await audit()).toEqual([]);
  });

  it.each([
    ['a wall', 'wall', 'not-on-a-wall'],
    ['a window of a role that nobody knows', 'lobby', 'not-on-a-wall'],
    ['something that does not say what it is', null, 'window-unnamed'],
  ])('is not shown to %s, whoever is signed in there', async (_what, role, code) => {
    const duty = await made('duty', ['dept-handler']);
    const { path, ...init } = askFrom(role, duty, 'hotline:1', '回访市民确认位置');
    expect(await city.refusal(path, init)).toMatchObject({ status: 403, code });
    expect(await audit()).toEqual([]);
  });

  it('is said to be absent where a case holds none', async () => {
    const duty = await made('duty', ['dept-handler']);
    const { path, ...init } = ask(duty, 'hotline:2', '回访市民确认位置');
    expect((await city.refusal(path, init)).status).toBe(404);
  });
});
