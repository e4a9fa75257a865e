import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { persistentSessions } from '../../../electron/host/browserSessions.ts';
import { temporaryFolder } from '../../support/serve.ts';

const folder = temporaryFolder();
const path = join(folder, 'browsers.json');
const DAY = 86_400_000;
afterEach(() => rmSync(path, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the browsers that the web host knows', () => {
  it('are known again by the next process, for a week', () => {
    persistentSessions(path, () => 0).add('secret');
    expect(persistentSessions(path, () => 6 * DAY).has('secret')).toBe(true);
    expect(persistentSessions(path, () => 6 * DAY).has('another')).toBe(false);
    expect(persistentSessions(path, () => 7 * DAY).has('secret')).toBe(false);
    // A clock that has been set back by years since.
    expect(persistentSessions(path, () => -7 * DAY).has('secret')).toBe(false);
  });

  it('keep no cookie itself, in a file for this user alone', () => {
    persistentSessions(path, () => 0).add('secret');
    expect(readFileSync(path, 'utf8')).not.toContain('secret');
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('are the latest twenty', () => {
    const sessions = persistentSessions(path, () => 0);
    for (let index = 0; index < 25; index += 1) sessions.add(`browser ${index}`);
    expect(sessions.has('browser 4')).toBe(false);
    expect(sessions.has('browser 5')).toBe(true);
  });

  it.each(['', '{"version":1,', '{"version":2,"browsers":[]}', '[]'])(
    'are none in a damaged file: %s',
    (text) => {
      writeFileSync(path, text);
      const sessions = persistentSessions(path, () => 0);
      expect(sessions.has('secret')).toBe(false);
      sessions.add('secret');
      expect(persistentSessions(path, () => 0).has('secret')).toBe(true);
    },
  );
});
