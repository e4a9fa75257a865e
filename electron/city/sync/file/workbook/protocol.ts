import type { WorkbookKind } from '../container.ts';

/** A cell as it is handed on: dates as text without zone, an empty cell as null. */
export type Cell = string | number | boolean | null;

/** Rows of each sheet that are looked at before one is chosen. */
export const HEAD_ROWS = 80;

/** A sheet with its first rows. */
export type SheetHead = { name: string; hidden: boolean; head: Cell[][] };

/** What the worker is to read: the rows of a sheet, or (null) the beginning of each. */
export type WorkbookOrder = {
  path: string;
  kind: WorkbookKind;
  sheet: string | null;
  /** One number that both threads see: batches of rows that the reader has taken. */
  taken: Int32Array<SharedArrayBuffer>;
};

export type WorkbookAnswer =
  | { type: 'sheets'; sheets: SheetHead[] }
  /** The next rows, after which the worker waits until they are taken. */
  | { type: 'rows'; rows: Cell[][] }
  /** To broken bytes of a text; before its rows. */
  | { type: 'letters-lost'; letters: number }
  | { type: 'end' }
  | { type: 'failed'; what: 'password' | 'too-large' | 'damaged' };
