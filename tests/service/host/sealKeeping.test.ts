import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileSecrets } from '../../../electron/city/secrets/fileSecrets.ts';
import { EXIT } from '../../../electron/host/exitCodes.ts';
import { anchorFolder, sealKeeping } from '../../../electron/host/sealKeeping.ts';
import { folder, running } from '../../support/hostCommands.ts';
import { run } from '../../support/hostFiles.ts';
import type { Served } from '../../support/serve.ts';
import { anchorIn, headOf, rechain, tamper } from '../anchor/support.ts';

const secrets = (dataDir: string) => fileSecrets({ dataDir, platform: 'linux' });
const keeping = (env: NodeJS.ProcessEnv, dataDir: string) =>
  sealKeeping({ env, platform: 'linux', secrets }, dataDir);

it('keeps the key with the user’s settings, away from the data folder', () => {
  const [settings, data] = [folder(), folder()];
  const found = keeping({ XDG_CONFIG_HOME: settings }, data);
  expect(found).toMatchObject({ folder: join(settings, 'citywhistle', 'seal'), outside: true });
  expect(statSync(found.folder).mode & 0o077).toBe(0);
});

it('says that it is inside where the settings lie in the data folder, or cannot be written', () => {
  const data = folder();
  const inside = { folder: join(data, 'seal'), outside: false };
  expect(keeping({ XDG_CONFIG_HOME: join(data, 'config') }, data)).toMatchObject(inside);
  const link = join(folder(), 'link');
  symlinkSync(data, link);
  expect(keeping({ XDG_CONFIG_HOME: link }, data)).toMatchObject(inside);
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  expect(keeping({ XDG_CONFIG_HOME: file }, data)).toMatchObject(inside);
});

it('refuses an anchor inside the data folder, also through a link', async () => {
  const data = folder();
  const link = join(folder(), 'link');
  symlinkSync(data, link);
  for (const path of [data, join(data, 'anchor'), join(link, 'stick')])
    expect(() => anchorFolder(path, data)).toThrow(/数据文件夹之内/);
  expect(anchorFolder(`${data}-beside`, data)).toBe(`${data}-beside`);
  expect(anchorFolder(null, data)).toBeNull();
  const { code, err } = await run('serve.ts', ['--no-open', '--data', data, '--anchor', join(data, 'a')]);
  expect([code, /数据文件夹之内/.test(err)]).toEqual([EXIT.usage, true]);
});

it('survives kill -9 at any moment without a false alarm, and verify finds what is changed afterwards', async () => {
  const [data, stick] = [folder(), folder()];
  const post = (served: Served, path: string, body: unknown) =>
    fetch(`${served.origin}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${served.token}` },
      body: JSON.stringify(body),
    }).catch(() => null);
  const pin = '739182';
  const signIn = (served: Served) => post(served, '/api/session', { operator: 'root', pin });
  const first = await running(['--anchor', stick], data);
  const admin = { id: 'root', name: '管理员', roles: ['admin'], org: 'centre', streets: [], pin };
  const { manifest } = (await first.get('/api/pack')) as { manifest: { orgs: { code: string }[] } };
  const made = await post(first, '/api/operators', { ...admin, org: manifest.orgs[0]?.code });
  expect(made?.status).toBe(201);
  await first.stop();
  for (let starts = 0; starts < 2; starts++) {
    const served = await running(['--anchor', stick], data);
    const { warnings } = (await served.get('/api/status')) as { warnings: { code: string }[] };
    expect(warnings.filter(({ code }) => /^(journal|anchor)-/.test(code))).toEqual([]);
    // Each sign-in is an entry; the end comes while more of them are on their way.
    const acts = Array.from({ length: 2 + starts }, () => signIn(served));
    await acts[0];
    const ended = new Promise((resolve) => served.child.once('close', resolve));
    served.child.kill('SIGKILL');
    await Promise.all([ended, ...acts]);
    const { code, out } = await run('verify.ts', ['--data', data, '--anchor', stick]);
    expect([code, JSON.parse(out).findings]).toEqual([EXIT.ok, []]);
  }
  const last = await running(['--anchor', stick], data);
  expect(await last.stop()).toBe(0);
  const { pos, value } = headOf(data);
  expect(pos).toBeGreaterThan(2);
  expect(anchorIn(stick).lines.at(-1)).toContain(value);
  const printed = `${pos}：${value.slice(0, 16).toUpperCase()}`;
  expect((await run('verify.ts', ['--data', data, '--anchor', stick, '--head', printed])).code).toBe(EXIT.ok);

  tamper(data, "UPDATE journal SET subject = 'other' WHERE pos = 2");
  rechain(data);
  const found = await run('verify.ts', ['--data', data, '--anchor', stick, '--head', printed]);
  expect(found.code).toBe(EXIT.failure);
  const codes = (JSON.parse(found.out).findings as { code: string }[]).map(({ code }) => code);
  expect(new Set(codes)).toEqual(new Set(['journal-rechained', 'journal-seal-wrong', 'head-differs']));
}, 180_000);

it('verify says how a code is written', async () => {
  const data = folder();
  for (const head of ['12', '12:xyz', 'x:0123456789abcdef', '12:0123']) {
    const { code, err } = await run('verify.ts', ['--data', data, '--head', head]);
    expect([code, err.includes(head)]).toEqual([EXIT.usage, true]);
  }
});

it('writes nothing of the key into the data folder or the anchor', async () => {
  const [data, stick] = [folder(), folder()];
  const served = await running(['--anchor', stick], data);
  await served.stop();
  const seal = join(process.env['XDG_CONFIG_HOME'] ?? '', 'citywhistle', 'seal');
  const place = readdirSync(seal).find((name) =>
    readFileSync(join(seal, name, 'installation.json'), 'utf8').includes(data),
  );
  const kept: Record<string, string> = JSON.parse(
    readFileSync(join(seal, place ?? '', 'secrets.json'), 'utf8'),
  );
  const [key = ''] = Object.values(kept);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(existsSync(join(data, 'seal'))).toBe(false);
  for (const dir of [data, join(data, 'logs'), stick])
    for (const name of readdirSync(dir)) {
      const path = join(dir, name);
      if (!statSync(path).isFile()) continue;
      const bytes = readFileSync(path);
      expect(bytes.includes(key), path).toBe(false);
      expect(bytes.includes(Buffer.from(key, 'hex')), path).toBe(false);
    }
});
