import { CasePause } from '../../../shared/contract/cases.ts';
import { shortTime } from '../../live/link/cityTime.ts';

/** Fields of a change in the hall's words; a field that is not here is shown under its own name. */
export const FIELD_WORDS: Record<'zh' | 'en', Record<string, string>> = {
  zh: {
    status: '状态',
    stage: '阶段',
    categoryCode: '类别代码',
    categoryName: '类别',
    title: '标题',
    description: '问题描述',
    address: '地址',
    street: '街道',
    grid: '网格',
    org: '主责单位',
    channel: '问题来源',
    statusNotes: '办理说明',
    mediaUrl: '图片',
    requestedAt: '上报时间',
    updatedAt: '更新时间',
    closedAt: '结案时间',
    dueAt: '到期时间',
    dueBasis: '时限依据',
    calendar: '工作日历版本',
    absent: '整表中已无此件，按结案处理',
    undone: '撤销导入',
    contact: '联系方式',
    upstreamDueAt: '上游时限',
    pauses: '计时暂停',
    rework: '返工次数',
    lon: '经度',
    lat: '纬度',
    locationQuality: '坐标质量',
  },
  en: {
    status: 'Status',
    stage: 'Stage',
    categoryCode: 'Category code',
    categoryName: 'Category',
    title: 'Title',
    description: 'Description',
    address: 'Address',
    street: 'Street',
    grid: 'Grid',
    org: 'Responsible',
    channel: 'Channel',
    statusNotes: 'Status notes',
    mediaUrl: 'Picture',
    requestedAt: 'Reported',
    updatedAt: 'Updated',
    closedAt: 'Closed',
    dueAt: 'Due',
    dueBasis: 'Basis of the limit',
    calendar: 'Version of the working calendar',
    absent: 'Missing from a whole list, taken as closed',
    undone: 'Import undone',
    contact: 'Contact data',
    upstreamDueAt: 'Upstream limit',
    pauses: 'Clock paused',
    rework: 'Times sent back',
    lon: 'Longitude',
    lat: 'Latitude',
    locationQuality: 'Location quality',
  },
};

/** One side of a change as text: times of `…At` fields in the pack's zone, codes by the given words. */
export function changeText(
  field: string,
  value: unknown,
  parts: { zone: string; now: number; empty: string; words: Record<string, unknown> },
): string {
  if (value === null || value === undefined || value === '') return parts.empty;
  if (field === 'pauses') return pausesText(value, parts);
  if (typeof value === 'number' && field.endsWith('At')) return shortTime(value, parts.zone, parts.now);
  if (typeof value === 'string') {
    const key =
      field === 'stage'
        ? `stage_${value}`
        : field === 'status'
          ? value
          : field === 'locationQuality'
            ? `quality_${value}`
            : '';
    const word = parts.words[key];
    return typeof word === 'string' && word !== '' ? word : value;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `03-05 14:00 – 03-08 09:00、03-10 08:00 –`. */
function pausesText(value: unknown, parts: { zone: string; now: number; empty: string }): string {
  const read = CasePause.array().safeParse(value);
  if (!read.success || read.data.length === 0) return parts.empty;
  const time = (at: number | null): string => (at === null ? '' : shortTime(at, parts.zone, parts.now));
  return read.data.map(({ from, to }) => `${time(from)} – ${time(to)}`.trimEnd()).join('、');
}
