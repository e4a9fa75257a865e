import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { ImportJob } from '../../shared/contract/sources.ts';
import type { CityPack } from '../../shared/pack/schema.ts';
import { openImportSession } from '../city/composition/importSession.ts';
import { createLogger } from '../city/log/createLogger.ts';
import { inspectFile } from '../city/sync/file/inspectFile.ts';
import { createWorkbooks, type Workbooks } from '../city/sync/file/workbook/readWorkbook.ts';
import { readEncryption } from './databaseKeys.ts';
import { openDataFolder } from './dataFolder.ts';
import { EXIT, LaunchError } from './exitCodes.ts';
import { DEFAULT_PACK, openPack } from './launch.ts';
import { nodeEnvironment } from './nodeEnvironment.ts';
import { parseFlags, wrongFlags } from './parseFlags.ts';
import { runCommand } from './runCommand.ts';
import { sealKeeping } from './sealKeeping.ts';

const HELP = `导入案件清单（Excel 工作簿、csv、json、ndjson、geojson），字段对应由程序猜测。

用法：npm run import -- --data DIR [--pack ID|DIR] 文件…

进度写到标准错误；结束时标准输出是一行 JSON：各文件的对账，received = stored + unchanged + quarantined。
同一文件再次导入时，未变的案件计入 unchanged。Ctrl-C 取消，已入库的行保留。
退出码：0 全部完成，1 有文件失败，2 选项或文件有误，130 已取消；其余同 serve。
`;

type ImportOptions = { data: string; pack: string | null; files: string[] };
type Outcome = Pick<
  ImportJob,
  'sourceId' | 'state' | 'accounting' | 'leftOut' | 'lettersLost' | 'notes' | 'error'
> & {
  file: string;
};

async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === null) {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  const environment = nodeEnvironment('warn');
  const pack = openPack(options.pack ?? DEFAULT_PACK, environment);
  const workbooks = createWorkbooks(environment.workbookWorkerUrl);
  // All files are inspected before the first row is written.
  const readable = await Promise.all(options.files.map((path) => inspect(path, pack, workbooks)));
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
  let cancelled = false;
  process.on('SIGINT', () => {
    cancelled = true;
    session.imports.cancelAll();
  });
  const outcomes: Outcome[] = [];
  try {
    for (const { path, mapping } of readable) {
      if (cancelled) break;
      const { sourceId, name } = sourceFor(path);
      session.record(sourceId, basename(path));
      const job = await session.imports.startFile(path, { sourceId, name, mapping });
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
        const { state, accounting, leftOut, lettersLost, notes, error } = ended;
        outcomes.push({ file: path, sourceId, state, accounting, leftOut, lettersLost, notes, error });
      }
    }
    // After a cancellation the service indexes the cases at its next start.
    if (!cancelled) session.index();
  } finally {
    await session.close();
    logger.close();
  }
  process.stdout.write(`${JSON.stringify({ files: outcomes, cancelled })}\n`);
  if (cancelled) return EXIT.cancelled;
  return outcomes.every((outcome) => outcome.state === 'done') ? EXIT.ok : EXIT.failure;
}

function readOptions(argv: string[]): ImportOptions | null {
  const { values, positionals } = parseFlags(
    argv,
    { data: { type: 'string' }, pack: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    true,
  );
  if (values.help) return null;
  if (values.data === undefined || values.data === '')
    throw wrongFlags('请用 --data 指定数据文件夹', undefined);
  if (positionals.length === 0) throw wrongFlags('请给出要导入的文件', undefined);
  return { data: values.data, pack: values.pack ?? null, files: positionals.map((file) => resolve(file)) };
}

async function inspect(path: string, pack: CityPack, workbooks: Workbooks) {
  const report = await inspectFile(path, null, pack.manifest, workbooks).catch((error: unknown) => {
    throw new LaunchError(
      EXIT.usage,
      `文件 ${path} 无法读取：${error instanceof Error ? error.message : ''}`,
      error,
    );
  });
  if (report.missing.length > 0) {
    const columns = report.columns.map((column) => column.name).join('、');
    throw new LaunchError(
      EXIT.usage,
      `文件 ${path} 猜不出字段 ${report.missing.join('、')}，请在界面的“数据接入”中导入并手工对应。文件中的列：${columns}`,
      undefined,
    );
  }
  return { path, mapping: report.mapping };
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

/** What the accounting does not say: rows that are no cases, broken letters, and what is odd about stored rows. */
function printRemarks({ leftOut, lettersLost = 0, notes = [] }: ImportJob): void {
  const left = Object.values(leftOut ?? {}).reduce((sum, rows) => sum + rows, 0);
  if (left > 0) process.stderr.write(`· 另有 ${left} 行不是案件（标题、重复的表头、合计、说明），未计入\n`);
  if (lettersLost > 0) process.stderr.write(`· 有 ${lettersLost} 个字的编码已损坏，读不出来\n`);
  for (const { note, rows } of notes) process.stderr.write(`· ${rows} 行：${note.message}\n`);
}

await runCommand(run);
