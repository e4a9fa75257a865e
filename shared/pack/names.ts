import { z } from 'zod';
import { Words } from '../contract/whistles.ts';
import { type CityPack, PackManifest } from './schema.ts';

const Named = z.object({ code: z.string(), name: z.string() });

/** Names by which the codes of a pack (城市包) are read. */
export const PackNames = z.object({
  orgs: PackManifest.shape.orgs,
  streets: z.array(Named),
  grids: z.array(Named),
  /** 小类 and 大类. */
  categories: z.array(Named),
  /** Matters (事项) of whistles. */
  items: z.array(Named),
  /** Kinds of whistles (哨种). */
  kinds: z.array(z.object({ code: z.string(), name: Words })),
});
export type PackNames = z.infer<typeof PackNames>;

export const NO_NAMES: PackNames = { orgs: [], streets: [], grids: [], categories: [], items: [], kinds: [] };

export function namesOfPack({ manifest, grids, whistles }: CityPack): PackNames {
  const named = ({ code, name }: { code: string; name: string }) => ({ code, name });
  return {
    orgs: manifest.orgs,
    streets: manifest.streets.map(named),
    grids: grids.features.map(({ properties }) => named(properties)),
    categories: manifest.catalogue.items.map(named),
    items: (whistles?.items ?? []).map(named),
    kinds: (whistles?.kinds ?? []).map(({ id, name }) => ({ code: id, name })),
  };
}

/**
 * Names that earlier packs had and the present one lacks (曾用名), so that what still uses them stays readable. `earlier`:
 * oldest first; of several names of a code the newest counts.
 */
export function formerNames(earlier: readonly PackNames[], present: PackNames): PackNames {
  const of = <T extends { code: string }>(list: (names: PackNames) => readonly T[]): T[] => {
    const now = new Set(list(present).map(({ code }) => code));
    const known = new Map(earlier.flatMap((names) => list(names).map((one) => [one.code, one] as const)));
    return [...known.values()].filter(({ code }) => !now.has(code));
  };
  return {
    orgs: of((names) => names.orgs),
    streets: of((names) => names.streets),
    grids: of((names) => names.grids),
    categories: of((names) => names.categories),
    items: of((names) => names.items),
    kinds: of((names) => names.kinds),
  };
}
