import { z } from 'zod';
import { entry, plain } from './entry.ts';

/** Bytes as they are read: 512 KB, 3.5 MB, 12 GB. */
function size(bytes: number): string {
  const units = ['KB', 'MB', 'GB', 'TB'];
  const at = Math.min(units.length, Math.max(1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10)));
  return `${Number((bytes / 1024 ** at).toFixed(1))} ${units[at - 1]}`;
}

/** Files on their way in (导入), and the queue on its way out (导出). */
export const importErrors = {
  'empty-upload': plain('没有收到文件内容', 'The file arrived empty: choose it again'),
  'unknown-format': entry(
    { ending: z.string() },
    ({ ending }) => `不支持 ${ending || '无后缀'} 文件，请用 Excel 工作簿、csv、json、ndjson 或 geojson`,
    ({ ending }) =>
      `Files ${ending === '' ? 'without an ending' : ending} are not read: use an Excel workbook, csv, json, ndjson or geojson`,
  ),
  'disk-full': plain(
    '磁盘已满，文件未保存。请清理磁盘后重试',
    'The disk is full and the file was not kept: free some space and try again',
  ),
  'uploads-full': entry(
    { count: z.int(), most: z.int(), bytes: z.int(), mostBytes: z.int() },
    (p) =>
      `已保存 ${p.count} 个上传文件，共 ${size(p.bytes)}，上限为 ${p.most} 个、${size(p.mostBytes)}。请先移除不再需要的文件数据源；未用的上传文件七天后自动清除`,
    (p) =>
      `Uploads are full: ${p.count} files of ${size(p.bytes)} are kept, and the limit is ${p.most} files and ${size(p.mostBytes)}. Remove file sources that are no longer needed; unused uploads are deleted after seven days`,
  ),
  'space-low': entry(
    { free: z.number(), needed: z.number() },
    (p) =>
      `数据文件夹所在磁盘只剩 ${size(p.free)}，上传后须至少留下供数据库使用的空间，共需 ${size(p.needed)}。请清理磁盘后重试`,
    (p) =>
      `The disk of the data folder has ${size(p.free)} left; ${size(p.needed)} are needed, with what the database must keep: free some space and try again`,
  ),
  'import-failed': entry(
    { error: z.string() },
    ({ error }) => `读取文件时出现意外错误（${error}），已入库的行保留`,
    ({ error }) => `Reading the file failed unexpectedly (${error}); rows that were stored stay`,
  ),
  'import-interrupted': plain(
    '导入中途程序退出，已入库的行保留。可撤销后重新导入',
    'The program ended during the import; rows that were stored stay. Undo it and import again',
  ),
  'import-busy': entry(
    { source: z.string() },
    ({ source }) => `数据源 ${source} 正在导入或撤销，请待其完成后再试`,
    ({ source }) => `An import into source ${source} is running or being undone: try again when it has ended`,
  ),
  'import-undone': plain('这次导入已经撤销过', 'This import has been undone already'),
  'whole-unreadable': entry(
    { rows: z.int() },
    ({ rows }) => `表中有 ${rows} 行读不出编号，无法断定哪些案件不在表中，因此未按整表结案。请更正后重新导入`,
    ({ rows }) =>
      `The list has ${rows} rows without a readable number, so it cannot be told which cases it lacks: none was closed. Correct them and import again`,
  ),
  'whole-empty': plain(
    '表中没有一件案件，不能当作整表，未结案',
    'The list has no case at all and cannot be taken for a whole one: none was closed',
  ),
  'whole-not-finished': plain(
    '没有读完整张表，因此未按整表结案',
    'The list was not read to its end, so none was closed',
  ),
  'whole-changed': entry(
    { confirmed: z.int(), found: z.int() },
    ({ confirmed, found }) =>
      `确认时应结案 ${confirmed} 件，导入后实为 ${found} 件，两者不一致，因此一件也未结案。请核对后按整表重新导入`,
    ({ confirmed, found }) =>
      `When it was confirmed, ${confirmed} cases were to be closed, and after the import ${found}: none was closed. Check it and import the whole list again`,
  ),
  'too-many-rows': entry(
    { total: z.int(), most: z.int() },
    ({ total, most }) => `共 ${total} 件，超过一张表能容纳的 ${most} 件，请缩小筛选范围后分次导出`,
    ({ total, most }) => `One sheet holds ${most} cases, not ${total}: narrow the filter and export in parts`,
  ),
};
