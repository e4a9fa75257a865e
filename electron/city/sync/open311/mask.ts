import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { isRow, type Row } from './fields.ts';

/** Fields of free text, in which callers leave their numbers. Ids and codes are not touched: they may look like one. */
const FREE_TEXT = new Set([
  'description',
  'detail',
  'title',
  'status_notes',
  'service_notice',
  'summary',
  'comment',
  'address',
  'address_string',
]);

/** A copy of the row with phone numbers and mail addresses in free text masked, at any depth. */
export function maskFreeText(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, masked(name, value)]));
}

function masked(name: string, value: unknown): unknown {
  if (typeof value === 'string') return FREE_TEXT.has(name) ? maskPhones(value) : value;
  if (Array.isArray(value)) return value.map((item) => masked(name, item));
  return isRow(value) ? maskFreeText(value) : value;
}
