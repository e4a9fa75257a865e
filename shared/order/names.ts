import type { FeedbackRule, OrderStage, OriginKind, Urgency } from '../contract/orders.ts';
import type { OrderRow } from '../contract/orderViews.ts';
import type { Words } from '../contract/whistles.ts';

const words = (zh: string, en: string): Words => ({ zh, en });

export const STAGE_NAMES: Readonly<Record<OrderStage, Words>> = {
  registered: words('已立项', 'registered'),
  assigned: words('待签收', 'to be signed for'),
  working: words('办理中', 'in work'),
  asked: words('待核查', 'to be checked'),
  checked: words('待销号', 'to be closed'),
  closed: words('已销号', 'closed'),
  suspended: words('挂账', 'suspended'),
  cancelled: words('已撤销', 'cancelled'),
};

export const ORIGIN_NAMES: Readonly<Record<OriginKind, Words>> = {
  meeting: words('会议', 'meeting'),
  instruction: words('批示', 'leader’s note'),
  document: words('文件', 'document'),
  proposal: words('建议提案', 'proposal'),
  media: words('媒体', 'media'),
  hotline: words('热线', 'hotline'),
  drill: words('演练', 'drill'),
};

export const URGENCY_NAMES: Readonly<Record<Urgency, Words>> = {
  urgent: words('急办', 'urgent'),
  ordinary: words('一般', 'ordinary'),
  hard: words('疑难', 'hard'),
};

/** The rungs of urging (催办三级). */
export const RUNG_NAMES: Readonly<Record<OrderRow['rung'], Words>> = {
  0: words('', ''),
  1: words('书面催办', 'urged in writing'),
  2: words('督查催办通知', 'notice of supervision'),
  3: words('现场督办或报领导', 'on site or to the leaders'),
};

/** 一次性, or 每 7 日. */
export function feedbackWords(rule: FeedbackRule): Words {
  return rule.kind === 'once' ? words('一次性', 'once') : words(`每 ${rule.days} 日`, `every ${rule.days} d`);
}
