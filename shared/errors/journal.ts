import { z } from 'zod';
import { entry, plain } from './entry.ts';

/** The folder of an anchor outside; empty: the one beside the key. */
const where = { where: z.string() };
const whereZh = (folder: string): string => (folder === '' ? '密钥旁的存证' : `外部存证 ${folder} `);
const whereEn = (folder: string): string =>
  folder === '' ? 'the anchor beside the key' : `the anchor in ${folder}`;

const BREAKS = {
  entry: {
    zh: (pos: number, _head: number) => `第 ${pos} 条缺失`,
    en: (pos: number, _head: number) => `entry ${pos} is missing`,
  },
  events: {
    zh: (pos: number, _head: number) => `第 ${pos} 条的事件有缺失`,
    en: (pos: number, _head: number) => `events of entry ${pos} are missing`,
  },
  content: {
    zh: (pos: number, _head: number) => `第 ${pos} 条的内容与链不符`,
    en: (pos: number, _head: number) => `the content of entry ${pos} does not match the chain`,
  },
  end: {
    zh: (pos: number, head: number) => `末尾应为第 ${head} 条，实际到第 ${pos} 条`,
    en: (pos: number, head: number) => `it should end with entry ${head} and ends with ${pos}`,
  },
  head: {
    zh: (pos: number, _head: number) => `末尾第 ${pos} 条与链头不符`,
    en: (pos: number, _head: number) => `its last entry ${pos} is not the recorded end`,
  },
};

const settle = {
  zh: '业务照常进行。请先查明原因、保全现有文件，再由系统管理员填写原因确认',
  en: 'Work goes on. Find out why and keep the files as they are; then let an administrator acknowledge this with the reason',
};

/**
 * What was found amiss with the journal. Each is kept in the database and stays in the status until an administrator
 * acknowledges it.
 */
export const journalDoubts = {
  'journal-older': entry(
    { ...where, anchored: z.int(), time: z.string(), holds: z.int(), head: z.int() },
    (p) =>
      `日志库是较早的副本：${whereZh(p.where)}记有第 ${p.anchored} 条（${p.time}），库中只与它一致到第 ${p.holds} 条，现到第 ${p.head} 条。其后的记录已不在库中。若恢复过备份，属预期情形。${settle.zh}。`,
    (p) =>
      `The journal is an older copy: ${whereEn(p.where)} has entry ${p.anchored} (${p.time}), the database agrees up to ${p.holds} and ends with ${p.head}; what came between is not in it. This is to be expected after restoring a backup. ${settle.en}.`,
  ),
  'journal-rechained': entry(
    { ...where, after: z.int(), pos: z.int() },
    (p) =>
      `日志被改写并重新成链：第 ${p.after + 1} 条至第 ${p.pos} 条之间与${whereZh(p.where)}不符。${settle.zh}。`,
    (p) =>
      `The journal was changed and chained again: between entries ${p.after + 1} and ${p.pos} it differs from ${whereEn(p.where)}. ${settle.en}.`,
  ),
  'journal-edited': entry(
    { what: z.enum(['entry', 'events', 'content', 'end', 'head']), pos: z.int(), head: z.int() },
    (p) => `日志链不完整：${BREAKS[p.what].zh(p.pos, p.head)}，可能被改动过。`,
    (p) => `The journal's chain is broken: ${BREAKS[p.what].en(p.pos, p.head)}. It may have been changed.`,
  ),
  'journal-unsealed': entry(
    { head: z.int() },
    (p) =>
      `日志末尾第 ${p.head} 条没有密钥封签：有程序在没有密钥的情况下写过日志（如换用户导入文件），或封签被抹去。${settle.zh}。`,
    (p) =>
      `The journal's last entry ${p.head} has no seal: a program without the key wrote to it (an import by another user, for one), or the seal was removed. ${settle.en}.`,
  ),
  'journal-seal-wrong': entry(
    { head: z.int() },
    (p) =>
      `日志末尾第 ${p.head} 条的封签与密钥不符：日志可能被改写并重新成链，或封签记录被改动。${settle.zh}。`,
    (p) =>
      `The seal of the journal's last entry ${p.head} is not that of the key: the journal may have been changed and chained again, or the record of the seal changed. ${settle.en}.`,
  ),
  'journal-key-lost': entry(
    { found: z.enum(['none', 'another']), from: z.int() },
    (p) =>
      `日志的封签密钥${p.found === 'none' ? '不见了' : '换成了另一把'}：第 ${p.from} 条及以前的封签无法再核对，此后改用新密钥。换机器、换系统用户或重装系统后属预期情形。${settle.zh}。`,
    (p) =>
      `The key that seals the journal ${p.found === 'none' ? 'is gone' : 'is another one'}: the seal up to entry ${p.from} cannot be checked any more, and a new key seals from there. This is to be expected on another machine or under another system user. ${settle.en}.`,
  ),
  'journal-replaced': entry(
    { before: z.string(), now: z.string() },
    (p) =>
      `数据文件夹中的数据库换成了另一个安装的（原为 ${p.before}，现为 ${p.now === '' ? '未封签的库' : p.now}）。${settle.zh}。`,
    (p) =>
      `The database in the data folder is that of another installation (it was ${p.before}, it is ${p.now === '' ? 'one without a seal' : p.now}). ${settle.en}.`,
  ),
  'anchor-damaged': entry(
    { ...where, lines: z.int() },
    (p) => `${whereZh(p.where)}中有 ${p.lines} 行损坏或被改动，未予采信。${settle.zh}。`,
    (p) =>
      `Lines of ${whereEn(p.where)} that are damaged or were changed, and do not count: ${p.lines}. ${settle.en}.`,
  ),
  'anchor-gone': entry(
    where,
    (p) =>
      `${whereZh(p.where)}中原有的存证文件不见了：若拔出了 U 盘或共享未挂载，接回后自动补写；若换了新盘，由系统管理员填写原因确认后重新开始存证。`,
    (p) =>
      `The file of ${whereEn(p.where)} is gone: if the stick is out or the share not mounted, it is caught up with once it is back. If it was replaced, let an administrator acknowledge this with the reason, and a new file is begun.`,
  ),
};

/** Told as long as it lasts; nothing to acknowledge. */
const journalNotices = {
  'anchor-unreachable': entry(
    { ...where, detail: z.string() },
    (p) =>
      `${whereZh(p.where)}写不进去（${p.detail}）：请检查 U 盘、网络共享及其空间和权限。日志照常记录，恢复后自动补写。`,
    (p) =>
      `${whereEn(p.where).replace(/^t/, 'T')} cannot be written (${p.detail}): check the stick or share, its space and rights. The journal goes on, and the anchor is caught up with afterwards.`,
  ),
  'journal-key-unreadable': entry(
    { detail: z.string() },
    (p) => `日志的封签密钥读不出来（${p.detail}）：新的记录暂无封签，也不写存证。请恢复密钥后重新启动。`,
    (p) =>
      `The key that seals the journal cannot be read (${p.detail}): new entries have no seal and are not anchored. Restore the key and start again.`,
  ),
  'journal-key-inside': entry(
    { path: z.string() },
    (p) => `日志的封签密钥只能放在数据文件夹内（${p.path}），能改数据库的人也能读到它，防篡改作用减弱。`,
    (p) =>
      `The key that seals the journal could only be kept inside the data folder (${p.path}): whoever can change the database can read it too, so that the seal proves less.`,
  ),
};

/** The administrator acknowledged what had been acknowledged already. */
const journalRefusals = {
  'journal-settled': plain(
    '这些日志异常已确认过，或情况已变，请以当前显示的为准',
    'This was acknowledged already, or has changed: look at what is shown now',
  ),
};

/** What `verify` alone finds. */
const journalProofErrors = {
  'anchor-none': entry(
    { ...where, others: z.int() },
    (p) =>
      `${whereZh(p.where)}中没有本安装的存证文件${p.others > 0 ? `（另有 ${p.others} 个属于其他安装）` : ''}，无法据此核对。`,
    (p) =>
      `There is no anchor file of this installation in ${p.where}${p.others > 0 ? ` (of others: ${p.others})` : ''}: nothing to compare with.`,
  ),
  'anchor-unread': entry(
    { ...where, detail: z.string() },
    (p) => `${whereZh(p.where)}读不出来（${p.detail}），无法据此核对。`,
    (p) => `${whereEn(p.where).replace(/^t/, 'T')} cannot be read (${p.detail}): nothing to compare with.`,
  ),
  'head-differs': entry(
    { pos: z.int(), value: z.string() },
    (p) => `库中第 ${p.pos} 条的校验码不是 ${p.value}：日志在该条或之前被改写过，或校验码抄错。`,
    (p) =>
      `Entry ${p.pos} does not have the check code ${p.value}: the journal was changed there or before, or the code was copied wrongly.`,
  ),
  'head-absent': entry(
    { pos: z.int(), head: z.int() },
    (p) => `库中只到第 ${p.head} 条，没有第 ${p.pos} 条：日志库是较早的副本，或末尾被截去。`,
    (p) =>
      `The journal ends with entry ${p.head} and has no entry ${p.pos}: it is an older copy, or its end was cut off.`,
  ),
};

/** Everything about the journal as a whole. */
export const journalErrors = {
  ...journalDoubts,
  ...journalNotices,
  ...journalRefusals,
  ...journalProofErrors,
};
