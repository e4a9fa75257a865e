import { z } from 'zod';
import { byReason, entry, plain } from './entry.ts';

/** Connections to upstreams (数据接入). */
export const sourceErrors = {
  'source-exists': entry(
    { id: z.string() },
    ({ id }) => `编号 ${id} 已用于另一个数据源，请换一个编号`,
    ({ id }) => `The number ${id} belongs to another source: choose another`,
  ),
  'source-paused': plain('数据源已暂停，请先恢复再同步', 'The source is paused: resume it before asking it'),
  'other-kind': plain(
    '这类数据源没有所改的设置，请刷新后重试',
    'A source of this kind has no such setting: reload and try again',
  ),
  'secrets-refused': entry(
    { reason: z.enum(['readable-by-others', 'damaged']), path: z.string() },
    ({ reason, path }) =>
      reason === 'damaged'
        ? `密钥文件 ${path} 内容损坏。请移走该文件并重新填写各数据源的密钥`
        : `密钥文件 ${path} 可被其他用户读取，已拒绝使用。请执行 chmod 600 并更换其中的密钥`,
    ({ reason, path }) =>
      reason === 'damaged'
        ? `The key file ${path} is damaged: move it away and enter the keys of the sources again`
        : `The key file ${path} can be read by other users and is not used: run chmod 600 and replace the keys in it`,
  ),
};

/** Figures of the columns' worker (统计服务). */
export const columnErrors = {
  'columns-rebuilding': plain(
    '案件索引正在建立，数字与地图稍后显示，请稍候再试',
    'The index of cases is being built: figures and maps follow in a moment',
  ),
  'columns-failed': byReason({
    'gave-up': [
      '统计服务多次异常退出，已停止。案件数据未受影响，请重新启动城哨；若仍出现，请查看日志。',
      'The statistics worker ended badly several times and was stopped. No case is harmed: restart CityWhistle, and look at the log if it happens again.',
    ],
    'fatal-query': [
      '这次统计使统计服务异常退出，服务已自动恢复。请缩小筛选范围后再试。',
      'This question made the statistics worker end badly; it is back by itself. Narrow the filter and try again.',
    ],
    closed: ['统计服务已关闭。', 'The statistics worker has been closed.'],
    'not-built': [
      '案件索引建立失败，数字与地图暂缺。请重新启动，并查看日志',
      'The index of cases could not be built, and figures and maps are missing: restart, and look at the log',
    ],
  }),
};
