import type { ExchangeView } from '../../../../shared/contract/exchange.ts';

/** What a column holds. `time`: without a zone; `instant`: with one. `binary`, `shape`: left out. */
export type ColumnKind =
  | 'time'
  | 'instant'
  | 'date'
  | 'integer'
  | 'decimal'
  | 'real'
  | 'text'
  | 'boolean'
  | 'json'
  | 'point'
  | 'binary'
  | 'shape';

/** `type`: the name of the type as the database has it. */
export type Column = { name: string; kind: ColumnKind; type: string };

/** A value as the database writes it in text; null where there is none. A point is WKT, or hexadecimal WKB. */
export type Cell = string | null;

/** What differs between the two protocols in a statement. */
export type Dialect = {
  /** A name in quotes; whatever is in it stays a name. */
  quote(name: string): string;
  /** The n-th parameter, from 1. */
  parameter(n: number): string;
  /** Numbers are written into the statement, since a text that is compared with a number becomes a floating one. */
  inlineNumbers: boolean;
  /** The date of MySQL that means «none» (`0000-00-00`); null where there is none. */
  zeroTime: string | null;
  /** Behind the time without a zone of a column `instant` when it is sent back. */
  instantSuffix: string;
};

/**
 * One connection to an exchange database. Everything in it is read-only: the session says so to the server. All methods
 * throw UpstreamError.
 */
export type Session = {
  readonly dialect: Dialect;
  readonly encrypted: boolean;
  /** Product and version, for the operator, and the encoding in which the database stores text. */
  describe(): Promise<{ server: string; encoding: string }>;
  columns(view: ExchangeView): Promise<Column[]>;
  /** `view`: what it is about, for messages. */
  query(text: string, values: readonly string[], view: string): Promise<Cell[][]>;
  /** The views and tables that the account may read. */
  views(): Promise<(ExchangeView & { kind: 'view' | 'table' })[]>;
  /** Whether the account could change data; null if that cannot be told. */
  mayWrite(): Promise<boolean | null>;
  /** The clock of the server, UTC ms. */
  now(): Promise<number>;
  /** Begins a read-only transaction. `snapshot`: all its queries see the same rows. */
  begin(snapshot: boolean): Promise<void>;
  commit(): Promise<void>;
  close(): void;
};

/** Characters of a server's own words that are shown. */
export const MAX_SERVER_CHARS = 60;

/** A cell that must be there, of a statement of our own. */
export function firstCell(rows: readonly (readonly Cell[])[]): Cell {
  return rows[0]?.[0] ?? null;
}
