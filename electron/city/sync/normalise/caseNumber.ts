import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { splitContact } from './contact.ts';
import { madeId } from './madeId.ts';
import { firstAt, isObject, textValue, valueAt } from './paths.ts';
import { readTime } from './time.ts';

/**
 * Makes the number of a case of some columns of its row (自编号); null: its upstream gives numbers. The function takes a row
 * without contact data, as it is kept, so that a row that is read again from quarantine gets the same number; it returns null
 * where all of the columns are empty.
 */
export function madeNumberReader(
  mapping: FieldMapping,
): ((row: Record<string, unknown>) => string | null) | null {
  const { idFrom, fields, timeFormat, zone } = mapping;
  if (idFrom === undefined) return null;
  const requestedPaths = new Set([fields.requestedAt].flat());
  /** The time of report counts as a time: a workbook and its CSV write it differently. */
  const partOf = (row: Record<string, unknown>, path: string): string | null => {
    const value = valueAt(row, path);
    const time = requestedPaths.has(path) ? readTime(value, { format: timeFormat, zone }) : null;
    return time?.ms.toString() ?? textValue(value);
  };
  return (row) => madeId(idFrom.map((path) => partOf(row, path)));
}

/** What tells the rows of a list apart: the number of the case, given or made; null where a row has none. */
export function identityReader(mapping: FieldMapping): (row: unknown) => string | null {
  const idPaths = [mapping.fields.id].flat();
  const madeNumberOf = madeNumberReader(mapping);
  if (madeNumberOf === null) return (row) => textValue(firstAt(row, idPaths));
  return (row) => (isObject(row) ? madeNumberOf(splitContact(row, mapping.contact).row) : null);
}
