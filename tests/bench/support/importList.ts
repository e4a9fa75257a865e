import { basename, join } from 'node:path';
import { openImportSession } from '../../../electron/city/composition/importSession.ts';
import { inspectFile } from '../../../electron/city/sync/file/inspectFile.ts';
import { keepingBeside } from '../../support/city.ts';
import { silent } from '../../support/syncing.ts';
import { workbooks, workbookWorkerUrl } from '../../support/workbooks.ts';
import { benchPack } from './cases.ts';

/** Imports a list in a process of its own, as the command line does: `importList.ts LIST FOLDER`. Prints what `Imported` says. */
export type Imported = { ms: number; stored: number; peakMiB: number };

const [list = '', folder = ''] = process.argv.slice(2);
const pack = benchPack();
const session = await openImportSession({
  ...{ dataDir: join(folder, 'data'), uploadsDir: join(folder, 'uploads'), pack, logger: silent },
  ...{ clock: { now: () => Date.UTC(2027, 0, 1) }, workbookWorkerUrl },
  ...{ keeping: keepingBeside(join(folder, 'data')), encryption: null },
});
const start = performance.now();
const { mapping } = await inspectFile(list, null, pack.manifest, workbooks);
const job = await session.imports.startFile(list, { sourceId: 'list', name: basename(list), mapping });
const ended = await session.imports.finished(job.id);
const ms = performance.now() - start;
await session.close();
if (ended?.state !== 'done') throw new Error(`the import ended as ${ended?.state}: ${ended?.error?.message}`);
const imported: Imported = {
  ...{ ms, stored: ended.accounting.stored },
  // Kilobytes on every system that Node runs on.
  peakMiB: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(imported));
