import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { commandLine, run } from '../../../build/scripts/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'citywhistle & co '));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  'tsc',
  'biome',
  'knip',
  'vitest',
  'vite',
  'playwright',
  'electron-builder',
  'electron',
  'install-electron',
])('starts %s by its script, which needs no shell on any system', (tool) => {
  const [node, script, ...args] = commandLine(tool, ['C:\\指挥 & Co\\data', '100%']);
  expect(node).toMatch(/[\\/]node(\.exe)?$/);
  expect(script).toMatch(/node_modules[\\/](?!\.bin)/);
  expect(existsSync(script ?? '')).toBe(true);
  expect(args).toEqual(['C:\\指挥 & Co\\data', '100%']);
});

it('leaves programs of the system to the system', () => {
  expect(commandLine('apt-get', ['update'])).toEqual(['apt-get', 'update']);
});

it('hands arguments on as they are: blanks, quotes, & and %', async () => {
  const words = ['--data', 'C:\\A & B', 'say "so"', '%PATH%', '', '^ | > <', '指挥'];
  const out = join(folder, 'said.json');
  const program = `require('node:fs').writeFileSync(process.argv[1], JSON.stringify(process.argv.slice(2)))`;
  expect(await run('node', ['-e', program, '--', out, ...words], {})).toBe(0);
  expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(words);
});

it('tells how the tool ended', async () => {
  expect(await run('node', ['-e', 'process.exit(7)'], {})).toBe(7);
  expect(await run('no-such-program', [], {})).toBe(127);
});
