import type { ExchangeOptions } from '../../../../shared/contract/exchange.ts';
import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { UpstreamError } from '../adapter.ts';
import { isLostConnection } from './failure.ts';
import type { ExchangeDatabases } from './open.ts';
import { type CursorKind, cursorKind, isKey, isSameKey } from './position.ts';
import type { Cell, Column, Session } from './session.ts';
import { type From, type RowGroup, Statements, viewName } from './statements.ts';
import { isGarbled, rowOf } from './values.ts';

/** One page as it came: rows for the mapping, and where each stands. */
export type ReadPage = {
  rows: Record<string, unknown>[];
  /** Values of the cursor, one for each row; empty without a cursor. */
  cursors: Cell[];
  /** The last row; null for an empty page. */
  last: From | null;
  /** There are further rows behind it. */
  more: boolean;
};

/** What the database counts: all rows, and those with a key. */
export type Count = { all: number; keyed: number };

/** How often a page is asked for again over a new connection before the poll is given up. */
const RECONNECTS = 2;

/**
 * Reads one view over one connection at a time. A page during which the connection is lost is asked for again over a new
 * one, so that the caller sees neither a gap nor a repetition.
 */
export class ViewReader {
  /** Rows whose text does not fit the character set. */
  garbledRows = 0;
  /** Whether a snapshot had to be begun anew in the middle. */
  snapshotBroken = false;
  private readonly options: ExchangeOptions;
  private readonly connect: () => Promise<Session>;
  private session: Session;
  private readonly columns: Column[];
  private readonly key: Column;
  private readonly cursor: { column: Column; kind: CursorKind } | null;
  private readonly statements: Statements;
  private inSnapshot = false;

  private constructor(
    options: ExchangeOptions,
    connect: () => Promise<Session>,
    session: Session,
    columns: Column[],
  ) {
    this.options = options;
    this.connect = connect;
    this.session = session;
    this.columns = readable(columns);
    this.key = requireColumn(options, columns, options.key);
    if (!isKey(this.key)) throw wrongType(this.key, 'key');
    this.cursor = options.cursor === null ? null : requireCursor(options, columns, options.cursor);
    this.statements = new Statements(
      session.dialect,
      options,
      this.key,
      this.cursor?.column ?? null,
      this.columns,
    );
  }

  /** Signs in and checks that the view still has every column that is needed. @throws UpstreamError */
  static async open(
    options: ExchangeOptions,
    mapping: FieldMapping,
    password: string | null,
    databases: ExchangeDatabases,
    signal: AbortSignal,
  ): Promise<ViewReader> {
    const connect = () => databases.open(options, password, signal);
    const session = await connect();
    try {
      const columns = await session.columns(options.view);
      requireMapped(options, columns, mapping);
      return new ViewReader(options, connect, session, columns);
    } catch (error) {
      session.close();
      throw error;
    }
  }

  get dialect(): Session['dialect'] {
    return this.session.dialect;
  }

  get kind(): CursorKind | null {
    return this.cursor?.kind ?? null;
  }

  now(): Promise<number> {
    return this.again(() => this.session.now());
  }

  /** One page of at most `pageSize` rows, in a read-only transaction of its own unless a snapshot is open. */
  async page(group: RowGroup, from: From | null): Promise<ReadPage> {
    const { pageSize } = this.options;
    const { text, values } = this.statements.page(group, from, pageSize + 1);
    const all = await this.again(() =>
      this.transaction(() => this.session.query(text, values, viewName(this.options.view))),
    );
    const cells = all.length <= pageSize ? all : this.cutBetweenKeys(all);
    if (cells.some(isGarbled)) this.garbledRows += cells.filter(isGarbled).length;
    const keyAt = this.columns.indexOf(this.key);
    const cursorAt = this.cursor === null ? -1 : this.columns.indexOf(this.cursor.column);
    const last = cells.at(-1);
    return {
      rows: cells.map((row) => rowOf(this.columns, row)),
      cursors: this.cursor === null ? [] : cells.map((row) => row[cursorAt] ?? null),
      last:
        last === undefined
          ? null
          : { at: group === 'set' ? (last[cursorAt] ?? null) : null, key: last[keyAt] ?? null },
      more: all.length > pageSize,
    };
  }

  /** Null where the server could not count in time. */
  async count(): Promise<Count | null> {
    const { text, values } = this.statements.count();
    try {
      const rows = await this.again(() =>
        this.transaction(() => this.session.query(text, values, viewName(this.options.view))),
      );
      return countOf(rows);
    } catch (error) {
      if (error instanceof UpstreamError && error.code === 'exchange-slow') {
        await this.reconnect();
        return null;
      }
      throw error;
    }
  }

  /** All that is read until `endSnapshot` is of one moment, unless `snapshotBroken` says otherwise afterwards. */
  async beginSnapshot(): Promise<void> {
    this.snapshotBroken = false;
    this.inSnapshot = true;
    await this.again(() => this.session.begin(true), false);
  }

  async endSnapshot(): Promise<void> {
    this.inSnapshot = false;
    await this.again(() => this.session.commit(), false).catch(() => undefined);
  }

  close(): void {
    this.session.close();
  }

  private async transaction<T>(act: () => Promise<T>): Promise<T> {
    if (this.inSnapshot) return act();
    await this.session.begin(false);
    const result = await act();
    await this.session.commit();
    return result;
  }

  /** Repeats what a lost connection cut off, over a new connection. */
  private async again<T>(act: () => Promise<T>, reopens = true): Promise<T> {
    for (let lost = 0; ; lost += 1) {
      try {
        return await act();
      } catch (error) {
        if (!isLostConnection(error) || lost >= RECONNECTS) throw error;
        await this.reconnect(reopens);
      }
    }
  }

  private async reconnect(reopens = true): Promise<void> {
    this.session.close();
    this.session = await this.connect();
    if (!this.inSnapshot) return;
    this.snapshotBroken = true;
    if (reopens) await this.session.begin(true);
  }

  /**
   * The page ends between two keys: rows with the same cursor and key, of which the next page could ask for none, stay
   * together. @throws UpstreamError `exchange-same-key` if a whole page has only one
   */
  private cutBetweenKeys(cells: Cell[][]): Cell[][] {
    const keyAt = this.columns.indexOf(this.key);
    const cursorAt = this.cursor === null ? -1 : this.columns.indexOf(this.cursor.column);
    for (let end = cells.length - 1; end > 0; end -= 1) {
      const [a, b] = [cells[end - 1], cells[end]];
      const isSame =
        isSameKey(a?.[keyAt] ?? null, b?.[keyAt] ?? null) &&
        (cursorAt < 0 || a?.[cursorAt] === b?.[cursorAt]);
      if (!isSame) return cells.slice(0, end);
    }
    const view = viewName(this.options.view);
    throw new UpstreamError(
      'exchange-same-key',
      { view, column: this.key.name, rows: cells.length - 1 },
      false,
    );
  }
}

/** What the answer to `Statements.count` says. */
export function countOf([row = []]: readonly (readonly Cell[])[]): Count {
  const [all = 0, keyed = 0] = row.map(Number);
  return { all, keyed };
}

/** Columns that a case can be read from: no bytes and no shapes. */
export function readable(columns: readonly Column[]): Column[] {
  return columns.filter(({ kind }) => kind !== 'binary' && kind !== 'shape');
}

function requireColumn(options: ExchangeOptions, columns: readonly Column[], name: string): Column {
  const found = columns.find((column) => column.name === name);
  if (found === undefined)
    throw new UpstreamError('exchange-columns', { view: viewName(options.view), columns: [name] }, false);
  return found;
}

function requireCursor(
  options: ExchangeOptions,
  columns: readonly Column[],
  name: string,
): { column: Column; kind: CursorKind } {
  const column = requireColumn(options, columns, name);
  const kind = cursorKind(column);
  if (kind === null) throw wrongType(column, 'cursor');
  return { column, kind };
}

function wrongType({ name, type }: Column, use: 'cursor' | 'key'): UpstreamError {
  return new UpstreamError('exchange-cursor-type', { column: name, type, use }, false);
}

/**
 * Every mapped field must still have a column: without that of the status, for one, all cases would be read as open.
 * @throws UpstreamError `exchange-columns`
 */
function requireMapped(options: ExchangeOptions, columns: readonly Column[], mapping: FieldMapping): void {
  const names = new Set(columns.map(({ name }) => name));
  const exists = (path: string): boolean => names.has(path) || names.has(path.split('.')[0] ?? '');
  // A number that is made of columns (自编号) needs each of them, as a path of 大类 and 小类 does, and the field of the number is not read.
  const { idFrom = [], categoryPath = [], clocks = {} } = mapping;
  const lacking = Object.entries(mapping.fields)
    .filter(([field]) => field !== 'id' || idFrom.length === 0)
    .map(([, path]) => [path ?? []].flat())
    .concat([...idFrom, ...categoryPath, ...Object.values(clocks)].map((path) => [path]))
    .filter((paths) => paths.length > 0 && !paths.some(exists))
    .map((paths) => paths.join('|'));
  if (lacking.length > 0)
    throw new UpstreamError('exchange-columns', { view: viewName(options.view), columns: lacking }, false);
}
