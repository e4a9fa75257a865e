import type { OrderSort } from '../../../shared/contract/orderViews.ts';
import type { OrderWords } from './words.ts';

type WordKey = { [K in keyof OrderWords]: OrderWords[K] extends string ? K : never }[keyof OrderWords];

/** A column of the register: every one of domain-2.md §2.4 in its order. `width` in rem; `sort` by its head. */
export type RegisterColumn = { key: string; word: WordKey; width: number; sort: OrderSort | null };

export const COLUMNS: readonly RegisterColumn[] = [
  { key: 'index', word: 'colIndex', width: 3.5, sort: null },
  { key: 'number', word: 'colNumber', width: 9, sort: 'number' },
  { key: 'title', word: 'colTitle', width: 18, sort: null },
  { key: 'stage', word: 'colStage', width: 6.5, sort: null },
  { key: 'due', word: 'colDue', width: 13, sort: 'due' },
  { key: 'lead', word: 'colLead', width: 10, sort: null },
  { key: 'urged', word: 'colUrged', width: 10, sort: 'urged' },
  { key: 'carries', word: 'colCarries', width: 7, sort: 'carries' },
  { key: 'registered', word: 'colRegistered', width: 7.5, sort: 'registered' },
  { key: 'origin', word: 'colOrigin', width: 5, sort: null },
  { key: 'meeting', word: 'colMeeting', width: 12, sort: null },
  { key: 'content', word: 'colContent', width: 22, sort: null },
  { key: 'coUnits', word: 'colCoUnits', width: 12, sort: null },
  { key: 'leader', word: 'colLeader', width: 7, sort: null },
  { key: 'contact', word: 'colContact', width: 7, sort: null },
  { key: 'assigned', word: 'colAssigned', width: 7.5, sort: null },
  { key: 'cycle', word: 'colCycle', width: 6, sort: null },
  { key: 'feedback', word: 'colFeedback', width: 18, sort: null },
  { key: 'extensions', word: 'colExtensions', width: 4.5, sort: null },
  { key: 'done', word: 'colDone', width: 7.5, sort: null },
  { key: 'check', word: 'colCheck', width: 16, sort: null },
  { key: 'closed', word: 'colClosed', width: 7.5, sort: null },
  { key: 'recheck', word: 'colRecheck', width: 16, sort: null },
  { key: 'archive', word: 'colArchive', width: 9, sort: null },
];

/** Width of all of them, rem. */
export const ALL_COLUMNS_REM = COLUMNS.reduce((sum, { width }) => sum + width, 0);

/** The order after a press on the head of a column: its own, then the other way round. */
export function pressedSort(column: OrderSort, sort: OrderSort): OrderSort {
  return sort === column ? (`-${column}` as OrderSort) : column;
}

export const SORTS: readonly OrderSort[] = ['due', '-due', '-number', '-registered', '-urged', '-carries'];
