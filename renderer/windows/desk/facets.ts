import type { Tally } from '../../../shared/contract/figures.ts';
import { StageKey } from '../../../shared/contract/filters.ts';
import { folded } from '../../../shared/text/folded.ts';
import type { Filter } from '../../live/link/filter.ts';

/** Lists of the filter that are chosen from values with counts. */
export const FACETS = ['stage', 'category', 'street', 'grid', 'org', 'channel', 'source'] as const;
export type Facet = (typeof FACETS)[number];

/** One value that can be ticked; `depth` 1 stands under its 大类. */
export type FacetOption = { key: string; label: string; count: number; overdue: number; depth: 0 | 1 };

/** The filter without one facet: its own choice must not hide the other values of the same list. */
export function withoutFacet(filter: Filter, facet: Facet): Filter {
  return filter[facet].length === 0 ? filter : { ...filter, [facet]: [] };
}

export function toggled(list: string[], key: string): string[] {
  return list.includes(key) ? list.filter((each) => each !== key) : [...list, key];
}

/** Values by count, those ticked but without a case at the end with 0 rather than gone. */
export function facetOptions(
  tallies: Tally[],
  chosen: string[],
  label: (key: string) => string,
): FacetOption[] {
  const options = tallies.map(
    (tally): FacetOption => ({
      key: tally.key,
      label: label(tally.key),
      count: tally.count,
      overdue: tally.overdue,
      depth: 0,
    }),
  );
  options.sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'zh-CN'));
  const known = new Set(options.map((option) => option.key));
  const absent = chosen.filter((key) => !known.has(key));
  return [
    ...options,
    ...absent.map((key): FacetOption => ({ key, label: label(key), count: 0, overdue: 0, depth: 0 })),
  ];
}

/** Stages in the order in which a case goes through them; those that no upstream reports are left out. */
export function stageOptions(
  tallies: Tally[],
  chosen: string[],
  label: (key: string) => string,
): FacetOption[] {
  const options = facetOptions(tallies, chosen, label);
  return StageKey.options.flatMap((stage) => options.filter(({ key }) => key === stage));
}

/** 小类 under their 大类: parents carry the sum of their children; codes that the catalogue lacks stand alone. */
export function categoryOptions(
  tallies: Tally[],
  chosen: string[],
  items: readonly { code: string; name: string; parent: string | null }[],
  label: (key: string) => string,
): FacetOption[] {
  const parentOf = new Map(items.map((item) => [item.code, item.parent]));
  const flat = facetOptions(tallies, chosen, label);
  const groups = new Map<string, FacetOption[]>();
  for (const option of flat) {
    const parent = parentOf.get(option.key) ?? option.key;
    groups.set(parent, [...(groups.get(parent) ?? []), option]);
  }
  const heads = [...groups].map(([code, members]) => {
    const head: FacetOption = {
      key: code,
      label: label(code),
      count: members.reduce((sum, member) => sum + member.count, 0),
      overdue: members.reduce((sum, member) => sum + member.overdue, 0),
      depth: 0,
    };
    const children = members.filter((member) => member.key !== code);
    return { head, children: children.map((child): FacetOption => ({ ...child, depth: 1 })) };
  });
  heads.sort((a, b) => b.head.count - a.head.count);
  return heads.flatMap(({ head, children }) => [head, ...children]);
}

/** What of a list is shown: the first `most`, all that are ticked, or what contains the typed text. */
export function visibleOptions(
  options: FacetOption[],
  chosen: string[],
  typed: string,
  most: number,
): { shown: FacetOption[]; hidden: number } {
  const text = folded(typed).trim();
  const fitting =
    text === ''
      ? options
      : options.filter((option) => folded(option.label).includes(text) || folded(option.key).includes(text));
  const shown = fitting.filter((option, index) => index < most || chosen.includes(option.key));
  return { shown, hidden: fitting.length - shown.length };
}

/** How many conditions are set, the search text apart. */
export function conditionCount(filter: Filter): number {
  const lists = FACETS.reduce((sum, facet) => sum + filter[facet].length, 0);
  const single = [
    filter.status !== null,
    filter.overdue !== null || filter.punctuality.length > 0,
    filter.closed !== null,
    filter.counted !== null,
    filter.range !== null || filter.period !== 'all',
  ];
  return lists + single.filter(Boolean).length;
}

/** True when anything narrows the queue. */
export function isFiltered(filter: Filter): boolean {
  return conditionCount(filter) > 0 || filter.q !== '';
}
