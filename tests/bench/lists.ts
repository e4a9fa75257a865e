import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Print, printLine } from './figure.ts';
import { inFolder } from './support/folder.ts';
import type { Imported } from './support/importList.ts';
import { writeCsv, writeLargeXlsx } from './support/lists.ts';

/**
 * Lists: importing a hall's list of ten columns from the command line, from finding its header to the last commit, each
 * import in a process of its own.
 * - «lists: .xlsx»: milliseconds for a workbook. Bare: the same rows from CSV.
 * - «lists: peak memory»: MiB of resident memory that the process held at most while it imported a workbook of N rows. Bare:
 *   the same for 200,000 rows, so that the ratio tells how memory grows with the rows.
 */

const FEW = 200_000;
const MANY = 1_000_000;
const IMPORT = fileURLToPath(new URL('support/importList.ts', import.meta.url));

async function importOf(folder: string, name: string, rows: number): Promise<Imported> {
  const list = join(folder, name);
  await (name.endsWith('.csv') ? writeCsv : writeLargeXlsx)(list, rows);
  const { stdout } = await promisify(execFile)(process.execPath, [IMPORT, list, join(folder, `of-${name}`)]);
  const imported: Imported = JSON.parse(stdout);
  if (imported.stored !== rows) throw new Error(`${imported.stored} of ${rows} rows were stored`);
  return imported;
}

export async function run(print: Print): Promise<void> {
  const csv = await inFolder((folder) => importOf(folder, 'few.csv', FEW));
  const few = await inFolder((folder) => importOf(folder, 'few.xlsx', FEW));
  print({ bench: 'lists: .xlsx', n: FEW, ours: few.ms, bare: csv.ms, unit: 'ms' });
  const many = await inFolder((folder) => importOf(folder, 'many.xlsx', MANY));
  print({ bench: 'lists: .xlsx', n: MANY, ours: many.ms, bare: null, unit: 'ms' });
  print({ bench: 'lists: peak memory', n: MANY, ours: many.peakMiB, bare: few.peakMiB, unit: 'MiB' });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run(printLine);
