import { z } from 'zod';
import { OrderStage } from '../contract/orders.ts';
import { entry, plain } from './entry.ts';

/** Stages of an order (督办件) as sentences name them. */
const STAGES: Readonly<Record<OrderStage, readonly [zh: string, en: string]>> = {
  registered: ['已立项，未交办', 'registered and not assigned yet'],
  assigned: ['待签收', 'waiting for its signature'],
  working: ['办理中', 'being worked on'],
  asked: ['待核查', 'waiting for the check'],
  checked: ['核查通过，待销号', 'checked and waiting to be closed'],
  closed: ['已销号', 'closed'],
  suspended: ['挂账', 'suspended'],
  cancelled: ['已撤销', 'cancelled'],
};

/** Why an act on a supervision order (督办件) is refused. */
export const orderErrors = {
  'order-exists': plain('这个编号的督办件已经立项', 'This order is registered already'),
  'order-unit': entry(
    { org: z.string() },
    ({ org }) => `没有“${org}”这个单位，请重新选择主办或协办单位`,
    ({ org }) => `There is no organisation “${org}”: choose another lead or co-unit`,
  ),
  'order-lead-kind': plain(
    '主办和协办须是部门或街道；指挥、监督一侧不能督办自己',
    'Departments and streets lead or help: who commands or supervises is not supervised by itself',
  ),
  'order-unit-twice': plain(
    '同一单位不能既主办又协办，也不能重复协办',
    'A unit is named once: as the lead or as a co-unit',
  ),
  'order-subject': entry(
    { id: z.string() },
    ({ id }) => `没有案件或哨 ${id}，请核对关联`,
    ({ id }) => `There is no case or whistle ${id}: check the links`,
  ),
  'order-file': entry(
    { hash: z.string() },
    ({ hash }) => `没有收到过文件 ${hash.slice(0, 12)}…，请先上传再提交`,
    ({ hash }) => `File ${hash.slice(0, 12)}… was never uploaded: upload it first`,
  ),
  'order-due-past': plain(
    '交办时限已过或就在过去，请改为今天或以后的日期',
    'The due date has passed: name today or a later day',
  ),
  'order-stage': entry(
    { stage: OrderStage },
    ({ stage }) => `督办件目前${STAGES[stage][0]}，不能这样办理`,
    ({ stage }) => `The order is ${STAGES[stage][1]}: this cannot be done now`,
  ),
  'order-own-name': plain(
    '督办件须以本人名义办理，请先退出委托代理再办',
    'Orders are acted on in your own name: leave the delegation first',
  ),
  'order-not-yours': plain(
    '您的角色不能办理这一步：立项、交办、催办、延期由指挥一侧，签收、反馈、申请由承办单位，核查、销号、回头看由监督一侧',
    'Your role does not take this step: who commands assigns, the unit works, the supervision side checks and closes',
  ),
  'order-other-unit': plain('这一步由本件的主办单位办理', 'This step is for the unit that leads this order'),
  'order-leader': plain(
    '办结申请须由主办单位负责人审核后提出',
    'The closing is asked for by a leader of the lead unit',
  ),
  'order-two-sides': plain(
    '您在本件中已代表另一方办理过：指挥的不销号，承办的不核查，请换人办理',
    'You have acted for another side of this order: who commands does not close it, who did it does not check it',
  ),
  'order-stale': plain('督办件刚有变化，请核对后再办', 'The order has just changed: look again, then act'),
  'order-series': plain('文号已经编定，不能改换', 'The number is given and keeps its series'),
  'order-signed': plain('本单位已经签收', 'Your unit has signed already'),
  'order-extension-open': plain(
    '已有一次延期申请待批，请等候批复',
    'An extension is asked for already: wait for the answer',
  ),
  'order-extension-none': plain('没有待批的延期申请', 'No extension is asked for'),
  'order-extension-late': plain(
    '时限已过，不能再申请延期，请抓紧办理并说明',
    'The limit has passed: an extension is asked for before it does',
  ),
  'order-extension-date': plain(
    '延期后的日期须晚于现在的时限，且不超过一年',
    'The new date is later than the present one, by a year at most',
  ),
  'order-extension-most': entry(
    { most: z.int() },
    ({ most }) => `已延期 ${most} 次，不能再延，请提请会议研究`,
    ({ most }) => `It was extended ${most} times: take it to the meeting`,
  ),
  'order-not-checked': plain(
    '没有监督一侧核查通过的记录，不能销号',
    'Without a check that passed by the supervision side nothing is closed',
  ),
  'order-chair': plain(
    '变更主责由会议主持的领导决定；代为记录须写明会次和议题',
    'The chair changes the lead: whoever records it names the meeting and the item',
  ),
  'order-same-lead': plain('主办、协办没有变化', 'Lead and co-units are as they were'),
  'order-carried': plain('本次会议已经转结过这一件', 'It was carried at this meeting already'),
  'order-suspend-date': plain(
    '挂账须到今天以后的某日，且不超过一年',
    'It is suspended until a later day, for a year at most',
  ),
  'order-recheck-early': entry(
    { days: z.int() },
    ({ days }) => `销号不足 ${days} 天，还不能认定“未反弹”；发现反弹可随时登记`,
    ({ days }) =>
      `Closed less than ${days} days ago: too early to say that it holds; a rebound counts at once`,
  ),
  'order-recheck-done': plain('这次销号已经回头看过', 'This closing was looked at again already'),
  'order-timer': plain('这个计时还没有到，或已经处理', 'This timer is not due, or is done with'),
  'draw-role': plain('回头看由监督一侧抽取', 'The supervision side draws the re-checks'),
  'draw-month': plain('这个月还没有过完，月末以后再抽取', 'The month is not over: draw after its end'),
  'draw-done': plain('这个月已经抽取过，不能重抽', 'This month is drawn already, and drawn once'),
  'draw-empty': plain('这个月没有销号的督办件，无可抽取', 'Nothing was closed in this month'),
};
