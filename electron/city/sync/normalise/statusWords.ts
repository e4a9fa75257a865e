import type { CaseStage } from '../../../../shared/contract/cases.ts';
import { simplified } from '../../../../shared/text/simplified.ts';

/**
 * What a status or stage word says. `closed` null: unknown, or the word contradicts itself. `sure` false: the word is
 * used for both (已处理 is closed at a hotline and still to be checked at a grid centre), so the operator should confirm it.
 */
export type StatusReading = { closed: boolean | null; stage: CaseStage | null; sure: boolean };

const UNKNOWN: StatusReading = { closed: null, stage: null, sure: false };
const MAX_WORD_CHARS = 100;

/**
 * Stage words that mean the same in all 数字城管 and 12345 systems (domain.md §2.2, §2.3; work-order-apis.md §1.7). `plain`
 * says how they are compared.
 */
const STAGE_WORDS: [CaseStage, string][] = [
  [
    'reported',
    `上报 受理 受理中 待受理 核实 核实中 待核实 预审 待预审 登记 待登记 新建 待审核 reported received new submitted`,
  ],
  ['registered', '立案 待立案 受理通过 已受理 registered accepted acknowledged'],
  [
    'dispatched',
    `派遣 派遣中 待派遣 派单 待派单 派发 待派发 分派 待分派 转办 待转办 转派 交办 待交办 加派 重新派遣 待签收 待接单 待接收 dispatched assigned reassigned
    referred`,
  ],
  [
    'handling',
    `处置 处置中 待处置 处理 处理中 待处理 办理 办理中 待办理 待办 在办 进行中 返工 返工中 回退 退回 退单 重办 重新办理 签收 接单 接收 退件 延期 延期中 延期审批中 延期申请 申请延期 跟进中
    督办中 整改中 待整改 handling in_process in_progress processing started working reopened reopen work_in_progress
    wip action_scheduled scheduled under_review under_investigation investigating`,
  ],
  [
    'checking',
    `核查 核查中 待核查 待结案 待办结 待归档 待反馈 回访 回访中 待回访 待评价 复核 复核中 待复核 checking pending_closure awaiting_closure
    pending_review pending_verification`,
  ],
  ['suspended', '挂账 缓办 挂起 暂缓 暂停 搁置 suspended on_hold paused deferred'],
];
const OPEN_WORDS = '在途 未结 流转中 open opened active pending unassigned not_started to_do todo'.split(' ');
const CLOSED_WORDS =
  `结案 办结 已结 完成 完结 办毕 关闭 归档 销案 结束 关单 终结 结案归档 办结归档 办理完毕 办理完成 办理完结 处理完毕 处理完结 处置完毕 closed close archived completed
  complete resolved solved done finished fixed no_further_action`.split(/\s+/);
const CANCELLED_WORDS =
  `作废 撤销 撤单 撤回 销单 取消 废弃 废除 无效 不予受理 不受理 不予立案 不立案 未予受理 cancelled canceled rejected duplicate invalid void voided
  withdrawn declined`.split(/\s+/);
/** Handled: the end in one system, before the check (核查) in another. */
const HANDLED_WORDS = '已处理 处理完成 处置完成 已办理 已解决 processed'.split(' ');

/** Said before a word without changing what it means. */
const PREFIX =
  /^(?:\d{1,5}|系统|自动|人工|强制|正常|按期|按时|超期|超时|逾期|提前|快速|直接|工单|案件|诉求|任务|案卷|事件|状态|(?:service_request|work_order|request|case|ticket|issue|sr)_)+/;
/** 已结案 says no more than 结案, but 已处理 more than 处理: words with it are looked up first. */
const DONE = /^(?:已经|已被|已)(?:正常|自动|强制|按期|按时|超期|逾期|提前)*/;
const SUFFIX = /(?:状态|阶段|环节|了){1,3}$/;
/** In brackets or behind a dash without changing what a word means: 已办结（超期）. */
const ASIDE =
  /^(?:[未不]?(?:超期|超时|逾期)|按期|按时|正常|提前|自动|人工|系统|强制|非常满意|基本满意|满意|overdue|on_time|late|auto|automatic|dup|duplicate|\d{1,5}|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)$/;

/** Before a closing word: it has not been done, or is still to be. */
const CHINESE_NOT =
  /^(?:尚未|还未|还没|仍未|并未|未|没有|没|不|非|无法|难以|拒绝|取消|撤销|待|等待|拟|预|即将|将|应|需|准备|正在|正|申请)(?:能|予|可|曾|被|全部|完全)?$/;
/** After a closing word: 结案不通过, 结案申请, 办结审核中. */
const CHINESE_NOT_AFTER = /^(?:不通过|未通过|被?驳回|被退回|失败|申请|审核|审批|待审核|待审批)中?$/;
/** A step that has not been done is to be done: 未处置 is 待处置. */
const NOT_DONE =
  /^(?:尚未|还未|还没|仍未|未|没有)(受理|核实|立案|派遣|派单|转办|交办|签收|接单|处置|处理|办理|整改|核查|回访|反馈|回复|答复|解决)$/;
const ENGLISH_NOT =
  /^(?:(?:not|never|non|isnt|cannot|cant|wont)(?:_(?:yet|be|been))*|(?:yet_)?to_be|will_be|being|pending|awaiting)$/;
const ENGLISH_UN = /^(?:un|in|non)_?(closed|resolved|solved|completed?|finished|fixed)$/;

const BY_WORD = new Map<string, StatusReading>();
const OUTCOMES: [string[], StatusReading][] = [
  ...STAGE_WORDS.map(([stage, words]): [string[], StatusReading] => [
    words.split(/\s+/),
    { closed: false, stage, sure: true },
  ]),
  [OPEN_WORDS, { closed: false, stage: null, sure: true }],
  [CLOSED_WORDS, { closed: true, stage: 'closed', sure: true }],
  [CANCELLED_WORDS, { closed: true, stage: 'cancelled', sure: true }],
  [HANDLED_WORDS, { closed: true, stage: 'checking', sure: false }],
  [['已处置'], { closed: false, stage: 'checking', sure: false }],
];
for (const [words, reading] of OUTCOMES) for (const word of words) BY_WORD.set(word, reading);

const CHINESE_CLOSED = new RegExp(
  `^(.*?)(?:${CLOSED_WORDS.filter((word) => /\p{Script=Han}/u.test(word)).join('|')})(.*)$`,
  // Over line breaks too, so that the rest always matches and nothing is tried twice.
  's',
);

/**
 * Reads a word of a status or stage column (状态、环节), in Chinese, simplified or traditional, or English, with brackets (`[处置]`, 已办结（超期）),
 * negations (未办结, `Not closed`) and numbers before it (`3-已结案`). A word with a negation is never read as its opposite;
 * what is not understood whole is unknown, never open by default.
 */
export function readStatus(word: string): StatusReading {
  const text = simplified(
    word
      .slice(0, MAX_WORD_CHARS + 1)
      .normalize('NFKC')
      .toLowerCase(),
  );
  return (text.length > MAX_WORD_CHARS ? null : readPhrase(text)) ?? UNKNOWN;
}

/** Null where it is not understood. */
function readPhrase(text: string): StatusReading | null {
  const whole = readWord(text.replace(/[[\](){}<>【】〔〕「」『』《》"'“”‘’。.!]/g, ' '));
  if (whole !== null) return whole;
  // Several words, as in «已办结（待回访）» or «Closed - Duplicate»: all must say the same.
  const parts = text
    .split(/[[\](){}<>【】〔〕「」『』《》\-–—:|,;、/]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !ASIDE.test(plain(part)));
  const [first, ...others] = parts.map(readWord);
  if (first === undefined || first === null) return null;
  return others.every((other) => other?.closed === first.closed) ? first : null;
}

function readWord(text: string): StatusReading | null {
  const word = plain(text);
  const named = word.replace(PREFIX, '').replace(SUFFIX, '');
  const bare = named.replace(DONE, '');
  // 正在处置 (being handled) is 处置中.
  const doing = bare.replace(/^正在?(.+?)中?$/, '$1中');
  const known = BY_WORD.get(word) ?? BY_WORD.get(named) ?? BY_WORD.get(bare) ?? BY_WORD.get(doing);
  if (known !== undefined) return known;
  return /\p{Script=Han}/u.test(word) ? deniedChinese(bare, named) : deniedEnglish(bare);
}

/** Words joined with `_`, in Chinese with nothing; `re-opened` is one word. */
function plain(text: string): string {
  const joined = text.trim().replace(/[\s_\-–—]+/g, '_');
  if (/\p{Script=Han}/u.test(joined)) return joined.replaceAll('_', '');
  return joined.replace(/(?<![a-z])re_(?=open|assign)/g, 're').replace(/n['’]t(?![a-z])/g, 'nt');
}

/** 未办结, 拟结案, 结案审核中: a closing word that is denied once, or only asked for, is open. */
function deniedChinese(word: string, whole: string): StatusReading | null {
  const step = NOT_DONE.exec(word)?.[1];
  if (step !== undefined) return BY_WORD.get(`待${step}`) ?? { closed: false, stage: null, sure: true };
  const [, before, after] = CHINESE_CLOSED.exec(word) ?? [];
  if (before === undefined || after === undefined) return null;
  // 已结案审核 may be the review of a closed case.
  const isAsked = before === '' && CHINESE_NOT_AFTER.test(after) && !whole.startsWith('已');
  if (!isAsked && !(CHINESE_NOT.test(before) && after === '')) return null;
  const isNext = isAsked || /^[待拟预等准]|申请/.test(before);
  return { closed: false, stage: isNext && /结案|办结|归档|销案/.test(word) ? 'checking' : null, sure: true };
}

function deniedEnglish(word: string): StatusReading | null {
  if (ENGLISH_UN.test(word)) return { closed: false, stage: null, sure: true };
  const last = word.slice(word.lastIndexOf('_') + 1);
  const before = word.slice(0, Math.max(0, word.length - last.length - 1));
  // «not cancelled» may be anything.
  if (BY_WORD.get(last)?.stage !== 'closed' || !ENGLISH_NOT.test(before)) return null;
  return { closed: false, stage: null, sure: true };
}
