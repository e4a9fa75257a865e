import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { databasePath, writeDurably } from '../files.ts';

/** Says that a data folder is being encrypted or decrypted, so that the next start can finish or undo it. */
const TurnMarker = z.object({
  to: z.enum(['encrypted', 'plain']),
  keyId: z.string().regex(/^[0-9a-f]{32}$/),
  /** `copy`: the copy is not complete, and is thrown away. `swap`: it is complete and checked, and takes the place. */
  phase: z.enum(['copy', 'swap']),
  /** Size and time of the database that was copied: if it was written since, by an older program, the copy is outdated. */
  copied: z.object({ size: z.number(), second: z.number() }),
});
export type TurnMarker = z.infer<typeof TurnMarker>;

const markerPath = (dataDir: string): string => join(dataDir, 'city.turning.json');

/** The copy that is to take the place of the database. */
export function turningPath(dataDir: string): string {
  return `${databasePath(dataDir)}.turning`;
}

export function readMarker(dataDir: string): TurnMarker | null {
  try {
    return TurnMarker.parse(JSON.parse(readFileSync(markerPath(dataDir), 'utf8')));
  } catch {
    // Written under another name and renamed, it is never partial.
    return null;
  }
}

export function writeMarker(dataDir: string, marker: Omit<TurnMarker, 'copied'>): TurnMarker {
  const whole = { ...marker, copied: stampOf(dataDir) };
  writeDurably(markerPath(dataDir), JSON.stringify(whole));
  return whole;
}

export function removeMarker(dataDir: string): void {
  rmSync(markerPath(dataDir), { force: true });
}

/** Whether the database is still the one that was copied, and nothing waits in its log. */
export function isAsCopied(dataDir: string, { copied }: TurnMarker): boolean {
  const now = stampOf(dataDir);
  const log = `${databasePath(dataDir)}-wal`;
  const waits = existsSync(log) && statSync(log).size > 0;
  return now.size === copied.size && now.second === copied.second && !waits;
}

function stampOf(dataDir: string): TurnMarker['copied'] {
  const { size, mtimeMs } = statSync(databasePath(dataDir));
  return { size, second: Math.floor(mtimeMs / 1000) };
}
