import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { hashPin } from '../../../electron/city/people/pin.ts';
import {
  takeFailure,
  watchUnlockRequests,
  writeUnlockRequest,
} from '../../../electron/city/people/unlockRequests.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { lockedOperators } from '../../../electron/city/store/lockedOperators.ts';
import { NO_BROWSER } from '../../../electron/city/store/signInTable.ts';
import { eventually } from '../../support/city.ts';
import { folder, running } from '../../support/hostCommands.ts';
import { run } from '../../support/hostFiles.ts';
import { openAt } from '../store/support.ts';

const HOUR = 3_600_000;

async function unlock(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return run('unlock.ts', args);
}

/** A folder with two operators who are locked for an hour, `chief` also in a browser that signed them in. */
async function lockedFolder(): Promise<string> {
  const dataDir = folder();
  const store = openAt(dataDir);
  const pin = await hashPin('739182');
  const at = Date.now();
  for (const id of ['chief', 'clerk']) {
    const person = {
      id,
      name: `某${id}`,
      roles: ['admin'],
      org: 'PWDx',
      streets: [],
      posts: [],
      demo: false,
    };
    const line = { at, actor: null, action: 'operator.create', subject: id, details: {} } as const;
    store.people.create({ ...person, pin, pinByOther: false }, { ...line, result: 'done' });
    const counter = { failures: 9, failedAt: at, lockedUntil: at + HOUR };
    store.people.setCounter(store.people.operator(id)?.key ?? 0, NO_BROWSER, counter);
  }
  store.people.setCounter(1, Buffer.from('a browser'), { failures: 9, failedAt: at, lockedUntil: at + HOUR });
  store.close();
  return dataDir;
}

const lockedIn = (dataDir: string) =>
  lockedOperators(dataDir, null, Date.now()).map(({ operator, known }) => [operator, known]);

function unlocked(dataDir: string): unknown[] {
  const store = openAt(dataDir);
  const lines = store.people.auditPage(Number.MAX_SAFE_INTEGER, 100);
  store.close();
  expect(checkIntegrity(dataDir).findings).toEqual([]);
  return lines
    .filter(({ action }) => action === 'operator.unlock')
    .map(({ subject, actor, result, details }) => [subject, actor, result, Object.keys(details)]);
}

it('lists who is locked and lifts it while the service is off, each with a line in the audit', async () => {
  const dataDir = await lockedFolder();
  const listed = await unlock('--data', dataDir, '--list');
  expect(listed).toMatchObject({ code: 0, err: '' });
  expect(listed.out.split('\n').map((line) => line.split('\t').slice(0, 3))).toEqual([
    ['chief', '某chief', '其他浏览器'],
    ['chief', '某chief', '登录过的浏览器'],
    ['clerk', '某clerk', '其他浏览器'],
    [''],
  ]);
  expect(lockedIn(dataDir)).toHaveLength(3);

  expect((await unlock('--data', dataDir, '--operator', 'chief')).code).toBe(0);
  expect(lockedIn(dataDir)).toEqual([['clerk', false]]);
  expect((await unlock('--data', dataDir)).out).toContain('已解除锁定');
  expect(lockedIn(dataDir)).toEqual([]);
  expect((await unlock('--data', dataDir)).out).toContain('没有锁定的操作员');
  expect(unlocked(dataDir)).toEqual([
    ['clerk', null, 'done', ['commandLine']],
    ['chief', null, 'done', ['commandLine']],
  ]);
});

it('has the running service lift it, and leaves no request behind', async () => {
  const dataDir = await lockedFolder();
  const served = await running([], dataDir);
  const done = await unlock('--data', dataDir);
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(done.out).toContain('已由运行中的服务解除锁定');
  expect(lockedIn(dataDir)).toEqual([]);
  expect(readdirSync(join(dataDir, 'unlock'))).toEqual([]);

  // What is no request is removed, and the service goes on.
  writeFileSync(join(dataDir, 'unlock', 'bad.request'), '{');
  mkdirSync(join(dataDir, 'unlock', 'folder.request'));
  await eventually('both gone', async () => readdirSync(join(dataDir, 'unlock')).length === 0);
  await served.stop();
  expect(unlocked(dataDir)).toHaveLength(2);
});

it('does not say that it lifted a lock where there was none', async () => {
  const dataDir = await lockedFolder();
  for (const more of [[], ['--list']])
    expect(await unlock('--data', dataDir, '--operator', 'nobody', ...more)).toMatchObject({
      ...{ code: 2, out: '', err: expect.stringContaining('没有编号为 nobody 的操作员') },
    });
  expect((await unlock('--data', dataDir, '--operator', 'clerk')).code).toBe(0);
  const again = await unlock('--data', dataDir, '--operator', 'clerk');
  expect(again).toMatchObject({ code: 0, out: '没有锁定的操作员\n', err: '' });

  const served = await running([], dataDir);
  const asked = await unlock('--data', dataDir, '--operator', 'nobody');
  expect(asked).toMatchObject({ code: 2, out: '' });
  expect((await unlock('--data', dataDir, '--operator', 'clerk')).out).toBe('没有锁定的操作员\n');
  await served.stop();
});

it('says so when the running service could not lift it', () => {
  const dataDir = folder();
  const refusing = {
    ...{ dataDir, everyMs: 5, logger: { info: () => {}, warn: () => {}, error: () => {} } },
    unlock: () => {
      throw new Error('disk full');
    },
  };
  const { stop } = watchUnlockRequests(refusing);
  onTestFinished(stop);
  const path = writeUnlockRequest(dataDir, { operator: null, user: 'me' });
  return eventually('the failure', async () => takeFailure(path)).then(() => {
    expect(existsSync(path)).toBe(false);
    expect(takeFailure(path)).toBe(false);
  });
});

it('says what is wrong', async () => {
  expect(await unlock()).toMatchObject({ code: 2, err: expect.stringContaining('--data') });
  expect(await unlock('--wrong')).toMatchObject({ code: 2 });
  const empty = folder();
  expect(await unlock('--data', empty)).toMatchObject({ code: 5, err: expect.stringContaining('数据库') });
  expect(existsSync(databasePath(empty))).toBe(false);
  expect(await unlock('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--operator') });
});
