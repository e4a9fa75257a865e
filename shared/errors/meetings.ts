import { z } from 'zod';
import { entry, plain } from './entry.ts';

/** Why a step of a dispatch meeting (调度会) does not pass. */
export const meetingErrors = {
  'no-meeting': plain('没有这次调度会，请刷新会议列表', 'There is no such meeting: refresh the list'),
  'meeting-role': plain(
    '您的角色不能主持调度会；请由值班长、区派遣或分管领导登录操作',
    'Your role does not run the meeting: the shift leader, the dispatcher or a district leader has to sign in',
  ),
  'meeting-item-role': plain(
    '您的角色不能提出议题；请由街道、部门、区中心或监督评价人员提出',
    'Your role cannot bring up items: somebody of a street, a department, the centre or supervision can',
  ),
  'meeting-running': entry(
    { title: z.string() },
    ({ title }) => `${title}还没有闭会，请先闭会，再筹备下一次`,
    () => 'The meeting before is not closed yet: close it before the next one is planned',
  ),
  'meeting-stage': plain(
    '会议现在的状态不能这样办（未开会、休会或已闭会），请看会议状态',
    'The meeting is not at that point (not open, adjourned or closed): look at its state',
  ),
  'meeting-moved': plain(
    '别的窗口刚改过，请看清现在的顺序或文字再改',
    'Another window has just changed it: look at it as it stands now, then change it',
  ),
  'meeting-part': plain('议程里没有这一项', 'The agenda has no such part'),
  'meeting-item': plain('议题里没有这一项，或已撤下', 'There is no such item, or it was taken off'),
  'meeting-early': entry(
    { date: z.string() },
    ({ date }) => `会议定在 ${date}，当天才能开会；要提前请先改期`,
    ({ date }) => `The meeting is on ${date} and opens on that day; reschedule it to hold it earlier`,
  ),
  'meeting-before': plain(
    '会议时间不能早于本系列上一次会议，也不能在过去的日子',
    'A meeting cannot be held before the last one of its series, nor on a day that is over',
  ),
  'leave-reason': plain('请假须写明事由', 'Say why leave is asked for'),
  'substitute-name': plain('代会须写明谁代谁参会', 'Say who sits in for whom'),
  'attendee-name': plain('请写明到会的人', 'Say who is present'),
  'not-speaking': plain('现在没有人在发言', 'Nobody is speaking'),
  'lead-needed': plain(
    '交办、督办和变更主责须指明主办单位',
    'An assignment, a supervision order or a change of lead names its lead unit',
  ),
  'acceptance-needed': plain(
    '交办、督办须写明验收标准',
    'An assignment or an order says what counts as done',
  ),
  'text-needed': plain('请写明议定的内容', 'Write down what was decided'),
  'co-is-lead': plain('主办单位不能同时是协办单位', 'The lead unit cannot be a co-owner too'),
  'check-first': plain(
    '还没有监督评价人员的核查结论，不能销号；请先由监督评价人员确认已完成',
    'It cannot be closed before supervision has found it done',
  ),
  'no-decision': plain('没有这一条议定事项，请刷新', 'There is no such decision: refresh'),
  'decision-ordered': plain(
    '这一条已开出督办件，不能撤回；请在督办台账中办理撤销',
    'An order was made of it: cancel the order in the register instead',
  ),
  'outcome-by-order': plain(
    '这一条由督办件反映办理情况，请在督办台账中办理',
    'Its order says how far it is: act on the order in the register',
  ),
  'done-by-supervision': plain(
    '「已完成」只能由监督评价人员确认；可以先记「部分完成」或「未完成」',
    'Only supervision can find it done; others may say partly done or not done',
  ),
  'outcome-note': plain('请写明办理情况', 'Say how far it is'),
  'unread-decisions': plain(
    '还有议定事项没有宣读确认，请逐条宣读后再闭会',
    'Decisions are still to be read back before the meeting is closed',
  ),
  'draft-left': plain(
    '还有写了一半的议定事项，请定下来或清空，再闭会',
    'A decision is half written: decide it or clear it before the meeting is closed',
  ),
  'pack-broken': plain(
    '冻结的会议材料与其校验码不符，请联系管理员核查日志',
    'The frozen pack does not match its check sum: have the administrator examine the journal',
  ),
};
