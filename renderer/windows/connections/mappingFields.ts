import { ContactPart } from '../../../shared/contract/cases.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';

export type MappedField = keyof FieldMapping['fields'];
/** Contact columns that are chosen; `dropped` ones are found by their values and kept by nobody. */
export type ContactField = ContactPart;

/** Fields of a case in the order of the form. `id` and `requestedAt` are required. */
export const MAPPED_FIELDS: readonly MappedField[] = [
  'id',
  'requestedAt',
  'title',
  'description',
  'categoryCode',
  'categoryName',
  'status',
  'stage',
  'channel',
  'address',
  'lon',
  'lat',
  'point',
  'street',
  'community',
  'grid',
  'org',
  'updatedAt',
  'closedAt',
  'dueAt',
  'suspendedAt',
  'resumedAt',
  'rework',
  'statusNotes',
  'mediaUrl',
];

export const REQUIRED_FIELDS: readonly MappedField[] = ['id', 'requestedAt'];
export const CONTACT_FIELDS: readonly ContactField[] = ContactPart.options;

/** Path → text. Alternative paths are separated by ` | `. */
export function pathText(path: string | string[] | undefined): string {
  if (path === undefined) return '';
  return typeof path === 'string' ? path : path.join(' | ');
}

/** Text → path; undefined when the text is blank. */
export function readPath(text: string): string | string[] | undefined {
  const parts = text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  return parts.length === 1 ? parts[0] : parts;
}

/** The mapping with one field set from typed text. A required field may be empty; it is then listed as missing. */
export function withField<M extends FieldMapping>(mapping: M, field: MappedField, text: string): M {
  const path = readPath(text);
  const fields = { ...mapping.fields };
  if (field === 'id' && path !== undefined)
    return { ...withIdFrom(mapping, []), fields: { ...fields, id: path } };
  if (field === 'id' || field === 'requestedAt') fields[field] = path ?? '';
  else if (path === undefined) delete fields[field];
  else fields[field] = path;
  const changed = { ...mapping, fields };
  // The time of day stood beside the column that was proposed.
  if (mapping.clocks !== undefined && Object.hasOwn(mapping.clocks, field) && mapping.fields[field] !== path)
    changed.clocks = Object.fromEntries(Object.entries(mapping.clocks).filter(([other]) => other !== field));
  // Another column for the category is not the end of the path that was proposed.
  if (field === 'categoryName' && !mapping.categoryPath?.some((one) => one === path))
    delete changed.categoryPath;
  return changed;
}

export function withContact<M extends FieldMapping>(mapping: M, field: ContactField, text: string): M {
  const path = readPath(text);
  const contact = { ...mapping.contact };
  if (path === undefined) delete contact[field];
  else contact[field] = path;
  return { ...mapping, contact };
}

/** As many columns as the path of a category takes. */
export const MOST_LEVELS = 6;

/**
 * The mapping with another column for one level of the category (大类 first); blank text takes the level away. The last one is
 * the name of the category.
 */
export function withCategoryLevel<M extends FieldMapping>(mapping: M, level: number, text: string): M {
  const { categoryPath = [], ...others } = mapping;
  const path = readPath(text);
  const column = typeof path === 'string' ? path : (path?.[0] ?? '');
  const levels = [...categoryPath.slice(0, level), column, ...categoryPath.slice(level + 1)];
  const filled = [...new Set(levels)].filter((one) => one !== '').slice(0, MOST_LEVELS);
  const last = filled.at(-1);
  if (last === undefined) return others as M;
  return { ...mapping, categoryPath: filled, fields: { ...mapping.fields, categoryName: last } };
}

/** The mapping in which a category of the list has this code of the catalogue; '': what the program finds itself. */
export function withCategory<M extends FieldMapping>(mapping: M, word: string, code: string): M {
  const { categoryValues = {}, ...others } = mapping;
  const kept = Object.entries(categoryValues).filter(([known]) => known !== word);
  const values = Object.fromEntries(code === '' ? kept : [...kept, [word, code]]);
  return Object.keys(values).length === 0 ? (others as M) : { ...mapping, categoryValues: values };
}

/** The mapping with the number of a case made of these columns; none: it is read from its column. */
export function withIdFrom<M extends FieldMapping>(mapping: M, columns: string[]): M {
  const { idFrom: _, ...others } = mapping;
  return columns.length === 0 ? (others as M) : { ...mapping, idFrom: columns };
}

/** Required fields without a path. A number that is made of columns needs none of its own. */
export function missingFields(mapping: FieldMapping): MappedField[] {
  const isMade = (mapping.idFrom ?? []).length > 0;
  return REQUIRED_FIELDS.filter(
    (field) => pathText(mapping.fields[field]).trim() === '' && !(field === 'id' && isMade),
  );
}

/** Stage words → lines `word=stage`. */
export function stageLines(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([word, stage]) => `${word}=${stage}`)
    .join('\n');
}

/** Lines `word=stage` → stage words; other lines are ignored. */
export function readStageLines(text: string): Record<string, string> {
  const pairs = text
    .split('\n')
    .map((line) => line.split('='))
    .filter((parts) => parts.length === 2)
    .map(([word = '', stage = '']) => [word.trim(), stage.trim()] as const)
    .filter(([word, stage]) => word !== '' && stage !== '');
  return Object.fromEntries(pairs);
}

/** Splits text at commas (Chinese or Latin) and line ends. */
export function readWords(text: string): string[] {
  return text
    .split(/[,，、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Typed values for comparison with JSON: a number or boolean is returned both as itself and as text. */
export function readValues(text: string): (string | number | boolean)[] {
  return readWords(text).flatMap((word): (string | number | boolean)[] => {
    if (word === 'true') return [true, 'true'];
    if (word === 'false') return [false, 'false'];
    return /^-?\d{1,15}$/.test(word) ? [Number(word), word] : [word];
  });
}
