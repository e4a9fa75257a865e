import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { hashPin } from '../../../electron/city/people/pin.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { SessionInfo } from '../../../shared/contract/people.ts';
import { eventually, json, type TestCity } from '../../support/city.ts';
import { openAt } from '../store/support.ts';
import { anchorIn, besideKey, headOf, NOW, rechain, type Site, site, tamper } from './support.ts';

const PIN = '583917';
/** After one shift, with an auditor and a dispatcher beside the administrator. */
let template: Site;
beforeAll(async () => {
  template = site();
  const pin = await hashPin(PIN);
  const store = openAt(template.dataDir);
  store.people.createAll(
    ['admin', 'audit', 'district-dispatch'].map((role) => ({
      operator: {
        id: role,
        name: role,
        roles: [role],
        org: 'PWDx',
        streets: [],
        posts: [],
        demo: false,
        pin,
        pinByOther: false,
      },
      line: { at: NOW, actor: null, action: 'operator.create', subject: role, result: 'done', details: {} },
    })),
  );
  store.close();
  // The keyed seal begins where the journal is, and covers what was before.
  await template.work(0);
  await template.work(2);
});
const worked = () => site(template);

async function opened(made: Site, anchored = true): Promise<TestCity> {
  const city = await made.open(anchored);
  onTestFinished(() => city.close());
  return city;
}

async function tokenOf(city: TestCity, operator: string): Promise<string> {
  return (await city.send('POST', '/api/session', { operator, pin: PIN }, SessionInfo)).token;
}

async function acknowledge(city: TestCity, token: string, codes: string[], reason: string): Promise<number> {
  const init = json('POST', { reason, codes });
  const headers = { ...init.headers, 'X-Session': token };
  return (await city.request('/api/journal/acknowledge', { ...init, headers })).status;
}

it('a database that nobody touched is told nothing of, over any number of starts', async () => {
  const made = worked();
  const lines: number[] = [];
  for (const _ of [1, 2]) {
    const city = await opened(made);
    expect(await made.told(city)).toEqual([]);
    await city.close();
    lines.push(anchorIn(made.stick).lines.length);
  }
  // Nothing happened between the two, so that no line was added either.
  expect(lines[1]).toBe(lines[0]);
  expect(await made.findings()).toEqual([]);
});

it('an older copy is told at the start, work goes on, and it stays until an administrator says why', async () => {
  const made = worked();
  const older = made.copy();
  const lost = 5;
  await made.work(lost);
  const before = headOf(made.dataDir).pos;
  older.putBack();

  let city = await opened(made);
  expect(await made.told(city)).toEqual(['journal-older', 'journal-older']);
  expect((await city.status()).warnings[0]).toMatchObject({
    severity: 'error',
    code: 'journal-older',
    parameters: { where: '', anchored: before, head: headOf(template.dataDir).pos },
  });
  const dispatcher = await tokenOf(city, 'district-dispatch');
  expect(await acknowledge(city, dispatcher, ['journal-older'], '不该我来')).toBe(403);
  await city.close();
  expect(await made.findings()).toEqual(['journal-older']);

  // Also though the journal is longer than before by now, and without the stick.
  await made.work(2 * lost);
  city = await opened(made, false);
  expect(await made.told(city)).toEqual(['journal-older', 'journal-older']);
  const admin = await tokenOf(city, 'admin');
  expect(await acknowledge(city, admin, ['journal-older'], ' ')).toBe(422);
  expect(await acknowledge(city, admin, ['journal-older'], '恢复了昨晚的备份')).toBe(200);
  expect(await made.told(city)).toEqual([]);
  await city.close();

  // The stick has not been there: what it says is told once more, and settled in the same way.
  city = await opened(made);
  expect(await made.told(city)).toEqual(['journal-older']);
  expect(await acknowledge(city, admin, ['journal-older'], 'U 盘上的也是')).toBe(200);
  expect(await made.told(city)).toEqual([]);
  const headers = { 'X-Session': await tokenOf(city, 'audit') };
  const page = await city.request('/api/audit?limit=1000', { headers });
  const { items } = AuditPage.parse(await page.json());
  expect(items.filter(({ action }) => action === 'journal.acknowledge')[0]).toMatchObject({
    actor: 'admin',
    result: 'done',
    details: {
      reason: 'U 盘上的也是',
      settled: [{ code: 'journal-older', where: made.stick, anchored: before }],
    },
  });
  expect(items.filter(({ action }) => action === 'journal.doubt')).toHaveLength(3);
  await city.close();

  city = await opened(made);
  expect(await made.told(city)).toEqual([]);
  await city.close();
  expect(await made.findings()).toEqual([]);
  expect(anchorIn(made.stick).lines.filter((line) => line.includes('"kind":"accepted"'))).toHaveLength(1);

  // What was acknowledged does not cover what is done afterwards.
  const again = made.copy();
  await made.work(2);
  again.putBack();
  expect(await made.findings()).toEqual(['journal-older']);
  tamper(made.dataDir, "UPDATE journal SET operator = 'other' WHERE pos = 2");
  rechain(made.dataDir);
  expect(await made.findings()).toContain('journal-rechained');
});

it('a re-chained journal is told at the start, by seal and anchors', async () => {
  const made = worked();
  tamper(made.dataDir, "UPDATE journal SET operator = 'other' WHERE pos = 2");
  rechain(made.dataDir);
  const city = await opened(made);
  expect(await made.told(city)).toEqual(['journal-seal-wrong', 'journal-rechained', 'journal-rechained']);
  const admin = await tokenOf(city, 'admin');
  const codes = ['journal-seal-wrong', 'journal-rechained'];
  expect(await acknowledge(city, admin, codes, '核查完毕')).toBe(200);
  expect(await made.told(city)).toEqual([]);
  expect(await acknowledge(city, admin, codes, '再确认一次')).toBe(409);
  await city.close();
  expect(await made.findings()).toEqual([]);
});

it('an edited row is found soon after the start', async () => {
  const made = worked();
  tamper(made.dataDir, "UPDATE journal SET operator = 'other' WHERE pos = 2");
  const city = await opened(made);
  await eventually('the edited row', async () => (await made.told(city)).includes('journal-edited'));
  expect((await city.status()).warnings[0]).toMatchObject({
    code: 'journal-edited',
    parameters: { what: 'content', pos: 2 },
  });
});

it('an emptied folder is told of', async () => {
  const made = worked();
  const before = headOf(made.dataDir).pos;
  rmSync(made.dataDir, { recursive: true });
  mkdirSync(made.dataDir);
  const city = await opened(made);
  expect((await city.status()).warnings[0]).toMatchObject({
    code: 'journal-older',
    parameters: { anchored: before, holds: 0, head: 0 },
  });
});

it('a lost key is told of, and a new one seals from there', async () => {
  const made = worked();
  rmSync(besideKey(made.keys), { recursive: true });
  let city = await opened(made);
  expect(await made.told(city)).toEqual(['journal-key-lost']);
  await city.close();
  city = await opened(made);
  expect(await made.told(city)).toEqual(['journal-key-lost']);
  await acknowledge(city, await tokenOf(city, 'admin'), ['journal-key-lost'], '换了工作站');
  expect(await made.told(city)).toEqual([]);
  await city.close();
  expect(await made.findings()).toEqual([]);
  // The lines under the old key still say what was there.
  tamper(made.dataDir, "UPDATE journal SET operator = 'other' WHERE pos = 2");
  rechain(made.dataDir);
  expect(await made.findings()).toEqual(['journal-rechained', 'journal-seal-wrong']);
});

it('entries of a program without the key are told of', async () => {
  const made = worked();
  const store = openAt(made.dataDir);
  store.people.appendAuditLine({
    ...{ at: NOW, actor: null, action: 'import.start', subject: 'file', result: 'done', details: {} },
  });
  store.close();
  expect(await made.findings()).toEqual(['journal-unsealed']);
  const city = await opened(made);
  expect(await made.told(city)).toEqual(['journal-unsealed']);
});

it('a stick that is out stops nothing, is told of, and is caught up with', async () => {
  const made = worked();
  renameSync(made.stick, `${made.stick}-out`);
  const city = await opened(made);
  expect((await city.status()).warnings.find(({ code }) => code === 'anchor-unreachable')).toMatchObject({
    severity: 'warning',
    parameters: { where: made.stick, detail: 'ENOENT' },
  });
  await tokenOf(city, 'district-dispatch');
  renameSync(`${made.stick}-out`, made.stick);
  await city.close();
  expect(anchorIn(made.stick).lines.at(-1)).toContain(headOf(made.dataDir).value);
  expect(await made.findings()).toEqual([]);
});

it('an empty stick in the place of the old one is asked about before a new file is begun', async () => {
  const made = worked();
  // From then on the stick is known.
  await made.work(0);
  rmSync(anchorIn(made.stick).path);
  const city = await opened(made);
  expect(await made.told(city)).toEqual(['anchor-gone']);
  expect(anchorIn(made.stick).lines).toEqual([]);
  expect(await acknowledge(city, await tokenOf(city, 'admin'), ['anchor-gone'], '换了新 U 盘')).toBe(200);
  expect(await made.told(city)).toEqual([]);
  await city.close();
  expect(anchorIn(made.stick).lines.at(-1)).toContain(headOf(made.dataDir).value);
});

it('a full medium stops nothing', async () => {
  const made = worked();
  const { path } = anchorIn(made.stick);
  rmSync(path);
  symlinkSync('/dev/full', path);
  const city = await opened(made);
  await tokenOf(city, 'district-dispatch');
  await city.close();
  expect(city.log.find(({ message }) => message === 'anchor is not written')).toMatchObject({
    fields: { anchor: made.stick, detail: 'ENOSPC' },
  });
});

it('a share that never answers stops nothing, and is told of', async () => {
  const made = worked();
  const { path } = anchorIn(made.stick);
  rmSync(path);
  // Opening a pipe that nobody writes to never returns.
  execFileSync('mkfifo', [path]);
  const city = await opened(made);
  await tokenOf(city, 'district-dispatch');
  await eventually('the silent share', async () => (await made.told(city)).includes('anchor-unreachable'));
  const release = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  rmSync(path);
  closeSync(release);
});

it('a line that a crash cut off is mended, and no damage', async () => {
  const made = worked();
  const { path, lines } = anchorIn(made.stick);
  appendFileSync(path, (lines[0] ?? '').slice(0, 77));
  await made.work(1);
  expect(await made.findings()).toEqual([]);
  expect(anchorIn(made.stick).lines.length).toBeGreaterThan(lines.length);
});

it('a key that others could read is not used, and the service goes on', async () => {
  const made = worked();
  execFileSync('chmod', ['644', join(besideKey(made.keys), 'secrets.json')]);
  const city = await opened(made);
  expect(await made.told(city)).toEqual(['journal-key-unreadable']);
  await tokenOf(city, 'district-dispatch');
});
