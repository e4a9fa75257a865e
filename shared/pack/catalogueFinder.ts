import { simplified } from '../text/simplified.ts';
import { NO_CATEGORY, UNKNOWN_CODE } from './noCategory.ts';
import type { CatalogueItem, CityPack } from './schema.ts';

/**
 * The category of a case as its upstream words it. `categoryPath`: 大类, 小类 and what is finer, as far as the upstream gives
 * more than one of them; absent where it gives one word or a code. `mappedCategory`: the code that the operator gave for it.
 */
export type CategoryWords = {
  categoryCode: string;
  categoryName: string;
  categoryPath?: readonly string[];
  mappedCategory?: string;
};

/**
 * `code`: that of the catalogue, else the category as it came. `doubt`: why it was not found in the catalogue; null where it
 * was, and where there is no category, or no catalogue.
 */
export type FoundCategory = { code: string; doubt: 'unknown' | 'ambiguous' | null };
export type CatalogueFinder = (words: CategoryWords) => FoundCategory;

type Kind = CatalogueItem['kind'];
type Doubt = NonNullable<FoundCategory['doubt']>;

/** Between the steps of a path in one text. Each is tried alone, because names may hold another one of them. */
const SEPARATORS = [/\/+/, /\\+/, /[-=]{0,3}>+/, /→/, /[-‐-―]+/, /\|+/, /:+/, /·/, /_+/, /,+/, /\s+/];
const KIND = /^(?:城市|城管)?(部件|事件)(?:类|问题|类别)?$/;
const KINDS: Readonly<Record<string, Kind>> = { 部件: 'component', 事件: 'event' };
/** A text that is longer names no category. */
const MAX_PATH_CHARS = 200;
/** Texts whose reading is remembered: a list has few categories, a column of free text many. */
const MAX_REMEMBERED = 5000;

/**
 * Finds categories in the catalogue (大类/小类) of a pack: by code, by a name that one item alone has, and by a path
 * («部件类-公用设施-上水井盖», or a column for each level). A step above the category that the catalogue knows must be its
 * 大类 or kind (部件 or 事件); a step below a 小类 (细类) is finer than the catalogue.
 */
export function createCatalogueFinder({ manifest }: Pick<CityPack, 'manifest'>): CatalogueFinder {
  const { items } = manifest.catalogue;
  const byCode = new Map(items.map((item) => [item.code, item]));
  const byWord = new Map<string, CatalogueItem[]>();
  for (const item of items) {
    for (const word of new Set([wordKey(item.name), wordKey(item.code)]))
      byWord.set(word, [...(byWord.get(word) ?? []), item]);
  }
  const named = (word: string): CatalogueItem[] =>
    byWord.get(wordKey(word)) ?? byWord.get(wordKey(word).replace(/类$/, '')) ?? [];

  /** Whether an item lies below a step of its path; null where the catalogue does not know the step. */
  function isBelow(item: CatalogueItem, step: string): boolean | null {
    const kind = KINDS[KIND.exec(wordKey(step))?.[1] ?? ''];
    if (kind !== undefined) return item.kind === kind;
    const meant = named(step);
    if (meant.length === 0) return null;
    for (let above = item.parent; above !== null; above = byCode.get(above)?.parent ?? null) {
      if (meant.some(({ code }) => code === above)) return true;
    }
    return false;
  }

  /** The one item at the end of a path. `strict`: the catalogue must know the step above it. */
  function atEnd(steps: readonly string[], strict: boolean): CatalogueItem | Doubt {
    for (let end = steps.length - 1; end >= 0; end--) {
      const above = steps.slice(0, end);
      const fitting = named(steps[end] ?? '').filter((item) => {
        const said = above.map((step) => isBelow(item, step));
        const isFinest = end === steps.length - 1 || item.parent !== null;
        return isFinest && !said.includes(false) && (!strict || said.at(-1) === true);
      });
      const [only] = fitting;
      if (only !== undefined) return fitting.length === 1 ? only : 'ambiguous';
    }
    return 'unknown';
  }

  function inText(text: string): CatalogueItem | Doubt | null {
    const whole = named(text);
    const [only] = whole;
    if (only !== undefined) return whole.length === 1 ? only : 'ambiguous';
    if (text.length > MAX_PATH_CHARS) return null;
    let doubt: Doubt | null = null;
    for (const separator of SEPARATORS) {
      const steps = text.normalize('NFKC').split(separator).flatMap(filled);
      const [first] = steps;
      if (first === undefined || steps.length < 2) continue;
      const found = atEnd(steps, true);
      if (typeof found !== 'string') return found;
      // Other texts with a dash or a blank are no paths of this catalogue.
      const isPath = KIND.test(wordKey(first)) || named(first).some(({ parent }) => parent === null);
      if (isPath && doubt !== 'ambiguous') doubt = found;
    }
    return doubt;
  }

  const remembered = new Map<string, CatalogueItem | Doubt | null>();
  return ({ categoryCode, categoryName, categoryPath, mappedCategory }) => {
    const stated = mappedCategory ?? (categoryCode === categoryName ? null : categoryCode);
    const isNone = categoryName === NO_CATEGORY && (stated === null || stated === UNKNOWN_CODE);
    if (items.length === 0 || isNone) return { code: stated ?? categoryCode, doubt: null };
    if (stated !== null) return { code: stated, doubt: byCode.has(stated) ? null : 'unknown' };
    const key = categoryPath === undefined ? categoryName : JSON.stringify(categoryPath);
    let found = remembered.get(key);
    if (found === undefined) {
      found = categoryPath === undefined ? inText(categoryName) : atEnd(categoryPath, false);
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      remembered.set(key, found);
    }
    if (found === null || typeof found === 'string') return { code: categoryCode, doubt: found ?? 'unknown' };
    return { code: found.code, doubt: null };
  };
}

function filled(step: string): string[] {
  return step.trim() === '' ? [] : [step.trim()];
}

function wordKey(name: string): string {
  return simplified(name.normalize('NFKC').replaceAll(/\s/g, ''));
}
