import { createNumberColumn } from '../../numberColumn.ts';
import type { Cell } from './protocol.ts';

/** Cells that are merged: the value of the first stands for all. Rows and columns count from 0. */
export type Merge = { startRow: number; startCol: number; endRow: number; endCol: number };

/** A merge over a whole column or a whole row stands for a border or a title, not for values. */
const MAX_MERGED_ROWS = 5000;
const MAX_MERGED_COLUMNS = 500;

/** Merges of a sheet, in the order in which it lists them. Takes some 20 bytes for each. */
export type Merges = {
  add(merge: Merge): void;
  /** Writes the value of merged cells into each of them, row by row from the first. */
  filler(): (row: number, cells: Cell[]) => void;
};

export function createMerges(): Merges {
  const columns = Array.from({ length: 4 }, () => createNumberColumn(Uint32Array, 0));
  let size = 0;

  function at(place: number): Merge {
    const [startRow = 0, startCol = 0, endRow = 0, endCol = 0] = columns.map((column) => column.get(place));
    return { startRow, startCol, endRow, endCol };
  }

  return {
    add({ startRow, startCol, endRow, endCol }) {
      if (endRow - startRow > MAX_MERGED_ROWS || endCol - startCol > MAX_MERGED_COLUMNS) return;
      for (const [index, value] of [startRow, startCol, endRow, endCol].entries())
        columns[index]?.set(size, value);
      size += 1;
    },
    filler() {
      const order = Uint32Array.from({ length: size }, (_, place) => place);
      order.sort((a, b) => (columns[0]?.get(a) ?? 0) - (columns[0]?.get(b) ?? 0) || a - b);
      let next = 0;
      let open: { merge: Merge; place: number; value: Cell }[] = [];
      return (row, cells) => {
        for (; next < order.length; next++) {
          const place = order[next] ?? 0;
          const merge = at(place);
          if (merge.startRow > row) break;
          if (merge.startRow === row) open.push({ merge, place, value: null });
        }
        if (open.length === 0) return;
        open.sort((a, b) => a.place - b.place);
        for (const one of open) {
          if (one.merge.startRow === row) one.value = cells[one.merge.startCol] ?? null;
          fill(cells, one.merge, one.value);
        }
        open = open.filter(({ merge, value }) => merge.endRow > row && value !== null);
      };
    },
  };
}

function fill(cells: Cell[], { startCol, endCol }: Merge, value: Cell): void {
  if (value === null) return;
  while (cells.length <= endCol) cells.push(null);
  for (let column = startCol; column <= endCol; column++) cells[column] ??= value;
}

/** Writes the value of merged cells into each of them. */
export function fillMerges(rows: Cell[][], merges: readonly Merge[]): void {
  const all = createMerges();
  for (const merge of merges) all.add(merge);
  const fillRow = all.filler();
  for (const [row, cells] of rows.entries()) fillRow(row, cells);
}
