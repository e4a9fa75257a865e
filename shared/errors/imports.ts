import { z } from 'zod';
import { entry, plain } from './entry.ts';

/** Files on their way in (导入), and the queue on its way out (导出). */
export const importErrors = {
  'empty-upload': plain('没有收到文件内容', 'The file arrived empty: choose it again'),
  'unknown-format': entry(
    { ending: z.string() },
    ({ ending }) => `不支持 ${ending || '无后缀'} 文件，请用 csv、json、ndjson 或 geojson`,
    ({ ending }) =>
      `Files ${ending === '' ? 'without an ending' : ending} are not read: use csv, json, ndjson or geojson`,
  ),
  'disk-full': plain(
    '磁盘已满，文件未保存。请清理磁盘后重试',
    'The disk is full and the file was not kept: free some space and try again',
  ),
  'import-failed': entry(
    { error: z.string() },
    ({ error }) => `读取文件时出现意外错误（${error}），已入库的行保留`,
    ({ error }) => `Reading the file failed unexpectedly (${error}); rows that were stored stay`,
  ),
  'too-many-rows': entry(
    { total: z.int(), most: z.int() },
    ({ total, most }) => `共 ${total} 件，超过一张表能容纳的 ${most} 件，请缩小筛选范围后分次导出`,
    ({ total, most }) => `One sheet holds ${most} cases, not ${total}: narrow the filter and export in parts`,
  ),
};
