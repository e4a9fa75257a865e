import type { ExchangeOptions, ExchangeView } from '../../../../shared/contract/exchange.ts';
import { UpstreamError } from '../adapter.ts';
import type { Column, Dialect } from './session.ts';

/** A statement with the values of its parameters, in order. */
export type Statement = { text: string; values: string[] };

/** Which rows a page is of: those whose cursor is set, those whose cursor is empty, or all. */
export type RowGroup = 'set' | 'empty' | 'all';

/** Behind which row a page begins. `key` null: at the first row of `at`. `at` null: the rows are in the order of the key. */
export type From = { at: string | null; key: string | null };

/** Writes the statements of one view. Names are quoted, values are parameters; nothing of the operator is a statement. */
export class Statements {
  private readonly dialect: Dialect;
  private readonly view: string;
  private readonly key: Column;
  private readonly cursor: Column | null;
  private readonly list: string;

  /** @param columns those that are read, in order */
  constructor(
    dialect: Dialect,
    options: Pick<ExchangeOptions, 'view'>,
    key: Column,
    cursor: Column | null,
    columns: readonly Column[],
  ) {
    this.dialect = dialect;
    this.view = quotedView(dialect, options.view);
    this.key = key;
    this.cursor = cursor;
    this.list = columns.map(({ name }) => dialect.quote(name)).join(', ');
  }

  /** One page in order: by cursor and key where there is a cursor and the group is `set`, otherwise by key. */
  page(group: RowGroup, from: From | null, limit: number): Statement {
    const values: string[] = [];
    const key = this.dialect.quote(this.key.name);
    const conditions = [`${key} IS NOT NULL`, ...this.groupCondition(group)];
    const order = [key];
    if (group === 'set' && this.cursor !== null) {
      const cursor = this.dialect.quote(this.cursor.name);
      order.unshift(cursor);
      if (from !== null && from.at !== null) {
        conditions.push(`${cursor} >= ${this.literal(this.cursor, from.at, values)}`);
        if (from.key !== null)
          conditions.push(
            `(${cursor} > ${this.literal(this.cursor, from.at, values)} OR ${key} > ${this.literal(this.key, from.key, values)})`,
          );
      }
    } else if (from !== null && from.key !== null)
      conditions.push(`${key} > ${this.literal(this.key, from.key, values)}`);
    const text = `SELECT ${this.list} FROM ${this.view} WHERE ${conditions.join(' AND ')} ORDER BY ${order.join(', ')} LIMIT ${limit}`;
    return { text, values };
  }

  /** Counts all rows, and those with a key. */
  count(): Statement {
    const key = this.dialect.quote(this.key.name);
    const text = `SELECT COUNT(*), COUNT(${key}) FROM ${this.view}`;
    return { text, values: [] };
  }

  /** A row if a key is in several. */
  repeatedKey(): Statement {
    const key = this.dialect.quote(this.key.name);
    const text = `SELECT 1 FROM ${this.view} WHERE ${key} IS NOT NULL GROUP BY ${key} HAVING COUNT(*) > 1 LIMIT 1`;
    return { text, values: [] };
  }

  private groupCondition(group: RowGroup): string[] {
    if (group === 'all' || this.cursor === null) return [];
    const cursor = this.dialect.quote(this.cursor.name);
    const { zeroTime } = this.dialect;
    const hasZero = zeroTime !== null && this.cursor.kind !== 'integer';
    if (group === 'empty')
      return [hasZero ? `(${cursor} IS NULL OR ${cursor} = '${zeroTime}')` : `${cursor} IS NULL`];
    return [hasZero ? `${cursor} > '${zeroTime}'` : `${cursor} IS NOT NULL`];
  }

  private literal({ kind, name, type }: Column, value: string, values: string[]): string {
    if (this.dialect.inlineNumbers && (kind === 'integer' || kind === 'decimal')) {
      if (!/^-?\d{1,65}(?:\.\d{1,38})?$/.test(value))
        throw new UpstreamError('exchange-cursor-type', { column: name, type, use: 'cursor' }, false);
      return value;
    }
    values.push(value);
    return this.dialect.parameter(values.length);
  }
}

/** The first rows of a view in no order, for a sample. */
export function sampleOf(
  dialect: Dialect,
  view: ExchangeView,
  columns: readonly Column[],
  limit: number,
): Statement {
  const list = columns.map(({ name }) => dialect.quote(name)).join(', ');
  return { text: `SELECT ${list} FROM ${quotedView(dialect, view)} LIMIT ${limit}`, values: [] };
}

/** A view as a statement names it. */
export function quotedView(dialect: Dialect, { schema, name }: ExchangeView): string {
  return schema === null ? dialect.quote(name) : `${dialect.quote(schema)}.${dialect.quote(name)}`;
}

/** A view as the operator knows it. */
export function viewName({ schema, name }: ExchangeView): string {
  return schema === null ? name : `${schema}.${name}`;
}
