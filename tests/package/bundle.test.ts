import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/serve.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const run = promisify(execFile);
const dataDir = temporaryFolder();
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the bundled entry of the shell', () => {
  it('runs to its end without waiting for Electron, which waits for it', async () => {
    const { stdout } = await run(process.execPath, [
      at('tests/support/shell-entry-child.ts'),
      at('dist/shell/main.js'),
    ]);
    expect(JSON.parse(stdout)).toEqual([
      'cn.citywhistle.console',
      // The lock of the single instance lies in this folder: it must be known before.
      'userData /system/CityWhistle-Shell',
      'lock',
      'lang',
      'app',
      'waits',
    ]);
  });
});

/** What electron-builder packs is what is tried here: the bundle, not the sources. */
describe('the bundled service process', () => {
  it('starts the city from its flags, answers over the port, serves the windows with their policy, and stops', async () => {
    const { stdout } = await run(process.execPath, [
      at('tests/support/utility-child.ts'),
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
      at('tests/support/utility-child.ts'),
      at('dist/shell/service.js'),
      '--nonsense',
    ]);
    await expect(failing).rejects.toMatchObject({ code: 2 });
  });
});
