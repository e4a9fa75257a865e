import { readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
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

/** An upload under way. */
export type AdmittedUpload = {
  /** Counts bytes before they are written. Returns the error of an upload for which there is no room any more. */
  add(bytes: number): ApiError | null;
  /** To be called at the end. `kept`: whether its file stays. */
  end(kept: boolean): void;
};

/** Admits uploads into the folder `dir`. The limits hold for those that run at the same time, too. */
export function createUploadQuota(dir: string, limits: UploadLimits) {
  /** Files of the uploads under way; they may not be there yet. */
  const underWay = new Set<string>();
  /** Bytes that arrived for files that are kept or under way: how much the folder has grown since it was measured. */
  let arrived = 0;

  return {
    /**
     * Checks whether there is room for an upload of `announced` bytes (0: unknown) to the file `path`.
     * @throws ApiError 413 `too-large`, 409 `uploads-full`, 503 `space-low`, each with the figures.
     */
    admit(path: string, announced: number): AdmittedUpload {
      const files = filesIn(dir);
      const count = new Set([...files.map((file) => file.path), ...underWay]).size;
      const kept = files.reduce((sum, { bytes }) => sum + bytes, 0);
      const full = () =>
        new ApiError(409, 'uploads-full', {
          ...{ count, most: limits.count, bytes: kept, mostBytes: limits.total },
        });
      if (count >= limits.count) throw full();
      const { bavail, bsize } = statfsSync(dir);
      const free = bavail * bsize;
      const arrivedBefore = arrived;

      /** `own`: bytes of this upload; `all`: of every upload since the folder was measured. */
      const problem = (own: number, all: number): ApiError | null => {
        if (own > limits.one) return new ApiError(413, 'too-large', { what: 'import', bytes: limits.one });
        if (kept + all > limits.total) return full();
        if (free - all < limits.free)
          return new ApiError(503, 'space-low', { free, needed: limits.free + all });
        return null;
      };
      // Even an empty file needs a byte.
      const refused = problem(announced, Math.max(1, announced));
      if (refused !== null) throw refused;

      let own = 0;
      underWay.add(path);
      return {
        add(bytes) {
          own += bytes;
          arrived += bytes;
          return problem(own, arrived - arrivedBefore);
        },
        end(isKept) {
          underWay.delete(path);
          if (!isKept) arrived -= own;
        },
      };
    },
  };
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
