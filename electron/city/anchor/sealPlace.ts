import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from '../ports.ts';

/**
 * Where the key that seals the journal is kept, with an anchor beside it. `folder` holds one subfolder for each
 * installation. `outside`: it lies outside the data folder, so that whoever replaces that does not replace this.
 */
export type SealKeeping = {
  folder: string;
  outside: boolean;
  /** The system's secret store, or a file in the folder given. */
  secrets(dir: string): SecretStore;
};

/** What is remembered beside the key: whose it is, and which data folder it belongs to now. */
const PlaceRecord = z.object({
  installation: z.string().regex(/^[0-9a-f]{16}$/),
  /** Empty: a folder that another installation has taken over. */
  dataDir: z.string(),
  /** Who keeps the key: the system's secret store, or a file here. */
  kept: z.enum(['os', 'file']),
});
type PlaceRecord = z.infer<typeof PlaceRecord>;

/** The folder of one installation's key. */
export type SealPlace = PlaceRecord & { dir: string };

const RECORD = 'installation.json';

/** All places under `folder` that can be read. */
function places(folder: string): SealPlace[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const dir = join(folder, name);
    try {
      return [{ ...PlaceRecord.parse(JSON.parse(readFileSync(join(dir, RECORD), 'utf8'))), dir }];
    } catch {
      return [];
    }
  });
}

/** The place of an installation; null if there is none, as on another machine. */
export function placeOf(folder: string, installation: string): SealPlace | null {
  return places(folder).find((one) => one.installation === installation) ?? null;
}

/** The place that belongs to a data folder, whatever database lies there now. */
export function placeOfFolder(folder: string, dataDir: string): SealPlace | null {
  const path = realpathSync(dataDir);
  return places(folder).find((one) => one.dataDir === path) ?? null;
}

/** Makes the place of an installation, for the data folder alone. */
export function claimPlace(keeping: SealKeeping, installation: string, dataDir: string): SealPlace {
  const path = realpathSync(dataDir);
  for (const other of places(keeping.folder))
    if (other.dataDir === path && other.installation !== installation)
      write(other.dir, { ...other, dataDir: '' });
  const dir = placeOf(keeping.folder, installation)?.dir ?? join(keeping.folder, installation);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const record: PlaceRecord = { installation, dataDir: path, kept: keeping.secrets(dir).kind };
  write(dir, record);
  return { ...record, dir };
}

function write(dir: string, { installation, dataDir, kept }: PlaceRecord): void {
  const path = join(dir, RECORD);
  writeFileSync(`${path}.new`, JSON.stringify({ installation, dataDir, kept }), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
