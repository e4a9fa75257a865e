import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import type { RowOutcome } from '../../../shared/case/normalised.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import { bad, good, page, placed, T0 } from '../store/support.ts';

/** A row that is stored with a note. */
export const noted = (id: string): RowOutcome => ({
  ok: true,
  case: placed(id, {}),
  notes: [upstreamMessage('ahead-of-clock', {})],
});

/** Three pages of a list; the source has the cases 1 and 2 before. */
const PAGES: readonly RowOutcome[][] = [
  [good('1', { org: '甲' }), noted('3'), bad('{"id":"9"}', 'bad-time')],
  [good('1', { org: '乙' }), good('2', {}), noted('4'), noted('5')],
  [bad('{"id":"9"}', 'bad-time'), good('2', { org: '丙' }), good('6', {})],
];

/** What the record of the import says after each page. */
export const AFTER = [
  { rows: [0, 0, 0, 0], cases: [0, 0], noted: 0, leftOut: 0 },
  { rows: [3, 2, 0, 1], cases: [1, 1], noted: 1, leftOut: 2 },
  { rows: [7, 5, 1, 1], cases: [3, 1], noted: 3, leftOut: 2 },
  { rows: [10, 7, 1, 2], cases: [4, 2], noted: 3, leftOut: 3 },
] as const;

/** Takes an import back that is marked, two cases at a time. */
export function undoTo(store: AssembledStore, id: string, at: number): void {
  for (let after: number | null = 0; after !== null; )
    after = store.imports.undoBatch(id, at, () => 'none', { after, limit: 2 }).next;
}

/** Imports them and ends the import. */
export function importThree(store: AssembledStore): void {
  const key = store.imports.begin({
    ...{ id: 'list', source: 'hotline', file: 'a.csv', at: T0 + 10, by: { id: null, name: 'root' } },
  });
  for (const [index, rows] of PAGES.entries()) {
    const leftOut = AFTER[index + 1]?.leftOut ?? 0;
    store.applyPage({ ...page('hotline', rows, T0 + 11 + index), import: { key, leftOut } });
  }
  store.imports.end(key, { state: 'done', at: T0 + 20, error: null, leftOut: 3, whole: null });
}
