import { byReason } from './entry.ts';

/** Why a step of freezing and publishing results of an assessment (考核发布) does not pass. */
export const assessmentErrors = {
  'assessment-refused': byReason({
    assessor: [
      '冻结、发布、更正和撤回考核结果由监督评价岗办理，请由该岗位人员登录',
      'Results are frozen, published, corrected and withdrawn by supervision: its people have to sign in',
    ],
    appellant: [
      '申诉由被考核的街道或部门提出，请由本单位人员登录',
      'An appeal is made by the assessed street or department: its own people have to sign in',
    ],
    reviewer: [
      '申诉由监督评价岗和分管副区长复核，请由其登录',
      'Appeals are reviewed by supervision and the vice district head: they have to sign in',
    ],
    'frozen-before': [
      '这个时段已经冻结，请在已冻结清单中打开；确需重来，先撤回征求意见稿',
      'This period is frozen already: open it in the list, or withdraw the draft first',
    ],
    'not-over': [
      '时段还没有结束，或截止时间不在时段结束与现在之间，请改选',
      'The period is not over, or the cut-off does not lie between its end and now: choose another',
    ],
    'no-calendar': [
      '工作日历缺少所需年份，算不出申诉截止时间，请先导入日历',
      'The working calendar lacks a year, so that the end of appeals is unknown: import it first',
    ],
    none: [
      '没有这份考核结果，或已撤回，请刷新清单',
      'There are no such results, or they were withdrawn: refresh the list',
    ],
    final: [
      '结果已经发布，不能再改；发现差错请办理更正',
      'The results are published and do not change: record a correction instead',
    ],
    draft: ['还是征求意见稿，不需要更正，请走申诉', 'This is still a draft: appeal instead of correcting it'],
    'no-case': [
      '冻结的数据里没有这个案件，或它在本期不计，请核对编号',
      'The frozen rows have no such case, or it does not count in the period: check its number',
    ],
    'other-unit': [
      '这个案件不归本单位，不能代为申诉',
      'This case is not of your unit, which cannot appeal for another',
    ],
    'not-late': [
      '只有超期结案的案件可以申诉；未结的请先结案',
      'Only a case that was closed late can be appealed; close an open one first',
    ],
    'appealed-before': ['这个案件已经申诉过，每案一次', 'This case was appealed before: once a case'],
    'appeals-over': ['申诉期限已过', 'The time for appeals is over'],
    'appeals-run': [
      '申诉期限未到，期满后才能发布',
      'The time for appeals still runs: publish when it is over',
    ],
    'appeals-open': ['还有申诉没有复核完，请先复核', 'Appeals are still to be reviewed'],
    'no-appeal': ['没有这条申诉，或已复核完，请刷新', 'There is no such appeal, or it is decided: refresh'],
    'own-appeal': [
      '申诉人和其单位不能复核自己的申诉',
      'Neither the appellant nor its unit reviews an appeal',
    ],
    'same-reviewer': ['两次复核须由不同的人办理', 'The two reviews are by two different people'],
    changed: ['内容刚有变化，请刷新后再办', 'Something has just changed: refresh and try again'],
    damaged: [
      '冻结的快照文件缺失或被改动，数字不能再算；请从备份恢复该文件并运行 verify',
      'The frozen snapshot is missing or was changed: restore the file from a backup and run verify',
    ],
  }),
};
