import { resolve } from 'node:path';
import { ImportRowKind, UndoRequest } from '../../shared/contract/imports.ts';
import { parseFlags, wrongFlags } from './parseFlags.ts';

export const HELP = `导入案件清单（Excel 工作簿、csv、json、ndjson、geojson），字段对应由程序猜测。

用法：npm run import -- --data DIR [--pack ID|DIR] [--into 数据源] [--id-from 列,列] 文件…
      npm run import -- --dry-run [--pack ID|DIR] [--id-from 列,列] 文件…
      npm run import -- --data DIR --whole [--closes N] [--into 数据源] 文件
      npm run import -- --data DIR --undo 导入编号 --reason 原因
      npm run import -- --data DIR --rows 导入编号 --kind clean|noted|unchanged|quarantined

--id-from 清单没有编号列、或编号列大量重复时，用这几列的内容组成编号（自编号），如 --id-from 上报时间,地址。
--dry-run 预检：按同样的读法通读全文，只报告结果，不写任何数据，不需要 --data。
--into 导入到已有的文件数据源（按编号）；不给则每个路径一个数据源。
--whole 这是整表：数据源中未结而表中没有的案件按结案处理。不带 --closes 时只数出件数，不写库；
  核对后以 --closes N 再执行，件数不符则一件也不结。
--undo 撤销一次导入（编号见导入结果的 id）：新增的移除，改动的还原，其后又有变化的不动。
--rows 列出一次导入中某一类的行，每行一个 JSON：clean 入库无说明，noted 入库有说明，unchanged 未变，quarantined 隔离。

进度写到标准错误；结束时标准输出是一行 JSON：各文件的对账，received = stored + unchanged + quarantined；
以及 tally：在办与已结案、状态词、隔离原因、未落到街道的原因。
同一文件再次导入时，未变的案件计入 unchanged。Ctrl-C 取消，已入库的行保留。
退出码：0 全部完成，1 有文件失败，2 选项或文件有误，130 已取消；其余同 serve。
`;

/** `data` null: a dry run. */
export type ImportOptions = {
  data: string | null;
  pack: string | null;
  idFrom: string[];
  files: string[];
  into: string | null;
  whole: 'no' | 'count' | { closes: number };
  undo: { id: string; reason: string } | null;
  /** An import whose rows of one kind are listed. */
  rows: { id: string; kind: ImportRowKind } | null;
};

/** As many columns as a mapping takes. */
const MOST_ID_COLUMNS = 6;

/** Null: help was asked for. @throws LaunchError where flags contradict each other */
export function readImportOptions(argv: string[]): ImportOptions | null {
  const { values, positionals } = parseFlags(
    argv,
    {
      ...{ data: { type: 'string' }, pack: { type: 'string' }, 'id-from': { type: 'string' } },
      ...{ 'dry-run': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      ...{ into: { type: 'string' }, whole: { type: 'boolean' }, closes: { type: 'string' } },
      ...{ undo: { type: 'string' }, reason: { type: 'string' } },
      ...{ rows: { type: 'string' }, kind: { type: 'string' } },
    },
    true,
  );
  if (values.help) return null;
  const problem = contradiction(values, positionals.length);
  if (problem !== null) throw wrongFlags(problem, undefined);
  const { undo: id, closes, whole: isWhole = false } = values;
  const isDry = values['dry-run'] === true;
  return {
    ...{ data: isDry ? null : (values.data ?? null), pack: values.pack ?? null, into: values.into ?? null },
    idFrom: idColumns(values['id-from']),
    files: positionals.map((file) => resolve(file)),
    whole: isWhole ? (closes === undefined ? 'count' : { closes: Number(closes) }) : 'no',
    rows: values.rows === undefined ? null : { id: values.rows, kind: ImportRowKind.parse(values.kind) },
    undo: id === undefined ? null : { id, reason: UndoRequest.shape.reason.parse(values.reason) },
  };
}

type Values = {
  [name in 'data' | 'into' | 'closes' | 'undo' | 'reason' | 'id-from' | 'rows' | 'kind']?: string | undefined;
} & { [name in 'dry-run' | 'whole']?: boolean | undefined };

/** Why these flags and so many files do not go together, in one sentence; null if they do. */
function contradiction(values: Values, files: number): string | null {
  const { data = '', into, closes, undo, reason } = values;
  const [isDry, isWhole, isUndo] = [values['dry-run'] === true, values.whole === true, undo !== undefined];
  if (!isDry && data === '') return '请用 --data 指定数据文件夹';
  const ofRows = rowsProblem(values, files);
  if (ofRows !== null || values.rows !== undefined) return ofRows;
  if (isDry && (isUndo || isWhole || closes !== undefined || into !== undefined))
    return '--dry-run 只预检，不能与 --undo、--whole、--closes、--into 同用';
  if (isUndo && (isWhole || closes !== undefined || into !== undefined || values['id-from'] !== undefined))
    return '--undo 只撤销，不能与 --whole、--closes、--into、--id-from 同用';
  if (isUndo && files > 0) return '--undo 只撤销，不能同时导入文件';
  if (undo?.trim() === '') return '--undo 要写导入编号';
  if (isUndo && !UndoRequest.shape.reason.safeParse(reason).success)
    return '撤销导入请用 --reason 写明原因，4 到 200 个字';
  if (!isUndo && reason !== undefined) return '--reason 是撤销的原因，只与 --undo 同用';
  if (!isUndo && files === 0) return '请给出要导入的文件';
  if (into?.trim() === '') return '--into 要写数据源编号';
  if (!isWhole && closes !== undefined) return '--closes 只与 --whole 同用';
  if (isWhole && files !== 1) return '--whole 一次只能给一个文件';
  if (closes !== undefined && !/^\d{1,9}$/.test(closes)) return '--closes 要写件数，如 --closes 12';
  return null;
}

/** The same of `--rows` and `--kind`. */
function rowsProblem({ rows, kind, ...others }: Values, files: number): string | null {
  if (rows === undefined) return kind === undefined ? null : '--kind 只与 --rows 同用';
  const { data: _, ...not } = others;
  if (Object.values(not).some((value) => value !== undefined) || files > 0)
    return '--rows 只列出一次导入的行，只与 --data、--pack、--kind 同用';
  if (rows.trim() === '') return '--rows 要写导入编号';
  return ImportRowKind.safeParse(kind).success
    ? null
    : `请用 --kind 写明哪一类：${ImportRowKind.options.join('、')}`;
}

function idColumns(text: string | undefined): string[] {
  const columns = (text ?? '')
    .split(/[,，]/)
    .map((column) => column.trim())
    .filter((column) => column !== '');
  if (text !== undefined && (columns.length === 0 || columns.length > MOST_ID_COLUMNS))
    throw wrongFlags(`--id-from 要写一到 ${MOST_ID_COLUMNS} 列的表头，用逗号分开`, undefined);
  return columns;
}
