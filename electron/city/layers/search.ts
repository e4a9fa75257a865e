import type { LayerPlaces } from '../../../shared/contract/layers.ts';
import { fromWorld } from '../../../shared/geo/worldGrid.ts';
import { folded } from '../../../shared/text/folded.ts';
import { initialsOf } from '../../../shared/text/pinyin.ts';
import type { LayerArrays } from './layerStore.ts';

/** Names as they are searched: folded, and as pinyin initials. */
export type NameIndex = { folded: readonly string[]; initials: readonly string[] };

export function nameIndexOf(names: readonly string[]): NameIndex {
  return { folded: names.map(folded), initials: names.map(initialsOf) };
}

/** The less, the better: the whole name, its beginning, a part of it, and the same of its initials. */
export type FoundPlace = LayerPlaces['places'][number] & { rank: number };

/** Named features that the typed text is part of, by letters or by pinyin initials (拼音首字母); the best first. */
export function findPlaces(
  layer: string,
  { names, nameAt, nameCount }: LayerArrays,
  index: NameIndex,
  typed: string,
  limit: number,
): FoundPlace[] {
  const wanted = folded(typed).trim();
  if (wanted === '') return [];
  const isLatin = /^[a-z0-9]+$/.test(wanted);
  const found: { at: number; rank: number }[] = [];
  for (let at = 1; at < names.length; at++) {
    const rank =
      rankOf(index.folded[at] ?? '', wanted, 0) ??
      (isLatin ? rankOf(index.initials[at] ?? '', wanted, 3) : null);
    if (rank !== null) found.push({ at, rank });
  }
  return found
    .sort((a, b) => a.rank - b.rank || (names[a.at]?.length ?? 0) - (names[b.at]?.length ?? 0))
    .slice(0, limit)
    .map(({ at, rank }) => ({
      ...{ layer, rank, name: names[at] ?? '', count: nameCount[at] ?? 0 },
      at: fromWorld(nameAt[2 * at] ?? 0, nameAt[2 * at + 1] ?? 0),
    }));
}

function rankOf(text: string, wanted: string, from: number): number | null {
  const at = text.indexOf(wanted);
  if (at < 0) return null;
  return from + (text.length === wanted.length ? 0 : at === 0 ? 1 : 2);
}
