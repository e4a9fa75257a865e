import { headerWords } from '../normalise/headerCore.ts';

/** Words of headers that say which level of the catalogue a column has, from 大类 down. */
const LEVELS = [/大类|一级/, /中类/, /小类|子类|二级/, /细类|三级/, /四级/];
/** A level is that of a category, and named: 一级部门 and 小类编码 are not. */
const CATEGORY = /^(?!.*(?:编码|代码|编号)$)(?=.*(?:类|事项|目录))/;

/**
 * The columns that name a category (大类/小类/细类, 一级分类/二级分类/三级分类) together, from the widest down. Of several columns
 * for one level the first.
 */
export function categoryLevels(columns: readonly string[]): string[] {
  const cores = columns.map((name) => ({ name, core: headerWords(name).join('') }));
  const found = LEVELS.flatMap(
    (level) => cores.find(({ core }) => CATEGORY.test(core) && level.test(core))?.name ?? [],
  );
  // One column may hold the whole path: «大类/小类».
  return [...new Set(found)];
}
