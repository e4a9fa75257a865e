import { useMemo } from 'react';
import { useGrids, usePack, useStatus } from '../../live/queries.ts';

/** Codes → names, as far as the city pack knows them; a code it lacks is shown as it is. */
export type Names = {
  street: (code: string) => string;
  grid: (code: string) => string;
  org: (code: string) => string;
  category: (code: string) => string;
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
  const pack = usePack().data?.manifest;
  const grids = useGrids().data;
  const sources = useStatus().data?.sources;
  return useMemo(() => {
    const items = pack?.catalogue.items ?? [];
    const parents = new Map(items.map((item) => [item.code, item.parent]));
    const category = lookup(items);
    return {
      street: lookup(pack?.streets ?? []),
      grid: lookup((grids?.features ?? []).map((feature) => feature.properties)),
      org: lookup(pack?.orgs ?? []),
      category,
      source: lookup((sources ?? []).map((source) => ({ code: source.id, name: source.name }))),
      parentCategory: (code) => {
        const parent = parents.get(code);
        return parent === undefined || parent === null ? null : category(parent);
      },
      items,
    };
  }, [pack, grids, sources]);
}
