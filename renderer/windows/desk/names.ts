import { useMemo } from 'react';
import type { CaseSummary } from '../../../shared/contract/cases.ts';
import { useWords } from '../../base/words.ts';
import { namesOfSources, useGrids, usePack, useStatus } from '../../live/queries/city.ts';
import { caseCategory, categoryLabel } from '../../ui/categoryLabel.ts';
import { uiWords } from '../../ui/uiWords.ts';

/** Codes → names, as far as this city pack or an earlier one knows them; other codes are shown as they are. */
export type Names = {
  street: (code: string) => string;
  grid: (code: string) => string;
  org: (code: string) => string;
  /** Of a code and what the upstream calls it, if that is known. */
  category: (code: string, upstream: string | null) => string;
  /** Of a case, as its upstream calls it where it does. */
  caseCategory: (row: Pick<CaseSummary, 'categoryCode' | 'categoryName'>) => string;
  source: (id: string) => string;
  /** Name of the 大类 above a 小类, null at the top or when unknown. */
  parentCategory: (code: string) => string | null;
  items: readonly { code: string; name: string; parent: string | null }[];
};

type Named = { code: string; name: string };

const lookup = (rows: readonly Named[]): ((code: string) => string) => {
  const names = new Map(rows.map((row) => [row.code, row.name]));
  return (code) => names.get(code) ?? code;
};

export function useNames(): Names {
  const view = usePack().data;
  const pack = view?.manifest;
  const former = view?.former;
  const grids = useGrids().data;
  const sources = useStatus(namesOfSources);
  const words = useWords(uiWords);
  return useMemo(() => {
    const items = pack?.catalogue.items ?? [];
    const parents = new Map(items.map((item) => [item.code, item.parent]));
    const categories = new Map(
      [...(former?.categories ?? []), ...items].map((item) => [item.code, item.name]),
    );
    const inPack = (code: string): string | null => categories.get(code) ?? null;
    return {
      street: lookup([...(former?.streets ?? []), ...(pack?.streets ?? [])]),
      grid: lookup([
        ...(former?.grids ?? []),
        ...(grids?.features ?? []).map((feature) => feature.properties),
      ]),
      org: lookup([...(former?.orgs ?? []), ...(pack?.orgs ?? [])]),
      category: (code, upstream) =>
        categoryLabel(code, { inPack: inPack(code), upstream }, words.unknownCategory),
      caseCategory: ({ categoryCode: code, categoryName: upstream }) =>
        caseCategory(code, { inPack: inPack(code), upstream }, words.unknownCategory),
      source: lookup(sources ?? []),
      parentCategory: (code) => {
        const parent = parents.get(code);
        return parent === undefined || parent === null ? null : inPack(parent);
      },
      items,
    };
  }, [pack, former, grids, sources, words]);
}
