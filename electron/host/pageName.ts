import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Address = z.object({
  version: z.literal(1),
  /** Lower-case hex after a letter: a DNS label. */
  label: z.string().regex(/^cw-[0-9a-f]{16}$/),
  /** The web host that serves the folder, or served it when it was killed; null after it was closed. */
  listening: z.object({ port: z.int().min(1).max(65_535), pid: z.int().positive() }).nullable(),
});
type Address = z.infer<typeof Address>;

/** Folder of the web host's files for browsers: name of its page, sign-ins, one-time links. For this user only. */
export function webFolder(dataDir: string): string {
  const dir = join(dataDir, 'web');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

/**
 * The first label of `LABEL.localhost`, the host name of this data folder's pages. It is chosen at random at the first start
 * and then kept.
 * Cookies ignore ports, so under `127.0.0.1` the session cookie would also reach every other server of this machine.
 * Browsers resolve `*.localhost` to loopback themselves and treat it as a secure context.
 */
export function pageLabel(dataDir: string): string {
  const kept = readAddress(dataDir);
  if (kept !== null) return kept.label;
  const label = `cw-${randomBytes(8).toString('hex')}`;
  writeAddress(dataDir, { version: 1, label, listening: null });
  return label;
}

/** The origin of a data folder's pages: `http://LABEL.localhost:PORT`. */
export function pageOrigin(label: string, port: number): string {
  return `http://${label}.localhost:${port}`;
}

/** Stores the port for `npm run link`, which is another process; null once the web host no longer listens. */
export function savePort(dataDir: string, port: number | null): void {
  const listening = port === null ? null : { port, pid: process.pid };
  writeAddress(dataDir, { version: 1, label: pageLabel(dataDir), listening });
}

/** Reads the stored address; null if no web host was ever started for this folder, or its file is damaged. */
export function readAddress(dataDir: string): Address | null {
  try {
    return Address.parse(JSON.parse(readFileSync(join(dataDir, 'web', 'address.json'), 'utf8')));
  } catch {
    return null;
  }
}

function writeAddress(dataDir: string, address: Address): void {
  const path = join(webFolder(dataDir), 'address.json');
  writeFileSync(`${path}.new`, JSON.stringify(address), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
