import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Logger } from '../ports.ts';

/** Whose locks to lift; null: everybody's. `user`: the system user who asks, for the audit. */
export const UnlockRequest = z.object({ operator: z.string().max(60).nullable(), user: z.string().max(200) });
export type UnlockRequest = z.infer<typeof UnlockRequest>;

const SUFFIX = '.request';
/** Added to the name of a request that the service could not fulfil. */
const FAILED = '.failed';

/**
 * Folder of requests to the running service. Only one process writes the database, so `npm run unlock` leaves a file here.
 * The folder is for this user only: who can write into it could also read the database.
 */
function requestFolder(dataDir: string): string {
  const dir = join(dataDir, 'unlock');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

/** Writes a request. Returns its path: the file is gone once the service has fulfilled it. */
export function writeUnlockRequest(dataDir: string, request: UnlockRequest): string {
  const path = join(requestFolder(dataDir), `${randomBytes(8).toString('hex')}${SUFFIX}`);
  writeFileSync(`${path}.new`, JSON.stringify(request), { mode: 0o600, flag: 'wx' });
  renameSync(`${path}.new`, path);
  return path;
}

/** Whether the service could not fulfil the request of this path; such a request is removed. */
export function takeFailure(path: string): boolean {
  if (!existsSync(path + FAILED)) return false;
  rmSync(path + FAILED, { force: true });
  return true;
}

/**
 * Fulfils the requests in the folder, now and every `everyMs`. What is left from before the start is removed: its writer
 * has given up.
 */
export function watchUnlockRequests(parts: {
  dataDir: string;
  everyMs: number;
  logger: Logger;
  unlock(request: UnlockRequest): void;
}): { stop(): void } {
  const dir = requestFolder(parts.dataDir);
  for (const name of readdirSync(dir)) rmSync(join(dir, name), { force: true, recursive: true });

  function fulfil(path: string): void {
    try {
      const request = read(path);
      if (request !== null) parts.unlock(request);
      rmSync(path, { force: true, recursive: true });
    } catch (error) {
      parts.logger.error({ error }, 'a request to unlock was not fulfilled');
      // Not removed: its writer would take that for success.
      renameSync(path, path + FAILED);
    }
  }

  /** Null for what is no request. */
  function read(path: string): UnlockRequest | null {
    try {
      return UnlockRequest.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      parts.logger.error({ error }, 'a file in the folder of unlock requests is none');
      return null;
    }
  }

  const timer = setInterval(() => {
    try {
      for (const name of readdirSync(dir)) if (name.endsWith(SUFFIX)) fulfil(join(dir, name));
    } catch (error) {
      parts.logger.error({ error }, 'the folder of unlock requests cannot be read');
    }
  }, parts.everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
