import type { OrderOrigin } from '../contract/orders.ts';

/** A number of a rule with where it comes from; `source` is shown beside it. */
export type OrderParameter = { days: number; source: string };

/**
 * Natural days that an order has where it names no date (domain-2.md §2.5, T25: 文件 30, 会议 20, 批示 5/15/30; T27: 媒体
 * 5). For the other origins no number was found, and the source says so.
 */
export function defaultLimit(origin: OrderOrigin): OrderParameter {
  switch (origin.kind) {
    case 'meeting':
      return { days: 20, source: '会议议定事项 20 日（督查工作规则）' };
    case 'instruction': {
      const days = { urgent: 5, ordinary: 15, hard: 30 }[origin.urgency];
      return { days, source: `领导批示 ${days} 日（督查工作规则）` };
    }
    case 'document':
      return { days: 30, source: '文件 30 日（督查工作规则）' };
    case 'media':
      return { days: 5, source: '媒体反映 5 日（区级督查规则）' };
    case 'proposal':
    case 'hotline':
    case 'drill':
      return { days: 30, source: '来源:未公开；缺省比照文件 30 日' };
  }
}

/** The rungs of urging (催办三级) after the first, which comes on the day after the limit (R20: 1 日, then 5 工作日). */
export const WORKING_DAYS_TO_RUNG = {
  2: { days: 5, source: '书面催办后 5 个工作日仍未办理，督查通报' },
  3: { days: 5, source: '来源:未公开；缺省再过 5 个工作日现场督办或报领导' },
} as const;

/** How often a limit may be extended: RC, domain.md §2.6. */
export const MOST_EXTENSIONS = 2;
/** 挂账 and extensions reach a year ahead at most: RC, domain.md §2.6. */
export const MOST_DAYS_AHEAD = 366;
/** The third carry at a meeting climbs (升级): domain-2.md §2.10. */
export const CARRIES_TO_CLIMB = 3;
/** 回头看: at least a tenth or three of what was closed, 2 to 8 weeks later (domain-2.md §2.5). */
export const RECHECK = { share: 0.1, least: 3, fromDays: 14, toDays: 56 } as const;
/** A rebound (反弹) counts double (domain-2.md §2.5). */
export const REBOUND_WEIGHT = 2;
