import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../../build/scripts/windowsBundle.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  write('a/one.ts', 'one');
  write('a/b/two.ts', 'two');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
const now = () => fingerprint(folder, ['a/**/*', 'lock.json']);

describe('what the windows were built of', () => {
  it('is the same whenever the same files were written', () => {
    const before = now();
    utimesSync(join(folder, 'a/one.ts'), 0, 0);
    write('a/b/two.ts', 'two');
    expect(now()).toBe(before);
  });

  it.each<[string, () => void]>([
    ['a file changed', () => write('a/b/two.ts', 'tow')],
    // As after going back to an older commit, whose files a checkout need not write later than the bundle.
    [
      'an older text came back with an older time',
      () => {
        write('a/one.ts', 'eno');
        utimesSync(join(folder, 'a/one.ts'), 0, 0);
      },
    ],
    ['a file is new', () => write('a/three.ts', '')],
    ['a named file is new', () => write('lock.json', '{}')],
    ['a file is gone', () => rmSync(join(folder, 'a/one.ts'))],
    ['a file has another name', () => renameSync(join(folder, 'a/one.ts'), join(folder, 'a/eno.ts'))],
    [
      'text went from one file to the next',
      () => {
        write('a/b/two.ts', 'twoo');
        write('a/one.ts', 'ne');
      },
    ],
  ])('is another when %s', (_, change) => {
    const before = now();
    change();
    expect(now()).not.toBe(before);
  });

  it('leaves aside what is not asked for', () => {
    const before = now();
    write('other.json', '{}');
    expect(now()).toBe(before);
  });
});
