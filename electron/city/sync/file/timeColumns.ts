import type { FieldName } from './columnWords.ts';

export type TimeField = Extract<
  FieldName,
  'requestedAt' | 'updatedAt' | 'closedAt' | 'dueAt' | 'suspendedAt' | 'resumedAt'
>;
/** `whole`: the name is a known one. `rank`: the less, the more specific. */
export type TimeRole = { field: TimeField; matched: string; whole: boolean; rank: number };

/** Whole names of columns, most specific first. */
const NAMES: Record<TimeField, string[]> = {
  requestedAt:
    `上报时间 受理时间 发现时间 登记时间 来电时间 创建时间 提交时间 立案时间 派遣时间 诉求时间 发生时间 opendt requesteddatetime createddate createdat
    createtime opendate openeddate opened reporttime reportedat requesteddate discovertime submittime
    dispatchtime datecreated ordate created slsj sbsj djsj cjsj date time 时间 日期`.split(/\s+/),
  updatedAt:
    `更新时间 最后更新时间 修改时间 变更时间 updateddatetime updatedat updatetime lastmodifieddate lastupdated modifiedat
    resolutionactionupdateddate`.split(/\s+/),
  closedAt:
    `结案时间 办结时间 实际办结时间 实际结案时间 完成时间 关闭时间 归档时间 closeddt closeddate closedat closetime closeddatetime closed
    archivetime finishtime resolvedat jasj bjsj`.split(/\s+/),
  dueAt:
    `办结时限 办结期限 截止时间 处置时限 截止日期 处置截止时间 应结案时间 要求完成时间 要求办结时间 限办时间 到期时间 结案时限 targetdt expecteddatetime duedate
    deadline dueat dueby expecteddeadline processlimited sladate due sla bjsx jzsj`.split(/\s+/),
  suspendedAt:
    '挂账时间 挂账开始时间 挂账起始时间 缓办时间 缓办开始时间 挂起时间 暂停时间 suspendedat suspendeddate'.split(
      ' ',
    ),
  resumedAt:
    '恢复时间 挂账恢复时间 挂账结束时间 解除挂账时间 解挂时间 缓办结束时间 恢复办理时间 挂起恢复时间 resumedat resumeddate'.split(
      ' ',
    ),
};

/** What happened, in a longer name: 区交办时间, `ticket_open_date`. Most specific first. */
const VERBS: Record<Exclude<TimeField, 'suspendedAt' | 'resumedAt'>, string[]> = {
  dueAt: '办结 处置 结案 完成 办理 处理 截止 target expected due deadline limit sla promised'.split(' '),
  updatedAt: '更新 修改 变更 updated update modified changed'.split(' '),
  closedAt:
    `结案 办结 完成 完结 办毕 关闭 归档 销案 结束 解决 闭环 回复 答复 反馈 closed close resolved completed finished finish archived
    archive closure completion resolution`.split(/\s+/),
  requestedAt:
    `上报 受理 发现 登记 来电 创建 提交 诉求 报案 接报 举报 投诉 求助 反映 采集 录入 建单 立案 派遣 派单 交办 转办 转派 下派 发生 opened open requested request
    created create reported report submitted submit received entered filed logged dispatch`.split(/\s+/),
};

const CHINESE_TIME = /(?:时间|日期|时刻|时点|时限|期限|限期|截止|截止日)$/;
const ENGLISH_TIME = /^(.*?)(?:datetime|timestamp|date|time|dt|ts|at|on)$/;
/** By when, not when: 应结案时间, 要求办结时间, 截止日期, 结案时限. */
const CHINESE_LIMIT =
  /时限|期限|限期|截止|到期|应(?!急)|要求|限办|限时|预计|预期|计划|承诺|规定|最晚|最迟|拟/;
/** Neither when nor by when: 剩余时间 (time left), 响应时间, 回访时间. Until when a case is suspended (挂账截止时间) is no limit. */
const OTHER_TIME =
  /是否|剩余|停留|挂账|缓办|挂起|暂停|恢复|超[期时]时间|用时|耗时|平均|响应|同步|导出|打印|统计|回访|督办|催办|申请|签收|出生|不予|未|待/;
/** Of one step only: 受理时限 is no limit of the case, 派遣完成时间 no end of it. */
const STEP_TIME =
  /(?:受理|登记|派遣|派单|立案|接单|核实|核查)(?:时限|期限|限期|截止|到期|完成|结束)|response|survey|sync|(?:closure|completion|resolution)time$/;

/**
 * The time that a column holds, by the words of its header; null for none. A time limit (办结时限) is never read as the
 * time of closing (办结时间), nor the other way round.
 */
export function timeRoleOf(words: string[]): TimeRole | null {
  const core = words.join('');
  // 结案日期 is 结案时间.
  const name = core.replace(/(.)日期$/, '$1时间');
  for (const field of Object.keys(NAMES) as TimeField[]) {
    const rank = Math.max(NAMES[field].indexOf(core), NAMES[field].indexOf(name));
    if (rank >= 0) return { field, matched: core, whole: true, rank };
  }
  if (OTHER_TIME.test(core) || STEP_TIME.test(core)) return null;
  return CHINESE_TIME.test(core) ? chineseRole(core) : englishRole(words);
}

function chineseRole(core: string): TimeRole | null {
  // 实际 (actual) tells a time from its limit: 实际办结时间 beside 要求办结时间.
  const limit = core.includes('实际') ? null : CHINESE_LIMIT.exec(core);
  const isVerb = (verb: string): boolean => core.includes(verb);
  if (limit === null) return roleOf(['updatedAt', 'closedAt', 'requestedAt'], isVerb);
  return (
    roleOf(['dueAt'], isVerb) ?? {
      field: 'dueAt',
      matched: limit[0],
      whole: false,
      rank: VERBS.dueAt.length,
    }
  );
}

function englishRole(words: string[]): TimeRole | null {
  const verbs = englishVerbs(words);
  return roleOf(['dueAt', 'updatedAt', 'closedAt', 'requestedAt'], (verb) => verbs.includes(verb));
}

/** The words of a time without those that say it is one: `date_closed`, `closed_dt`, `closedate`. */
function englishVerbs(words: string[]): string[] {
  const stem = ENGLISH_TIME.exec(words.at(-1) ?? '')?.[1];
  if (stem !== undefined) return [...words.slice(0, -1), stem];
  const [first, ...others] = words;
  return first === 'date' || first === 'time' ? others : [];
}

/** The first of these fields of which a verb is in the name. */
function roleOf(fields: (keyof typeof VERBS)[], isVerb: (verb: string) => boolean): TimeRole | null {
  for (const field of fields) {
    const rank = VERBS[field].findIndex(isVerb);
    const matched = VERBS[field][rank];
    if (matched !== undefined) return { field, matched, whole: false, rank };
  }
  return null;
}
