import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { urgency } from '../../ui/whistleClock.ts';
import { COLUMNS, type ColumnId, columnOf, isOver } from './columns.ts';

/** Which card stands where. Kept while the pointer or the cursor is on the board: nothing moves under them. */
export type Layout = Record<ColumnId, readonly string[]>;

export const EMPTY: Layout = {
  draft: [],
  approval: [],
  triage: [],
  coming: [],
  handling: [],
  confirm: [],
  rating: [],
  suspended: [],
  closed: [],
  ended: [],
};

/** Cards by column, the most pressing first; what is over by the time it ended, newest first. */
export function layoutOf(rows: Iterable<WhistleSummary>, now: number): Layout {
  const columns: Record<ColumnId, WhistleSummary[]> = {
    draft: [],
    approval: [],
    triage: [],
    coming: [],
    handling: [],
    confirm: [],
    rating: [],
    suspended: [],
    closed: [],
    ended: [],
  };
  for (const row of rows) {
    columns[columnOf(row)].push(row);
  }
  const sorted = { ...EMPTY };
  for (const column of COLUMNS) {
    const keyed = columns[column].map((row) => ({
      id: row.id,
      key: isOver(column) ? -(row.closedAt ?? row.updatedAt) : urgency(row.nearest, now),
      createdAt: row.createdAt,
    }));
    keyed.sort((a, b) => (a.key === b.key ? a.createdAt - b.createdAt : a.key - b.key));
    sorted[column] = keyed.map(({ id }) => id);
  }
  return sorted;
}

/** How many cards came, went or changed columns since; a mere change of order counts nothing. */
export function changedCards(shown: Layout, fresh: Layout): number {
  const before = new Map<string, ColumnId>();
  for (const column of COLUMNS) for (const id of shown[column]) before.set(id, column);
  let changed = 0;
  for (const column of COLUMNS)
    for (const id of fresh[column]) {
      if (before.get(id) !== column) changed += 1;
      before.delete(id);
    }
  return changed + before.size;
}

/** The card beside `id` in a direction; columns without cards are skipped. Null: the cursor enters the board. */
export function neighbour(
  layout: Layout,
  open: readonly ColumnId[],
  id: string | null,
  way: 'up' | 'down' | 'left' | 'right',
): string | null {
  const filled = open.filter((column) => layout[column].length > 0);
  const column = filled.findIndex((each) => id !== null && layout[each].includes(id));
  const [first] = filled;
  if (column < 0 || id === null) return first === undefined ? null : (layout[first][0] ?? null);
  const here = filled[column];
  if (here === undefined) return id;
  const at = layout[here].indexOf(id);
  if (way === 'up' || way === 'down') return layout[here][at + (way === 'down' ? 1 : -1)] ?? id;
  const there = filled[column + (way === 'right' ? 1 : -1)];
  if (there === undefined) return id;
  return layout[there][Math.min(at, layout[there].length - 1)] ?? id;
}
