import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { previewImport } from '../../../electron/city/composition/importPreview.ts';
import { openImportSession } from '../../../electron/city/composition/importSession.ts';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import { inspectFile } from '../../../electron/city/sync/file/inspectFile.ts';
import { createPlacer } from '../../../shared/pack/placer.ts';
import { keepingBeside } from '../../support/city.ts';
import { silent } from '../../support/syncing.ts';
import { workbooks, workbookWorkerUrl } from '../../support/workbooks.ts';

/**
 * Run by memory.test.ts: checks a list or counts it as a whole one, and prints how many bytes it held from time to time, without what can be
 * collected. argv: what, list, data folder.
 */
const [what = '', list = '', dataDir = ''] = process.argv.slice(2);
/** A look at the memory takes some milliseconds. */
const CALLS_PER_LOOK = 3000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const held: number[] = [];
let calls = 0;

/** The clock is asked for each row. */
const clock = {
  now() {
    calls += 1;
    if (calls % CALLS_PER_LOOK === 0) {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      held.push(heapUsed + external);
    }
    return Date.UTC(2027, 0, 1) + calls;
  },
};

const build = (path: string) => new URL(`../../../build/${path}`, import.meta.url).pathname;
const pack = readPack(build('packs/nanjing-qinhuai'), build('calendars'));
const { bbox, fallbackPoints, zone } = pack.manifest;

async function check(): Promise<void> {
  const { mapping } = await inspectFile(list, null, pack.manifest, workbooks);
  const report = await previewImport(
    list,
    { mapping, sourceId: null },
    {
      ...{
        city: { bbox, fallbackPoints, zone },
        clock,
        workbooks,
        placer: createPlacer(pack),
        pack,
        store: null,
      },
      ...{ signal: new AbortController().signal, onProgress: () => undefined },
    },
  );
  if (report === null || report.tally.rows === 0) throw new Error('the list was not read');
}

async function count(): Promise<void> {
  const session = await openImportSession({
    ...{ dataDir, uploadsDir: join(dataDir, 'uploads'), pack, logger: silent, clock, workbookWorkerUrl },
    ...{ keeping: keepingBeside(dataDir), encryption: null },
  });
  const { mapping } = await inspectFile(list, null, pack.manifest, workbooks);
  const { signal } = new AbortController();
  const { listed } = await session.imports.countWhole(list, { sourceId: 'list', mapping }, signal);
  if (listed === 0) throw new Error('the list was not counted');
  await session.close();
}

await (what === 'check' ? check() : count());
process.stdout.write(`${JSON.stringify(held)}\n`);
