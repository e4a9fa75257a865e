import type { ReactNode } from 'react';
import type { RowTally } from '../../../shared/contract/rowTally.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';
import type { CatalogueItem } from '../../../shared/pack/schema.ts';
import { usePack } from '../../live/queries/city.ts';
import { count } from '../../ui/Figure.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import checkStyles from './check.module.css';
import styles from './connections.module.css';
import { withCategory } from './mappingFields.ts';
import type { ConnWords } from './words.ts';

type Props = {
  tally: RowTally;
  mapping: FieldMapping;
  onChange: (mapping: FieldMapping) => void;
  words: ConnWords;
};

/** The categories of a list that the catalogue (大类/小类) words otherwise, each with the one that it means. */
export function CategoryList({ tally, mapping, onChange, words }: Props): ReactNode {
  const items = usePack().data?.manifest.catalogue.items ?? [];
  const { categories, otherCategories } = tally;
  if (categories.length === 0) return null;
  const options = [{ value: '', label: words.categoryAsIs }, ...catalogueOptions(items)];
  const unknown = categories.filter((category) => category.unknown);
  const rows = unknown.reduce((sum, category) => sum + category.rows, 0);
  return (
    <section aria-label={words.categoriesTitle} className={checkStyles['words']} data-part="check-categories">
      <h3>{words.categoriesTitle}</h3>
      {unknown.length === 0 ? (
        <p className={checkStyles['fine']}>
          <span aria-hidden="true">✓ </span>
          {words.categoriesMapped}
        </p>
      ) : (
        <p className={checkStyles['alarm']} role="alert">
          <span aria-hidden="true">◆ </span>
          {words.categoriesUnknown(unknown.length, count(rows))}
        </p>
      )}
      <table className={checkStyles['table']}>
        <thead>
          <tr>
            <th scope="col">{words.category}</th>
            <th scope="col">{words.wordRows}</th>
            <th scope="col">{words.categoryMeans}</th>
          </tr>
        </thead>
        <tbody>
          {categories.map((one) => (
            <tr key={one.word} data-unknown={one.unknown}>
              <th scope="row">{one.word}</th>
              <td className={checkStyles['number']}>{count(one.rows)}</td>
              <td>
                {one.mappable ? (
                  <Select
                    label={one.word}
                    labelPlace="hidden"
                    value={mapping.categoryValues?.[one.word] ?? ''}
                    options={options}
                    onChange={(code) => onChange(withCategory(mapping, one.word, code))}
                  />
                ) : (
                  <span className={styles['dim']}>{words.wordUnmappable}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {otherCategories.rows === 0 ? null : (
        <p className={checkStyles['alarm']}>
          <span aria-hidden="true">◆ </span>
          {words.otherCategories(count(otherCategories.rows))}
        </p>
      )}
    </section>
  );
}

/** The categories of the catalogue by name, with what they stand under. */
function catalogueOptions(
  items: readonly Omit<CatalogueItem, 'limits'>[],
): { value: string; label: string }[] {
  const names = new Map(items.map(({ code, name }) => [code, name]));
  return items.map(({ code, name, parent }) => ({
    value: code,
    label: parent === null ? `${name} · ${code}` : `${name} · ${names.get(parent) ?? parent} · ${code}`,
  }));
}
