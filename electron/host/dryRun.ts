import { basename } from 'node:path';
import type { FieldMapping } from '../../shared/contract/sources.ts';
import { createPlacer } from '../../shared/pack/placer.ts';
import type { CityPack } from '../../shared/pack/schema.ts';
import { explain } from '../city/composition/explain.ts';
import { previewImport } from '../city/composition/importPreview.ts';
import type { Clock } from '../city/ports.ts';
import type { Workbooks } from '../city/sync/file/workbook/readWorkbook.ts';
import { notesOf } from '../city/sync/rowTally.ts';
import { EXIT } from './exitCodes.ts';
import { printRemarks } from './importRemarks.ts';

/** Reads the files as an import would, prints what would come of them, and writes nothing (预检). */
export async function dryRun(
  readable: { path: string; mapping: FieldMapping }[],
  pack: CityPack,
  workbooks: Workbooks,
  clock: Clock,
): Promise<number> {
  const { bbox, fallbackPoints, zone } = pack.manifest;
  const placer = createPlacer(pack);
  const abort = new AbortController();
  process.on('SIGINT', () => abort.abort());
  const outcomes: unknown[] = [];
  let hasFailed = false;
  for (const { path, mapping } of readable) {
    if (abort.signal.aborted) break;
    try {
      const report = await previewImport(
        path,
        { mapping, sourceId: null },
        {
          ...{ city: { bbox, fallbackPoints, zone }, clock, workbooks, placer, pack, store: null },
          ...{ signal: abort.signal, onProgress: () => undefined },
        },
      );
      if (report === null) break;
      const { tally, leftOut, lettersLost } = report;
      process.stderr.write(
        `${basename(path)} 预检：共 ${tally.rows} 行 = 可入库 ${tally.clean + tally.noted} + 将隔离 ${tally.refused}，未写入\n`,
      );
      const notes = notesOf(tally);
      printRemarks({ leftOut, lettersLost, notes, tally });
      outcomes.push({ file: path, state: 'previewed', leftOut, lettersLost, notes, tally, error: null });
    } catch (error) {
      hasFailed = true;
      const sent = explain(error);
      process.stderr.write(`${basename(path)}：${sent.message}\n`);
      outcomes.push({ file: path, state: 'failed', error: sent });
    }
  }
  const cancelled = abort.signal.aborted;
  process.stdout.write(`${JSON.stringify({ dryRun: true, files: outcomes, cancelled })}\n`);
  if (cancelled) return EXIT.cancelled;
  return hasFailed ? EXIT.failure : EXIT.ok;
}
