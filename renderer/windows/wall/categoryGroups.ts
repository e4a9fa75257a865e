import type { Tally } from '../../../shared/contract/figures.ts';

type Item = { code: string; name: string; parent: string | null };
export type CategoryGroup = { code: string; name: string; items: { code: string; name: string }[] };

/**
 * 大类 with their 小类 for the filter list. Categories that occur in the data but not in the catalogue (another city's
 * codes) stand in a group of their own, so that they can be chosen too.
 */
export function categoryGroups(items: readonly Item[], seen: readonly Tally[]): CategoryGroup[] {
  const groups = new Map<string, CategoryGroup>();
  for (const { code, name, parent } of items)
    if (parent === null) groups.set(code, { code, name, items: [] });
  for (const { code, name, parent } of items)
    if (parent !== null) groups.get(parent)?.items.push({ code, name });
  const known = new Set(items.map((item) => item.code));
  for (const { key } of seen)
    if (key !== '' && !known.has(key)) groups.set(key, { code: key, name: key, items: [] });
  return [...groups.values()];
}
