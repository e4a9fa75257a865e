import type { Words } from '../contract/whistles.ts';
import type { OutboxEvent, UpstreamAction } from '../contract/writeBack.ts';

/** What an upstream is told, as people say it. */
export const ACTION_WORDS: Readonly<Record<UpstreamAction, Words>> = {
  feedback: { zh: '办理反馈', en: 'feedback' },
  dispatch: { zh: '派遣', en: 'dispatch' },
  return: { zh: '退回', en: 'return' },
  extend: { zh: '延期', en: 'extension' },
  suspend: { zh: '挂账', en: 'suspension' },
  close: { zh: '结案', en: 'closing' },
  create: { zh: '新建工单', en: 'new order' },
};

/** What caused it. */
export const OUTBOX_EVENT_WORDS: Readonly<Record<OutboxEvent, Words>> = {
  blown: { zh: '吹哨', en: 'whistle blown' },
  'triage-rejected': { zh: '研判不予吹哨', en: 'refused at triage' },
  arrived: { zh: '报到', en: 'arrival' },
  'result-submitted': { zh: '提交成果', en: 'result submitted' },
  'all-submitted': { zh: '全部反馈', en: 'all results in' },
  confirmed: { zh: '现场确认', en: 'confirmed' },
  reworked: { zh: '退回返工', en: 'sent back for rework' },
  'extension-granted': { zh: '延期批准', en: 'extension granted' },
  suspended: { zh: '挂账', en: 'suspended' },
  resumed: { zh: '恢复计时', en: 'resumed' },
  closed: { zh: '结案', en: 'closed' },
  reopened: { zh: '重开', en: 'reopened' },
  withdrawn: { zh: '撤哨', en: 'withdrawn' },
};
