import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { ImportJob, UploadReport } from '../../shared/contract/sources.ts';
import type { CityPack } from '../../shared/pack/schema.ts';
import { withKeptWords } from '../../shared/source/keptWords.ts';
import { unmappedColumns } from '../../shared/source/unmappedColumns.ts';
import { type ImportSession, openImportSession } from '../city/composition/importSession.ts';
import { createLogger } from '../city/log/createLogger.ts';
import { inspectFile } from '../city/sync/file/inspectFile.ts';
import { createWorkbooks, type Workbooks } from '../city/sync/file/workbook/readWorkbook.ts';
import { readEncryption } from './databaseKeys.ts';
import { openDataFolder } from './dataFolder.ts';
import { dryRun } from './dryRun.ts';
import { EXIT, LaunchError } from './exitCodes.ts';
import { HELP, type ImportOptions, readImportOptions } from './importOptions.ts';
import { printRemarks } from './importRemarks.ts';
import { DEFAULT_PACK, openPack } from './launch.ts';
import { nodeEnvironment } from './nodeEnvironment.ts';
import { runCommand } from './runCommand.ts';
import { sealKeeping } from './sealKeeping.ts';

type Outcome = Pick<
  ImportJob,
  | 'id'
  | 'whole'
  | 'sourceId'
  | 'state'
  | 'accounting'
  | 'leftOut'
  | 'lettersLost'
  | 'notes'
  | 'tally'
  | 'error'
> & {
  file: string;
};

/** Rows that are looked up at once. */
const MOST_ROWS = 200;

async function run(argv: string[]): Promise<number> {
  const options = readImportOptions(argv);
  if (options === null) {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  const environment = nodeEnvironment('warn');
  const pack = openPack(options.pack ?? DEFAULT_PACK, environment);
  const workbooks = createWorkbooks(environment.workbookWorkerUrl);
  // All files are inspected before the first row is written.
  const readable = await Promise.all(
    options.files.map((path) => inspect(path, options.idFrom, pack, workbooks)),
  );
  if (options.data === null) return dryRun(readable, pack, workbooks, environment.clock);
  const dataDir = openDataFolder(options.data);
  const uploadsDir = join(dataDir, 'uploads');
  mkdirSync(uploadsDir, { recursive: true, mode: 0o700 });
  const logger = createLogger({
    dir: join(dataDir, 'logs'),
    name: 'city',
    stderrLevel: 'warn',
    now: environment.clock.now,
  });
  const session = await openImportSession({
    ...{ dataDir, uploadsDir, pack, clock: environment.clock, logger },
    keeping: sealKeeping(environment, dataDir),
    encryption: await readEncryption(dataDir, environment),
    workbookWorkerUrl: environment.workbookWorkerUrl,
  });
  const cancel = new AbortController();
  process.on('SIGINT', () => {
    cancel.abort();
    session.imports.cancelAll();
  });
  const outcomes: Outcome[] = [];
  try {
    if (options.undo !== null) return await undo(session, options.undo);
    if (options.rows !== null) return printRows(session, options.rows);
    for (const { path, mapping: guessed, columns } of readable) {
      if (cancel.signal.aborted) break;
      const { sourceId, name } = session.target(options.into) ?? sourceFor(path);
      const earlier = session.mappingOf(sourceId);
      const mapping = earlier === null ? guessed : withKeptWords(guessed, earlier, columns);
      if (options.whole === 'count') {
        const count = await session.imports.countWhole(path, { sourceId, mapping }, cancel.signal);
        if (cancel.signal.aborted) return EXIT.cancelled;
        process.stdout.write(`${JSON.stringify({ file: path, sourceId, ...count })}\n`);
        return count.refused === null ? EXIT.ok : EXIT.failure;
      }
      const whole = options.whole === 'no' ? {} : { whole: options.whole };
      session.record(sourceId, basename(path));
      const job = await session.imports.startFile(path, { sourceId, name, mapping, ...whole });
      const progress = setInterval(
        () =>
          printProgress(
            session.imports.jobs().find((one) => one.id === job.id),
            path,
          ),
        500,
      );
      const ended = await session.imports.finished(job.id);
      clearInterval(progress);
      printProgress(ended ?? undefined, path);
      if (ended !== null) {
        printRemarks(ended);
        const { id, state, accounting, leftOut, lettersLost, notes, tally, whole: closed, error } = ended;
        outcomes.push({
          ...{ id, file: path, sourceId, state, accounting, leftOut, lettersLost, notes, error },
          ...(tally === undefined ? {} : { tally }),
          ...(closed === undefined ? {} : { whole: closed }),
        });
      }
    }
    // After a cancellation the service indexes the cases at its next start.
    if (!cancel.signal.aborted) session.index();
  } finally {
    await session.close();
    logger.close();
  }
  const cancelled = cancel.signal.aborted;
  process.stdout.write(`${JSON.stringify({ files: outcomes, cancelled })}\n`);
  if (cancelled) return EXIT.cancelled;
  return outcomes.every((outcome) => outcome.state === 'done') ? EXIT.ok : EXIT.failure;
}

async function undo(session: ImportSession, { id, reason }: { id: string; reason: string }): Promise<number> {
  const undone = await session.undo(id, reason);
  if (undone === null) throw new LaunchError(EXIT.usage, `没有编号为 ${id} 的导入`, undefined);
  session.index();
  process.stdout.write(`${JSON.stringify(undone)}\n`);
  return EXIT.ok;
}

/** Prints the rows of an import of one kind, each as one line of JSON. */
function printRows(session: ImportSession, { id, kind }: NonNullable<ImportOptions['rows']>): number {
  for (let offset = 0; ; offset += MOST_ROWS) {
    const page = session.imports.rows(id, { kind, limit: MOST_ROWS, offset });
    if (page === null) throw new LaunchError(EXIT.usage, `没有编号为 ${id} 的导入`, undefined);
    for (const row of page.items) process.stdout.write(`${JSON.stringify({ kind, ...row })}\n`);
    if (offset + MOST_ROWS < page.known) continue;
    if (page.known < page.total)
      process.stderr.write(
        `这一类共 ${page.total} 行，逐行记录只有 ${page.known} 行：早先的版本没有保留，撤销后也不再保留\n`,
      );
    return EXIT.ok;
  }
}

async function inspect(path: string, idFrom: string[], pack: CityPack, workbooks: Workbooks) {
  const report = await inspectFile(path, null, pack.manifest, workbooks).catch((error: unknown) => {
    throw new LaunchError(
      EXIT.usage,
      `文件 ${path} 无法读取：${error instanceof Error ? error.message : ''}`,
      error,
    );
  });
  const columns = report.columns.map((column) => column.name).join('、');
  for (const name of idFrom) {
    const column = report.columns.find((one) => one.name === name);
    if (column === undefined)
      throw new LaunchError(EXIT.usage, `文件 ${path} 没有列“${name}”。文件中的列：${columns}`, undefined);
    if (column.contact != null)
      throw new LaunchError(EXIT.usage, `文件 ${path} 的列“${name}”是联系信息，不能用来组成编号`, undefined);
  }
  const missing = report.missing.filter((field) => field !== 'id' || idFrom.length === 0);
  const proposed = report.idProposal?.columns.join(',') ?? '';
  if (missing.length > 0) {
    const advice =
      missing.includes('id') && proposed !== '' ? `没有编号列时可加 --id-from ${proposed}。` : '';
    throw new LaunchError(
      EXIT.usage,
      `文件 ${path} 猜不出字段 ${missing.join('、')}，请在界面的“数据接入”中导入并手工对应。${advice}文件中的列：${columns}`,
      undefined,
    );
  }
  const repeats = report.idProposal?.repeats ?? null;
  if (repeats !== null && idFrom.length === 0)
    process.stderr.write(
      `${basename(path)} 重复编号：列“${repeats.column}”的前 ${repeats.rows} 行只有 ${repeats.distinct} 个不同的值，可能不是编号；可加 --id-from ${proposed}\n`,
    );
  const mapping = idFrom.length === 0 ? report.mapping : { ...report.mapping, idFrom };
  printUnread(path, { ...report, mapping });
  return { path, columns: report.columns.map((column) => column.name), mapping };
}

/** Sheets and columns that will not be read: nothing is left out without a word. */
function printUnread(path: string, { sheets, columns, mapping }: Omit<UploadReport, 'uploadId'>): void {
  const sheet = mapping.sheet ?? null;
  const others = (sheets ?? []).filter(({ name }) => name !== sheet);
  if (sheet !== null && others.length > 0)
    process.stderr.write(
      `${basename(path)} 读工作表“${sheet}”，其余 ${others.length} 张未读：${others
        .map(({ name, hidden }) => (hidden ? `${name}（隐藏）` : name))
        .join('、')}\n`,
    );
  const left = unmappedColumns(columns, mapping);
  if (left.length > 0)
    process.stderr.write(
      `${basename(path)} 有 ${left.length} 列没有对应，只随原始数据保留：${left.map(({ name }) => name).join('、')}\n`,
    );
}

/** Id and name of the source of a file. The same path gives the same id, so a second import finds its cases unchanged. */
function sourceFor(path: string): { sourceId: string; name: string } {
  const name = basename(path, extname(path));
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 20);
  const mark = createHash('sha256').update(path).digest('hex').slice(0, 6);
  return { sourceId: ['file', slug, mark].filter((part) => part !== '').join('-'), name: name.slice(0, 80) };
}

function printProgress(job: ImportJob | undefined, path: string): void {
  if (job === undefined) return;
  const { received, stored, unchanged, quarantined } = job.accounting;
  const percent = job.bytesTotal === 0 ? 100 : Math.floor((100 * job.bytesRead) / job.bytesTotal);
  process.stderr.write(
    `${basename(path)} ${percent}%  收到 ${received} = 入库 ${stored} + 未变 ${unchanged} + 隔离 ${quarantined}\n`,
  );
}

await runCommand(run);
