import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** A browser that was let in once is known for this long, ms; then the printed link is needed again. */
const KNOWN_FOR = 7 * 86_400_000;
/** More browsers than anybody opens on one workstation. */
const MOST = 20;

const File = z.object({
  version: z.literal(1),
  browsers: z.array(z.object({ hash: z.string(), since: z.number() })).max(MOST),
});
type File = z.infer<typeof File>;

/** The browsers that the web host has let in. */
export type KeptCookies = { knows(cookie: string): boolean; add(cookie: string): void };

/**
 * Kept in a file that only this user reads, so that windows go on by themselves after the service ended badly and was
 * started again. Of each cookie only its hash: the file opens no door. What cannot be read or written is as if it were
 * empty: then the new link has to be opened once. So is what a clock wrote that has since been set back by more.
 */
export function keptCookies(path: string, now: () => number): KeptCookies {
  let file = read(path);
  const fresh = (): File['browsers'] =>
    file.browsers.filter(({ since }) => Math.abs(now() - since) < KNOWN_FOR);
  return {
    knows: (cookie) => {
      const hash = hashOf(cookie);
      // Hashes of random values: comparing them tells nobody anything about a cookie.
      return fresh().some((browser) => browser.hash === hash);
    },
    add: (cookie) => {
      const browsers = [...fresh(), { hash: hashOf(cookie), since: now() }].slice(-MOST);
      file = { version: 1, browsers };
      try {
        writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch {
        // A full disk costs the windows their way back after a crash, not their work now.
      }
    },
  };
}

/** Forgotten when the process ends. */
export function passingCookies(): KeptCookies {
  const hashes = new Set<string>();
  return { knows: (cookie) => hashes.has(hashOf(cookie)), add: (cookie) => void hashes.add(hashOf(cookie)) };
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
