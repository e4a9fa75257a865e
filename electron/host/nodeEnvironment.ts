import { uptime } from 'node:os';
import { fileURLToPath } from 'node:url';
import { fileSecrets } from '../city/secrets/fileSecrets.ts';
import { type HostEnvironment, productVersion } from './launch.ts';

/** The environment of the web host under plain Node: the system's clock, and keys in a file of the data folder. */
export function nodeEnvironment(stderrLevel: HostEnvironment['stderrLevel']): HostEnvironment {
  return {
    env: process.env,
    platform: process.platform,
    clock: { now: () => Date.now() },
    // Seconds since the machine was switched on, sleep included.
    steady: () => uptime() * 1000,
    random: Math.random,
    secrets: (dataDir) => fileSecrets({ dataDir, platform: process.platform }),
    columnsWorkerUrl: new URL('../city/columns/worker.ts', import.meta.url),
    previewWorkerUrl: new URL('../city/whistles/preview/worker.ts', import.meta.url),
    workbookWorkerUrl: new URL('../city/sync/file/workbook/worker.ts', import.meta.url),
    layersWorkerUrl: new URL('../city/layers/worker.ts', import.meta.url),
    backupWorkerUrl: new URL('../city/store/backup/worker.ts', import.meta.url),
    packsDir: fileURLToPath(new URL('../../build/packs', import.meta.url)),
    calendarsDir: fileURLToPath(new URL('../../build/calendars', import.meta.url)),
    stderrLevel,
    strictAnswers: process.env['NODE_ENV'] === 'test',
    version: productVersion(new URL('../../package.json', import.meta.url)),
  };
}
