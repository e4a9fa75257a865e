import type { FieldMapping } from '../../../shared/contract/sources.ts';

export type MappedField = keyof FieldMapping['fields'];
export type ContactField = keyof FieldMapping['contact'];

/** Our fields in the order an operator thinks of them. `id` and `requestedAt` are what no case can do without. */
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
  'org',
  'updatedAt',
  'closedAt',
  'dueAt',
  'rework',
  'statusNotes',
  'mediaUrl',
];

export const REQUIRED_FIELDS: readonly MappedField[] = ['id', 'requestedAt'];
export const CONTACT_FIELDS: readonly ContactField[] = ['name', 'phone', 'email'];

/** Paths as typed: several are tried in order, written with ` | ` between them. */
export function pathText(path: string | string[] | undefined): string {
  if (path === undefined) return '';
  return typeof path === 'string' ? path : path.join(' | ');
}

/** Typed text → path; undefined when nothing is left of it. */
export function readPath(text: string): string | string[] | undefined {
  const parts = text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  return parts.length === 1 ? parts[0] : parts;
}

/** The mapping with one field set from typed text. Required fields keep an empty text, so that the gap is seen. */
export function withField<M extends FieldMapping>(mapping: M, field: MappedField, text: string): M {
  const path = readPath(text);
  const fields = { ...mapping.fields };
  if (field === 'id' || field === 'requestedAt') fields[field] = path ?? '';
  else if (path === undefined) delete fields[field];
  else fields[field] = path;
  return { ...mapping, fields };
}

export function withContact<M extends FieldMapping>(mapping: M, field: ContactField, text: string): M {
  const path = readPath(text);
  const contact = { ...mapping.contact };
  if (path === undefined) delete contact[field];
  else contact[field] = path;
  return { ...mapping, contact };
}

/** Fields without which nothing can be stored and that have no path yet. */
export function missingFields(mapping: FieldMapping): MappedField[] {
  return REQUIRED_FIELDS.filter((field) => pathText(mapping.fields[field]).trim() === '');
}

/** `word=stage` lines ↔ the table of stage words; lines without `=` are dropped. */
export function stageLines(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([word, stage]) => `${word}=${stage}`)
    .join('\n');
}

export function readStageLines(text: string): Record<string, string> {
  const pairs = text
    .split('\n')
    .map((line) => line.split('='))
    .filter((parts) => parts.length === 2)
    .map(([word = '', stage = '']) => [word.trim(), stage.trim()] as const)
    .filter(([word, stage]) => word !== '' && stage !== '');
  return Object.fromEntries(pairs);
}

/** Words separated by commas (Chinese or Latin) or line ends. */
export function readWords(text: string): string[] {
  return text
    .split(/[,，、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Typed values as they come in JSON: a number or truth value matches itself and its text. */
export function readValues(text: string): (string | number | boolean)[] {
  return readWords(text).flatMap((word): (string | number | boolean)[] => {
    if (word === 'true') return [true, 'true'];
    if (word === 'false') return [false, 'false'];
    return /^-?\d{1,15}$/.test(word) ? [Number(word), word] : [word];
  });
}
