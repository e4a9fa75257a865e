import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BrowserRights } from './browserSessions.ts';
import { webFolder } from './pageName.ts';

/** How long an unused link is valid, ms: a console started at night is opened at the next shift. */
const LIFETIME_MS = 24 * 3_600_000;

const Link = z.object({ rights: BrowserRights, since: z.number() });

/**
 * One-time codes that sign a browser in. Each code is a file named after its hash, so that `npm run link` can add one while
 * the web host runs. A code is used up by removing its file, in which only one of two browsers can succeed.
 */
export type LaunchLinks = {
  /** A new code, 256 bits, base64url. `rights` holds for every window of the browser that opens it. */
  create(rights: BrowserRights): string;
  /** Whether `take` would accept the code now; the code stays valid. */
  isValid(code: string): boolean;
  /** Uses the code up. Null if it is unknown, used or too old. */
  take(code: string): BrowserRights | null;
};

export function launchLinks(dataDir: string, now: () => number): LaunchLinks {
  const dir = join(webFolder(dataDir), 'links');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const pathOf = (code: string) => join(dir, createHash('sha256').update(code).digest('hex'));

  function read(path: string): BrowserRights | null {
    try {
      const { rights, since } = Link.parse(JSON.parse(readFileSync(path, 'utf8')));
      // In both directions, so that setting the clock back does not make an old code valid again.
      return Math.abs(now() - since) < LIFETIME_MS ? rights : null;
    } catch {
      return null;
    }
  }

  return {
    create(rights) {
      removeOld();
      const code = randomBytes(32).toString('base64url');
      writeFileSync(pathOf(code), JSON.stringify({ rights, since: now() }), { mode: 0o600, flag: 'wx' });
      return code;
    },
    isValid: (code) => read(pathOf(code)) !== null,
    take(code) {
      const path = pathOf(code);
      const rights = read(path);
      try {
        rmSync(path);
      } catch {
        // Another browser was first, or the folder cannot be written: then the code could be used twice.
        return null;
      }
      return rights;
    },
  };

  function removeOld(): void {
    for (const name of readdirSync(dir)) {
      const path = join(dir, name);
      if (read(path) === null) rmSync(path, { force: true });
    }
  }
}
