import { maskPersons } from '../../electron/city/privacy/wallText.ts';
import { openColumnReader } from '../../electron/city/store/columnReader.ts';
import { databasePath } from '../../electron/city/store/files.ts';

/** The content of a data folder, read directly from the database file. */
export function readDataFolder(dataDir: string) {
  const reader = openColumnReader(databasePath(dataDir), null, maskPersons);
  try {
    const stored = [...reader.rows()];
    return {
      count: stored.length,
      closed: stored.filter((row) => !row.open).length,
      gone: stored.filter((row) => row.gone).length,
      located: stored.filter((row) => row.lon !== null).length,
      times: stored.map((row) => row.requestedAt).sort((a, b) => a - b),
    };
  } finally {
    reader.close();
  }
}
