import { readdirSync, rmSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../api/apiError.ts';

/** What uploads may take of the disk; sizes in bytes. */
export type UploadLimits = {
  /** Size of one upload. Larger files can be read as a source (`file:PATH`), without a copy. */
  one: number;
  /** Number and size of all uploads that are kept, those that a source refers to among them. */
  count: number;
  total: number;
  /** Free space that an upload must leave for the database and its backups. */
  free: number;
};

const GIB = 1024 ** 3;
export const UPLOAD_LIMITS: UploadLimits = { one: 4 * GIB, count: 200, total: 40 * GIB, free: GIB };

/** Uploads that no source refers to are deleted after this time. */
const KEEP_UPLOADS_MS = 7 * 86_400_000;

/** How many bytes an upload may have, and the error of one that turns out larger. */
export type UploadRoom = { bytes: number; exceeded: ApiError };

/**
 * Checks before an upload of `announced` bytes (0: unknown) whether there is room for it.
 * @throws ApiError 413 `too-large`, 409 `uploads-full`, 503 `space-low`, each with the figures.
 */
export async function roomForUpload(
  dir: string,
  limits: UploadLimits,
  announced: number,
): Promise<UploadRoom> {
  const sizes = filesIn(dir).map(({ bytes }) => bytes);
  const kept = sizes.reduce((sum, bytes) => sum + bytes, 0);
  const figures = { count: sizes.length, most: limits.count, bytes: kept, mostBytes: limits.total };
  const full = new ApiError(409, 'uploads-full', figures);
  if (sizes.length >= limits.count) throw full;
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  const bounds: UploadRoom[] = [
    { bytes: limits.one, exceeded: new ApiError(413, 'too-large', { what: 'import', bytes: limits.one }) },
    { bytes: limits.total - kept, exceeded: full },
    {
      bytes: free - limits.free,
      exceeded: new ApiError(503, 'space-low', { free, needed: limits.free + announced }),
    },
  ];
  const room = bounds.reduce((least, bound) => (bound.bytes < least.bytes ? bound : least));
  if (room.bytes <= 0 || room.bytes < announced) throw room.exceeded;
  return room;
}

/** Deletes the uploads that no source refers to once they are old. `kept`: paths that sources refer to. */
export function sweepUploads(dir: string, kept: ReadonlySet<string>, now: number): void {
  for (const { path, changedAt } of filesIn(dir)) {
    if (!kept.has(path) && changedAt < now - KEEP_UPLOADS_MS) rmSync(path, { force: true });
  }
}

function filesIn(dir: string): { path: string; bytes: number; changedAt: number }[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    // Another upload may have been deleted meanwhile.
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? [{ path, bytes: found.size, changedAt: found.mtimeMs }] : [];
  });
}
