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
  'push-refused': plain(
    '推送没有接收：没有这个推送地址，或签名不对',
    'The request was not taken: there is no such address, or the signature is wrong',
  ),
  'push-late': entry(
    { now: z.number() },
    ({ now }) =>
      `推送没有接收：签名时间与本机相差超过 5 分钟，本机时间为 ${Math.floor(now / 1000)} 秒（1970 年起）`,
    ({ now }) =>
      `The request was not taken: it was signed more than 5 minutes away from the time here, which is ${Math.floor(now / 1000)} s since 1970`,
  ),
  'push-replayed': plain(
    '推送没有接收：同一请求来过一次，请换新的时间和随机串重新签名',
    'The request was not taken: it came before, sign it anew with another time and nonce',
  ),
  'push-too-often': entry(
    { perMinute: z.number() },
    ({ perMinute }) => `推送太频繁，每分钟最多 ${perMinute} 次，请稍后再试`,
    ({ perMinute }) =>
      `There are too many requests: at most ${perMinute} a minute are taken, try again later`,
  ),
  'push-body': byReason({
    'no-rows': [
      '正文里找不到案件列表，应为一个对象或数组，或在设定的路径上',
      'The body has no list of cases: it must be an object or a list, or hold one at the path that is set',
    ],
    'too-many': ['一次最多推送 1000 行，请分几次', 'At most 1000 rows are taken at once: send them in parts'],
  }),
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
