import type { AgendaItem } from './assessment.ts';

/** The agenda of a dispatch meeting (调度会) where a city has none of its own (domain-2.md §2.2): an example, to be moved and timed. */
export const DEFAULT_AGENDA: readonly AgendaItem[] = [
  { id: 'sign-in', title: { zh: '签到', en: 'Signing in' }, minutes: 2 },
  {
    id: 'last-decisions',
    title: { zh: '上次议定事项落实情况', en: 'What became of the last decisions' },
    minutes: 10,
  },
  { id: 'week', title: { zh: '本周运行通报', en: 'The week in figures' }, minutes: 8 },
  { id: 'exposure', title: { zh: '曝光', en: 'Before and after' }, minutes: 5 },
  { id: 'items', title: { zh: '逐项研究', en: 'Items one by one' }, minutes: 30 },
  { id: 'suspended', title: { zh: '挂账案件复核', en: 'Suspended cases' }, minutes: 5 },
  { id: 'bottom', title: { zh: '排名靠后单位表态发言', en: 'Units at the bottom speak' }, minutes: 5 },
  { id: 'next-week', title: { zh: '下周重点', en: 'Next week' }, minutes: 5 },
  {
    id: 'decisions',
    title: { zh: '领导讲话，宣读确认议定事项', en: 'The chair; decisions read back' },
    minutes: 10,
  },
];
