import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { webFolder } from './pageName.ts';

/** How long a browser stays signed in, ms; then a new link is needed. */
const LIFETIME_MS = 7 * 86_400_000;
/** More browsers than are used on one workstation; beyond it, the oldest sign-in is dropped. */
const MAX_BROWSERS = 20;

/**
 * Which windows a browser may open, set by the link that signed it in: `wall` only walls, `operator` every window.
 */
export const BrowserRights = z.enum(['wall', 'operator']);
export type BrowserRights = z.infer<typeof BrowserRights>;

const File = z.object({
  version: z.literal(2),
  browsers: z
    .array(z.object({ hash: z.string(), since: z.number(), rights: BrowserRights }))
    .max(MAX_BROWSERS),
});
type File = z.infer<typeof File>;

/** The browsers that signed in to the web host with a link, by the value of their session cookie. */
export type BrowserSessions = {
  /** Null for a cookie that is unknown or too old. */
  rightsOf(cookie: string): BrowserRights | null;
  add(cookie: string, rights: BrowserRights): void;
};

/**
 * Keeps the sessions in a file that only this user can read, so that open windows still work after the service crashed and
 * was started again. The file holds hashes of cookies. A file that cannot be read counts as empty, and an entry from the
 * future (the clock was set back by more than the lifetime) as expired; then a new link has to be opened.
 */
export function browserSessions(dataDir: string, now: () => number): BrowserSessions {
  const path = join(webFolder(dataDir), 'browsers.json');
  let file = read(path);
  const current = (): File['browsers'] =>
    file.browsers.filter(({ since }) => Math.abs(now() - since) < LIFETIME_MS);
  return {
    rightsOf: (cookie) => {
      const hash = hashOf(cookie);
      // The values are hashes of random cookies: the duration of a comparison reveals nothing about a cookie.
      return current().find((browser) => browser.hash === hash)?.rights ?? null;
    },
    add: (cookie, rights) => {
      const browsers = [...current(), { hash: hashOf(cookie), since: now(), rights }].slice(-MAX_BROWSERS);
      file = { version: 2, browsers };
      try {
        writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch {
        // For example a full disk. After a crash this browser then needs a new link; nothing else is lost.
      }
    },
  };
}

function read(path: string): File {
  try {
    return File.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { version: 2, browsers: [] };
  }
}

function hashOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex');
}
