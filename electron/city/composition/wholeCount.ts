import type { WholeCount, WholeRequest } from '../../../shared/contract/imports.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import type { ImportTable } from '../store/importTable.ts';
import { createFileAdapter } from '../sync/file/adapter.ts';
import { NO_PROGRESS } from '../sync/file/readingProgress.ts';
import { fileConfig, filePull } from './fileReading.ts';
import type { PreviewDeps } from './importPreview.ts';
import { createListing } from './listing.ts';

/** Missing cases whose numbers are shown. */
const SAMPLES = 5;

/** Reads a list as an import would, writes nothing, and tells what it would close as a whole one (整表). */
export async function countWhole(
  path: string,
  { sourceId, mapping }: WholeRequest,
  deps: Omit<PreviewDeps, 'store'> & { records: Pick<ImportTable, 'missingFrom'> },
  signal: AbortSignal,
): Promise<WholeCount> {
  const { city, clock, workbooks } = deps;
  const config = fileConfig(path, { id: sourceId, name: sourceId, mapping }, deps.pack);
  const adapter = createFileAdapter(config, city, clock.now, workbooks, NO_PROGRESS);
  const listing = createListing();
  for await (const { rows } of adapter.pull(filePull(clock, signal)))
    for (const row of rows) listing.add(adapter.read(row));
  return {
    listed: listing.ids.size(),
    ...deps.records.missingFrom(sourceId, listing.ids, SAMPLES),
    refused: signal.aborted ? sentError('whole-not-finished', {}) : listing.problem(),
  };
}
