import { z } from 'zod';
import { entry, plain } from './entry.ts';

/**
 * Why the service is not started again: it ended too often (`detail`: how it ended last), or it refused to start (`detail`:
 * its message, which is in Chinese).
 */
const Stopped = z.object({ reason: z.enum(['ended', 'refused']), detail: z.string() });
export type Stopped = z.infer<typeof Stopped>;

const stoppedZh = ({ reason, detail }: Stopped): string =>
  reason === 'ended' ? `后台服务反复退出（${detail}），已停止重启` : `后台服务无法启动：${detail}`;
const stoppedEn = ({ reason, detail }: Stopped): string =>
  reason === 'ended'
    ? `The service ended again and again (${detail}) and is not started any more`
    : `The service cannot start: ${detail}`;

/** What stands before the service: its start and end, and who may ask at all. */
export const hostErrors = {
  starting: plain('服务正在启动', 'The service is starting'),
  'service-away': entry(
    { restarting: z.boolean(), stopped: Stopped.nullable() },
    ({ restarting, stopped }) =>
      stopped === null ? `后台服务正在${restarting ? '重启' : '启动'}，请稍候` : stoppedZh(stopped),
    ({ restarting, stopped }) =>
      stopped === null
        ? `The service is ${restarting ? 'restarting' : 'starting'}: wait a moment`
        : stoppedEn(stopped),
  ),
  closing: plain('服务正在关闭', 'The service is closing'),
  'link-used': plain(
    '此链接已用过或已过期，每个链接只能使用一次。请在本机执行 npm run link -- --data 数据文件夹，取得新的链接',
    'This link was used or is too old; each works once. Get a new one on this machine: npm run link -- --data DATA-FOLDER',
  ),
  'wrong-host': plain('只接受本机地址的访问', 'Only addresses of this machine are answered'),
  'wrong-origin': plain('拒绝来自其他网页的请求', 'Requests of other web pages are refused'),
  'cross-site': plain('拒绝来自其他网页的请求', 'Requests of other web pages are refused'),
  'no-token': plain(
    '缺少访问令牌。请使用程序启动时打开的页面，或在本机执行 npm run link -- --data 数据文件夹 重新打开',
    'The access token is missing: use the page that the program opened when it started, or open it again on this machine with npm run link -- --data DATA-FOLDER',
  ),
};

/** What a window finds itself when no readable answer comes. */
export const windowErrors = {
  unreachable: plain(
    '连不上本机服务，正在重试。若持续出现，请重新打开城哨。',
    'The service on this machine does not answer; trying again. If this goes on, open CityWhistle again.',
  ),
  'bad-answer': entry(
    { where: z.string() },
    ({ where }) => `本机服务的答复读不懂（${where || '正文'}），请检查程序版本是否一致。`,
    ({ where }) =>
      `The service gave an answer that cannot be read (${where || 'body'}): check that both are of the same version.`,
  ),
  'part-missing': plain(
    '这部分界面没有加载成功，请重试；若反复出现，请重新载入窗口。',
    'This part of the window could not be loaded: try again, and reload the window if it happens again.',
  ),
  'cut-off': plain('文件没有收全，请重试。', 'The file did not arrive whole: try again.'),
  unauthorised: plain(
    '浏览器的登录已失效，请在本机执行 npm run link -- --data 数据文件夹 重新打开。',
    'This browser is not known any more: open it again on this machine with npm run link -- --data DATA-FOLDER.',
  ),
  unexpected: entry(
    { error: z.string() },
    ({ error }) => `窗口出错（${error}），请重试；若反复出现，请重新载入窗口。`,
    ({ error }) => `This window failed (${error}): try again, and reload the window if it happens again.`,
  ),
  http: entry(
    { status: z.int() },
    ({ status }) => `本机服务答复 ${status}，请稍后重试。`,
    ({ status }) => `The service answered ${status}: try again in a moment.`,
  ),
};
