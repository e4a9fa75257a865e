import type { Notice } from '../../../shared/contract/whistleNotices.ts';
import { FLOOD } from './alarms.ts';

/** Notices that say the same of the same street, the newest first. */
export type NoticeGroup = { key: string; items: Notice[] };

/**
 * Notices as they are listed: one by one, and after an outage, when more are new than anybody reads one by one, those that
 * say the same of one street together.
 */
export function noticeGroups(items: readonly Notice[]): NoticeGroup[] {
  const fresh = items.filter(({ shownAt }) => shownAt === null);
  if (fresh.length <= FLOOD) return items.map((item) => ({ key: String(item.id), items: [item] }));
  const groups = new Map<string, NoticeGroup>();
  for (const item of items) {
    const key = item.shownAt === null ? `${item.street} ${item.what.zh}` : String(item.id);
    const group = groups.get(key) ?? { key, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups.values()];
}
