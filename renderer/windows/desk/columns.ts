import type { CaseSort } from '../../../shared/contract/filters.ts';

/** Columns of the queue in order. `sorts`: what pressing the head orders by, first press first. */
export const COLUMNS = [
  { key: 'state', word: 'colState', sorts: null },
  { key: 'number', word: 'colNumber', sorts: null },
  { key: 'category', word: 'colCategory', sorts: null },
  { key: 'title', word: 'colTitle', sorts: null },
  { key: 'place', word: 'colPlace', sorts: null },
  { key: 'channel', word: 'colChannel', sorts: null },
  { key: 'requested', word: 'colRequested', sorts: ['-requested', 'requested'] },
  { key: 'limit', word: 'colLimit', sorts: ['due', '-due'] },
  { key: 'org', word: 'colOrg', sorts: null },
] as const satisfies readonly { key: string; word: string; sorts: readonly [CaseSort, CaseSort] | null }[];

export const SORTS: readonly CaseSort[] = ['-requested', 'due', '-updated', 'requested', '-due', 'updated'];

/** The order after this one, round and round. */
export function nextSort(sort: CaseSort): CaseSort {
  return SORTS[(SORTS.indexOf(sort) + 1) % SORTS.length] ?? '-requested';
}

/** What a press on a column's head orders by. */
export function pressedSort(sorts: readonly [CaseSort, CaseSort], now: CaseSort): CaseSort {
  return now === sorts[0] ? sorts[1] : sorts[0];
}

/** ARIA's word for the order of a column. */
export function ariaSort(
  sorts: readonly [CaseSort, CaseSort] | null,
  now: CaseSort,
): 'ascending' | 'descending' | 'none' | undefined {
  if (sorts === null) return undefined;
  if (!sorts.includes(now)) return 'none';
  return now.startsWith('-') ? 'descending' : 'ascending';
}
