import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { keptCookies } from '../../../electron/host/browserSessions.ts';
import { temporaryFolder } from '../../support/serve.ts';

const folder = temporaryFolder();
const path = join(folder, 'browsers.json');
const DAY = 86_400_000;
afterEach(() => rmSync(path, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the browsers that the web host knows', () => {
  it('are known again by the next process, for a week', () => {
    keptCookies(path, () => 0).add('secret');
    expect(keptCookies(path, () => 6 * DAY).knows('secret')).toBe(true);
    expect(keptCookies(path, () => 6 * DAY).knows('another')).toBe(false);
    expect(keptCookies(path, () => 7 * DAY).knows('secret')).toBe(false);
    // A clock that has been set back by years since.
    expect(keptCookies(path, () => -7 * DAY).knows('secret')).toBe(false);
  });

  it('keep no cookie itself, in a file for this user alone', () => {
    keptCookies(path, () => 0).add('secret');
    expect(readFileSync(path, 'utf8')).not.toContain('secret');
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('are the latest twenty', () => {
    const kept = keptCookies(path, () => 0);
    for (let index = 0; index < 25; index += 1) kept.add(`browser ${index}`);
    expect(kept.knows('browser 4')).toBe(false);
    expect(kept.knows('browser 5')).toBe(true);
  });

  it.each(['', '{"version":1,', '{"version":2,"browsers":[]}', '[]'])(
    'are none in a damaged file: %s',
    (text) => {
      writeFileSync(path, text);
      const kept = keptCookies(path, () => 0);
      expect(kept.knows('secret')).toBe(false);
      kept.add('secret');
      expect(keptCookies(path, () => 0).knows('secret')).toBe(true);
    },
  );
});
