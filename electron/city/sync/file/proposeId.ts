import type { FieldMapping, IdProposal } from '../../../../shared/contract/sources.ts';
import { textValue, valueAt } from '../normalise/paths.ts';

/** Fields that say which case a row is and do not change while it is handled; the best first. */
const TELLING = [
  ...['requestedAt', 'address', 'point', 'lon', 'lat', 'title', 'description', 'categoryName'],
  ...['street', 'community', 'grid', 'channel', 'id'],
] as const satisfies (keyof FieldMapping['fields'])[];
const MAX_COLUMNS = 4;
/** A column holds no numbers of cases where so many values stand again at other rows. */
const FEWEST_REPEATED = 3;
const MOST_REPEATED_SHARE = 0.1;

/**
 * Columns of which a number can be made (自编号) for a list without one, or whose column of numbers repeats widely, judged by
 * its first rows. Null where the column holds numbers, or nothing is known to tell the rows apart.
 */
export function proposeId(
  rows: readonly Record<string, unknown>[],
  { fields }: Pick<FieldMapping, 'fields'>,
): IdProposal | null {
  const texts = new Map(rows.map((row) => [JSON.stringify(row), row]));
  // The same row twice is the same case.
  const others = [...texts.values()];
  const idColumn = [fields.id].flat()[0] ?? '';
  const repeats = repeatsOf(others, idColumn);
  if (idColumn !== '' && repeats === null) return null;
  const columns = columnsTelling(others, fields);
  return columns.length === 0 ? null : { columns, repeats };
}

/** Null where nearly all values of the column differ. */
function repeatsOf(rows: readonly Record<string, unknown>[], column: string): IdProposal['repeats'] {
  const values = rows.map((row) => textValue(valueAt(row, column))).filter((text) => text !== null);
  const distinct = new Set(values).size;
  const repeated = values.length - distinct;
  return repeated < FEWEST_REPEATED || repeated <= MOST_REPEATED_SHARE * values.length
    ? null
    : { column, rows: values.length, distinct };
}

/** The fewest of the telling columns that differ in as many rows as all of them do, the time of report always among them. */
function columnsTelling(rows: readonly Record<string, unknown>[], fields: FieldMapping['fields']): string[] {
  const candidates = TELLING.flatMap((field) => [fields[field] ?? []].flat().slice(0, 1)).filter(
    (column, index, all) => column !== '' && all.indexOf(column) === index,
  );
  const toldBy = (columns: readonly string[]): number =>
    new Set(rows.map((row) => JSON.stringify(columns.map((column) => textValue(valueAt(row, column)))))).size;
  let chosen: string[] = [];
  let told = 0;
  for (const column of candidates) {
    const more = toldBy([...chosen, column]);
    if (more <= told && chosen.length > 1) continue;
    if (chosen.length >= MAX_COLUMNS || (told === rows.length && chosen.length > 1)) break;
    chosen = [...chosen, column];
    told = more;
  }
  return chosen;
}
