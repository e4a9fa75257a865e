import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** How long a browser stays signed in, ms; then the printed link is needed again. */
const LIFETIME_MS = 7 * 86_400_000;
/** More browsers than anybody opens on one workstation. */
const MAX_BROWSERS = 20;

const File = z.object({
  version: z.literal(1),
  browsers: z.array(z.object({ hash: z.string(), since: z.number() })).max(MAX_BROWSERS),
});
type File = z.infer<typeof File>;

/** The browsers that signed in to the web host with its link, by the value of their session cookie. */
export type BrowserSessions = { has(cookie: string): boolean; add(cookie: string): void };

/**
 * Sessions kept in a file that only this user can read, so that open windows go on after the service crashed and was
 * started again. The file holds hashes, no cookies. A file that cannot be read or written counts as empty, and so does an
 * entry from the future (the clock was set back by more than the lifetime): the new link has to be opened once more.
 */
export function persistentSessions(path: string, now: () => number): BrowserSessions {
  let file = read(path);
  const current = (): File['browsers'] =>
    file.browsers.filter(({ since }) => Math.abs(now() - since) < LIFETIME_MS);
  return {
    has: (cookie) => {
      const hash = hashOf(cookie);
      // The values are hashes of random cookies: the time that comparing takes reveals nothing of a cookie.
      return current().some((browser) => browser.hash === hash);
    },
    add: (cookie) => {
      const browsers = [...current(), { hash: hashOf(cookie), since: now() }].slice(-MAX_BROWSERS);
      file = { version: 1, browsers };
      try {
        writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch {
        // With a full disk the link has to be opened again after a crash; nothing else is lost.
      }
    },
  };
}

/** Sessions that end with the process. */
export function inMemorySessions(): BrowserSessions {
  const hashes = new Set<string>();
  return { has: (cookie) => hashes.has(hashOf(cookie)), add: (cookie) => void hashes.add(hashOf(cookie)) };
}

function read(path: string): File {
  try {
    return File.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { version: 1, browsers: [] };
  }
}

function hashOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex');
}
