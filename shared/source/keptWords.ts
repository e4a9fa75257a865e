import type { FieldMapping } from '../contract/sources.ts';

/** As many words as a mapping takes. */
const MOST_WORDS = 200;

/**
 * The mapping of a newer list with what was decided for an earlier one of its source: what its words mean, and of which
 * columns its numbers and its categories are made where this list has all of them (`columns`). What the newer mapping says of a word itself
 * wins, except that a guess of its closed words gives way.
 */
export function withKeptWords(
  mapping: FieldMapping,
  earlier: FieldMapping,
  columns: readonly string[],
): FieldMapping {
  const here = said(mapping);
  const before = said(earlier);
  const closed = [
    ...earlier.closedValues.filter((word) => !here.has(key(word))),
    ...mapping.closedValues.filter((word) => !here.has(key(word)) && !before.has(key(word))),
  ];
  const stages = Object.entries(earlier.stageValues).filter(([word]) => !here.has(key(word)));
  const open = [
    ...(earlier.openValues ?? []).filter((word) => !here.has(key(word))),
    ...(mapping.openValues ?? []),
  ];
  const categories = { ...earlier.categoryValues, ...mapping.categoryValues };
  const { idFrom, categoryPath } = earlier;
  const isMade = idFrom !== undefined && mapping.idFrom === undefined;
  return {
    ...mapping,
    closedValues: [...new Set(closed)].slice(0, MOST_WORDS),
    stageValues: { ...Object.fromEntries(stages), ...mapping.stageValues },
    ...(open.length === 0 ? {} : { openValues: [...new Set(open)].slice(0, MOST_WORDS) }),
    ...(isMade && idFrom.every((column) => columns.includes(column)) ? { idFrom } : {}),
    ...(Object.keys(categories).length === 0 ? {} : { categoryValues: categories }),
    ...(categoryPath?.every((column) => columns.includes(column))
      ? { categoryPath, fields: { ...mapping.fields, categoryName: earlier.fields.categoryName } }
      : {}),
  };
}

/** The words that a mapping gives a stage, or confirms as open. */
function said({ stageValues, openValues }: FieldMapping): Set<string> {
  return new Set([...Object.keys(stageValues), ...(openValues ?? [])].map(key));
}

/** Words are compared without blanks around them and capitals. */
function key(word: string): string {
  return word.trim().toLowerCase();
}
