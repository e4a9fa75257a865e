import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/serve.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const run = promisify(execFile);
const dataDir = temporaryFolder();
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the bundled entry of the shell', () => {
  /** What the entry does before Electron is ready, in its order, and what programs that it started print. */
  async function entry(env: Record<string, string>) {
    const { stdout } = await run(
      process.execPath,
      [at('tests/support/shellEntryChild.ts'), at('dist/shell/main.js')],
      { env: { PATH: process.env['PATH'], CITYWHISTLE_TEST_SYSTEM: dataDir, ...env } },
    );
    const lines = stdout.trim().split('\n');
    const isDone = (line: string) => line.startsWith('[');
    return {
      done: JSON.parse(lines.find(isDone) ?? 'null'),
      others: lines.filter((line) => !isDone(line)),
    };
  }

  it('runs to its end without waiting for Electron, which waits for it', async () => {
    expect((await entry({ DISPLAY: ':0' })).done).toEqual([
      'cn.citywhistle.console',
      // The lock of the single instance lies in this folder: it must be known before.
      'userData /system/CityWhistle-Shell',
      'dumps',
      'lock',
      'lang',
      'enable-unsafe-swiftshader',
      'app',
      'waits',
    ]);
  });

  it('leaves a Wayland session for X11 before it takes the lock', async () => {
    const script = join(dataDir, 'CityWhistle.AppImage');
    writeFileSync(script, '#!/bin/sh\necho "$@"\n', { mode: 0o700 });
    const env = { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0', APPIMAGE: script };
    const { done, others } = await entry(env);
    expect(done).toEqual(['cn.citywhistle.console', 'userData /system/CityWhistle-Shell', 'dumps', 'exit']);
    expect(others).toEqual([expect.stringMatching(/ --ozone-platform=x11$/)]);
  });
});

/** What electron-builder packs is what is tried here: the bundle, not the sources. */
describe('the bundled service process', () => {
  it('starts the city from its flags, answers over the port, serves the windows with their policy, and stops', async () => {
    const { stdout } = await run(process.execPath, [
      at('tests/support/utilityChild.ts'),
      at('dist/shell/service.js'),
      '--demo',
      '--data',
      dataDir,
    ]);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
      told: ['ready'],
      mode: 'simulated',
      csp: true,
      html: true,
      missing: 404,
      answers: [],
    });
  });

  it('tells the shell why it cannot start', async () => {
    const failing = run(process.execPath, [
      at('tests/support/utilityChild.ts'),
      at('dist/shell/service.js'),
      '--nonsense',
    ]);
    await expect(failing).rejects.toMatchObject({ code: 2 });
  });
});
