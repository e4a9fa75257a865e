import { hash } from 'node:crypto';

/** SHA-1 of a row as received, base64. */
export function digestOf(row: unknown): string {
  return hash('sha1', JSON.stringify(row) ?? 'undefined', 'base64');
}
