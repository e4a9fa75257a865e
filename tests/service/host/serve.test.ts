import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { CityStatus } from '../../../shared/contract/status.ts';
import { eventually } from '../../support/city.ts';
import { noFaults } from '../../support/dialect-server/faults.ts';
import { makeRows } from '../../support/dialect-server/rows.ts';
import { startDialectServer } from '../../support/dialect-server/server.ts';
import { folder, running } from '../../support/hostCommands.ts';
import { run } from '../../support/hostFiles.ts';
import type { Served } from '../../support/serve.ts';

const status = async (served: Served) => CityStatus.parse(await served.get('/api/status'));

describe('bad input ends with a clear message and its own exit code', () => {
  it('unknown flag: 2', async () => {
    const { code, err, out } = await run('serve.ts', ['--no-open', '--prot', '1']);
    expect(code).toBe(2);
    expect(err).toContain('--prot');
    expect(out).toBe('');
  });

  it.each([
    'http://example.invalid',
    'open311+not a url',
    'open311+ftp://x',
    'rest+http://127.0.0.1:1',
    'file:/nothing/here.csv',
    'open311+http://127.0.0.1#dialect=klingon',
  ])('malformed source %s: 2, and nothing is saved', async (spec) => {
    const dir = folder();
    const { code, err } = await run('serve.ts', [
      '--no-open',
      '--port',
      '0',
      '--data',
      dir,
      '--source',
      spec,
    ]);
    expect(code).toBe(2);
    expect(err).toMatch(/数据源|文件/);
    expect(readdirSync(dir)).not.toContain('city.db');
  });

  it('unreadable pack: 3, naming what is wrong', async () => {
    const pack = folder();
    writeFileSync(join(pack, 'pack.json'), '{"format":1}');
    const missing = await run('serve.ts', ['--no-open', '--data', folder(), '--pack', 'atlantis']);
    expect(missing.code).toBe(3);
    expect(missing.err).toContain('nanjing-qinhuai');
    const broken = await run('serve.ts', ['--no-open', '--data', folder(), '--pack', pack]);
    expect(broken.code).toBe(3);
    expect(broken.err).toContain('pack.json');
  });

  it('port taken: 4', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => taken.close(() => resolve())));
    const address = taken.address();
    const port = String(typeof address === 'object' ? address?.port : 0);
    const { code, err, out } = await run('serve.ts', ['--no-open', '--data', folder(), '--port', port]);
    expect(code).toBe(4);
    expect(err).toContain(port);
    expect(out).toBe('');
  });

  it('data folder that cannot be written: 5', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'file'), '');
    const inFile = await run('serve.ts', ['--no-open', '--data', join(dir, 'file')]);
    expect(inFile.code).toBe(5);
    expect(inFile.err).toContain('不是文件夹');
    if (process.platform === 'linux') {
      const inProc = await run('serve.ts', ['--no-open', '--data', '/proc/citywhistle']);
      expect(inProc.code).toBe(5);
      expect(inProc.err).toContain('/proc/citywhistle');
    }
  });

  it('database from the future: 6, and it stays as it was', async () => {
    const dir = folder();
    const db = new Database(join(dir, 'city.db'));
    db.exec('CREATE TABLE keepsake (x); INSERT INTO keepsake VALUES (1); PRAGMA user_version = 999');
    db.close();
    const before = readFileSync(join(dir, 'city.db'));
    const { code, err } = await run('serve.ts', ['--no-open', '--data', dir]);
    expect(code).toBe(6);
    expect(err).toMatch(/[\u4e00-\u9fff]/);
    expect(readFileSync(join(dir, 'city.db')).equals(before)).toBe(true);
  });
});

it('a data folder already in use: 5, and the first one goes on', async () => {
  const dir = folder();
  const first = await running([], dir);
  const second = await run('serve.ts', ['--no-open', '--port', '0', '--data', dir]);
  expect(second.code).toBe(5);
  expect(second.err).toContain('正被');
  expect((await status(first)).mode).toBe('live');
  expect(await first.stop()).toBe(0);
});

it('says on its first line where it is, serves with the token only, and ends cleanly', async () => {
  const served = await running([], folder());
  expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?code=[\w-]{43}$/);
  expect(served.url).not.toContain(served.token);
  expect((await fetch(`${served.origin}/api/status`)).status).toBe(401);
  expect((await status(served)).cases.total).toBe(0);
  expect(await served.stop()).toBe(0);
});

it('keeps everything over kill -9, and takes up where it was', async () => {
  const start = Date.now() - 400 * 600_000;
  const server = await startDialectServer({
    rows: makeRows(400, start),
    dialect: '6aika',
    faults: noFaults,
    now: Date.now,
  });
  onTestFinished(() => server.close());
  const dir = folder();
  const flags = ['--source', `open311+${server.url}#dialect=6aika&id=a`, '--poll', '3600'];
  const first = await running(flags, dir);
  await eventually('all rows', async () => (await status(first)).cases.total === 400);
  const before = await status(first);
  first.child.kill('SIGKILL');
  await new Promise((resolve) => first.child.once('exit', resolve));
  // Without flags: the source was saved.
  const second = await running([], dir);
  const after = await eventually('the same city', async () => {
    const seen = await status(second);
    return seen.sources[0]?.state === 'fresh' && seen;
  });
  expect(after.cases).toEqual(before.cases);
  const [source] = after.sources;
  expect(source).toMatchObject({ id: 'a', stored: 400, quarantined: 0 });
  expect(source?.received).toBe((source?.stored ?? 0) + (source?.unchanged ?? 0));
  expect(await second.stop()).toBe(0);
  const verified = await run('verify.ts', ['--data', dir]);
  expect(verified.code, verified.err).toBe(0);
});

it('finds out the dialect of a server that was named without one, once', async () => {
  const start = Date.now() - 60 * 600_000;
  const server = await startDialectServer({
    rows: makeRows(60, start),
    dialect: 'citysdk',
    faults: noFaults,
    now: Date.now,
  });
  onTestFinished(() => server.close());
  const dir = folder();
  const flags = ['--source', `open311+${server.url}#id=a`, '--poll', '3600'];
  const first = await running(flags, dir);
  await eventually('all rows', async () => (await status(first)).cases.total === 60);
  const dialect = z.object({ config: z.object({ dialect: z.object({ updatedAfterParam: z.string() }) }) });
  const found = dialect.parse(await first.get('/api/sources/a'));
  expect(found.config.dialect.updatedAfterParam).toBe('updated_after');
  expect(await first.stop()).toBe(0);
  const second = await running(flags, dir);
  expect(dialect.parse(await second.get('/api/sources/a'))).toEqual(found);
  expect(await second.stop()).toBe(0);
});

it('opens the simulated city, marks it, and never mixes it with a real one', async () => {
  const dir = folder();
  const served = await running(['--demo', '--seed', '7'], dir);
  const seen = await eventually('simulated cases', async () => {
    const now = await status(served);
    return now.cases.total > 100 && now;
  });
  expect(seen.mode).toBe('simulated');
  expect(seen.sources[0]).toMatchObject({ id: 'demo', name: '模拟城市' });
  expect(await served.stop()).toBe(0);
  const later = await running([], dir);
  expect((await status(later)).mode).toBe('simulated');
  expect(await later.stop()).toBe(0);
  const real = folder();
  const live = await running([], real);
  expect(await live.stop()).toBe(0);
  const mixed = await run('serve.ts', ['--no-open', '--demo', '--data', real]);
  expect(mixed.code).toBe(5);
  expect(mixed.err).toContain('模拟');
});

describe('import and verify', () => {
  const csv = (n: number) =>
    [
      '案件编号,上报时间,状态,小类名称,经度,纬度',
      ...Array.from(
        { length: n },
        (_, i) =>
          `Q${String(i).padStart(5, '0')},2026-10-${String(1 + (i % 28)).padStart(2, '0')} 08:00:00,${i % 2 ? '已结案' : '处置中'},暴露垃圾,118.79,32.02`,
      ),
    ].join('\n');

  it('reads a file to the last row, once', async () => {
    const dir = folder();
    const file = join(dir, '案件.csv');
    writeFileSync(file, `${csv(2500)}\n坏行,,,,,\n`);
    const data = join(dir, 'data');
    mkdirSync(data);
    const first = await run('import.ts', ['--data', data, file]);
    expect(first.code, first.err).toBe(0);
    expect(JSON.parse(first.out).files[0]).toMatchObject({
      state: 'done',
      accounting: { received: 2501, stored: 2500, unchanged: 0, quarantined: 1 },
    });
    expect(first.err).toContain('100%');
    const second = await run('import.ts', ['--data', data, file]);
    expect(JSON.parse(second.out).files[0].accounting).toMatchObject({ stored: 0, unchanged: 2500 });
    const verified = await run('verify.ts', ['--data', data]);
    expect(verified.code, verified.err).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({ ok: true, figures: { cases: 2500 } });
  });

  it('refuses what it cannot do, and says why', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'x.csv'), 'a,b\n1,2\n');
    expect((await run('import.ts', ['--data', dir])).code).toBe(2);
    expect((await run('import.ts', [join(dir, 'x.csv')])).code).toBe(2);
    expect((await run('import.ts', ['--data', dir, join(dir, 'none.csv')])).code).toBe(2);
    const guess = await run('import.ts', ['--data', dir, join(dir, 'x.csv')]);
    expect(guess.code).toBe(2);
    expect(guess.err).toContain('猜不出');
    expect((await run('verify.ts', ['--data', dir])).code).toBe(1);
    expect((await run('verify.ts', [])).code).toBe(2);
    expect((await run('verify.ts', ['--dta', dir])).code).toBe(2);
  });
});
