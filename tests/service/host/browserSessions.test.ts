import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { browserSessions } from '../../../electron/host/browserSessions.ts';
import { temporaryFolder } from '../../support/serve.ts';

const folder = temporaryFolder();
const path = join(folder, 'web', 'browsers.json');
const DAY = 86_400_000;
afterEach(() => rmSync(path, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the browsers that the web host knows', () => {
  it('are known again by the next process, for a week', () => {
    browserSessions(folder, () => 0).add('secret', 'operator');
    expect(browserSessions(folder, () => 6 * DAY).rightsOf('secret')).toBe('operator');
    expect(browserSessions(folder, () => 6 * DAY).rightsOf('another')).toBe(null);
    browserSessions(folder, () => 0).add('on the wall', 'wall');
    expect(browserSessions(folder, () => 6 * DAY).rightsOf('on the wall')).toBe('wall');
    expect(browserSessions(folder, () => 7 * DAY).rightsOf('secret')).toBe(null);
    // A clock that has been set back by years since.
    expect(browserSessions(folder, () => -7 * DAY).rightsOf('secret')).toBe(null);
  });

  it('keep no cookie itself, in a file for this user alone', () => {
    browserSessions(folder, () => 0).add('secret', 'operator');
    expect(readFileSync(path, 'utf8')).not.toContain('secret');
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('are the latest twenty', () => {
    const sessions = browserSessions(folder, () => 0);
    for (let index = 0; index < 25; index += 1) sessions.add(`browser ${index}`, 'operator');
    expect(sessions.rightsOf('browser 4')).toBe(null);
    expect(sessions.rightsOf('browser 5')).toBe('operator');
  });

  it.each(['', '{"version":2,', '{"version":1,"browsers":[]}', '[]'])(
    'are none in a damaged file: %s',
    (text) => {
      writeFileSync(path, text);
      const sessions = browserSessions(folder, () => 0);
      expect(sessions.rightsOf('secret')).toBe(null);
      sessions.add('secret', 'operator');
      expect(browserSessions(folder, () => 0).rightsOf('secret')).toBe('operator');
    },
  );
});
