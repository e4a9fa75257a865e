import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { databasePath } from '../../../electron/city/store/files.ts';

/**
 * Databases that the program of version 9 filled itself: `story` with whistles of every course, refused commands, two
 * hand-overs signed and one open, sign-ins and wrong PINs; `fortnight` with ten whistles over two holidays.
 */
export const OLD_DATABASES = ['story', 'fortnight'] as const;

/** Puts one of them into a data folder. */
export function placeOldDatabase(name: (typeof OLD_DATABASES)[number], dataDir: string): void {
  const file = new URL(`../../fixtures/databases/version-9-${name}.db.gz`, import.meta.url);
  writeFileSync(databasePath(dataDir), gunzipSync(readFileSync(file)));
}
