import type { Database } from 'better-sqlite3';
import type { OrderSort } from '../../../shared/contract/orderViews.ts';

/** The columns by which orders (督办件) are listed, filtered and numbered; the whole state is in the stream. */
export type OrderColumns = {
  seq: number;
  series: string;
  year: number;
  number: number;
  stage: string;
  lead: string;
  origin: string;
  meeting: string | null;
  dueAt: number | null;
  registeredAt: number;
  urged: number;
  carries: number;
  closedMonth: string | null;
  rechecked: boolean;
  /** The searchable text, in lower case. */
  words: string;
};

/** What a list lets through; empty lists and null let everything through. `now` UTC ms. */
export type OrderListFilter = {
  stages: readonly string[];
  leads: readonly string[];
  origins: readonly string[];
  meeting: string | null;
  overdue: boolean | null;
  /** Drawn for a look again (回头看), and not looked at yet. */
  recheck: boolean | null;
  text: string | null;
  now: number;
};

export type ListedOrder = { id: string; state: string; foldVersion: number; drawn: 0 | 1 };

export type OrderTable = {
  /** Inserts or replaces the row of an order, in a transaction. `stream` is the key of its stream. */
  write(stream: number, id: string, row: OrderColumns): void;
  /** Lists the orders that a month's draw took; in a transaction. */
  writeDraw(month: string, drawn: readonly string[]): void;
  /** The highest number given in a register and year; 0 if none. */
  lastNumber(series: string, year: number): number;
  page(filter: OrderListFilter, sort: OrderSort, offset: number, limit: number): ListedOrder[];
  count(filter: OrderListFilter): number;
  /** Whether the last closing of an order was drawn. */
  isDrawn(id: string): boolean;
  /** Orders that were closed in a month and are closed now. */
  closedIn(month: string): string[];
  /** Months before `month` in which orders were closed and nothing was drawn. */
  undrawnBefore(month: string): string[];
  /** Months that were drawn, newest first. */
  drawnMonths(): string[];
  /** Orders that have not ended. */
  openIds(): string[];
};

const DRAWN = 'EXISTS (SELECT 1 FROM order_draws d WHERE d.order_id = o.id AND d.month = o.closed_month)';
const ENDED = "(o.stage IN ('closed', 'cancelled'))";
/** What has ended comes last where dates are looked through; equal ones in the order of registration. */
const SORTS: Record<OrderSort, string> = {
  due: `${ENDED}, o.due_at IS NULL, o.due_at, o.key`,
  '-due': `${ENDED}, o.due_at IS NULL, o.due_at DESC, o.key`,
  number: 'o.year, o.series, o.number',
  '-number': 'o.year DESC, o.series, o.number DESC',
  registered: 'o.registered_at, o.key',
  '-registered': 'o.registered_at DESC, o.key DESC',
  urged: 'o.urged, o.key',
  '-urged': 'o.urged DESC, o.key',
  carries: 'o.carries, o.key',
  '-carries': 'o.carries DESC, o.key',
};

export function createOrderTable(db: Database): OrderTable {
  const put = db.prepare(
    `INSERT INTO orders (key, id, seq, series, year, number, stage, lead, origin, meeting, due_at, registered_at, urged,
       carries, closed_month, rechecked, words)
     VALUES (:key, :id, :seq, :series, :year, :number, :stage, :lead, :origin, :meeting, :dueAt, :registeredAt, :urged,
       :carries, :closedMonth, :rechecked, :words)
     ON CONFLICT (key) DO UPDATE SET seq = excluded.seq, stage = excluded.stage, lead = excluded.lead,
       origin = excluded.origin, meeting = excluded.meeting, due_at = excluded.due_at, urged = excluded.urged,
       carries = excluded.carries, closed_month = excluded.closed_month, rechecked = excluded.rechecked,
       words = excluded.words`,
  );
  const addDrawn = db.prepare(
    'INSERT INTO order_draws (month, order_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const last = db
    .prepare<[string, number], number>(
      'SELECT ifnull(max(number), 0) FROM orders WHERE series = ? AND year = ?',
    )
    .pluck();
  const drawn = db.prepare<[string], number>(`SELECT ${DRAWN} FROM orders o WHERE o.id = ?`).pluck();
  const texts = (sql: string) => db.prepare<string[], string>(sql).pluck();
  const closedIn = texts("SELECT id FROM orders WHERE closed_month = ? AND stage = 'closed' ORDER BY id");
  const undrawn = texts(
    `SELECT DISTINCT closed_month FROM orders WHERE closed_month < ? AND stage = 'closed'
       AND closed_month NOT IN (SELECT month FROM order_draws) ORDER BY 1`,
  );
  const months = texts('SELECT DISTINCT month FROM order_draws ORDER BY month DESC');
  const open = texts("SELECT id FROM orders WHERE stage NOT IN ('closed', 'cancelled') ORDER BY key");
  return {
    write: (key, id, { rechecked, ...row }) =>
      void put.run({ ...row, key, id, rechecked: rechecked ? 1 : 0 }),
    writeDraw(month, ids) {
      for (const id of ids) addDrawn.run(month, id);
    },
    lastNumber: (series, year) => last.get(series, year) ?? 0,
    page(filter, sort, offset, limit) {
      const { sql, values } = whereOf(filter);
      // The states are read last: sorted along with the rest, they take longer than everything else together.
      return db
        .prepare<(string | number)[], ListedOrder>(
          `SELECT o.id, s.state, s.fold_version AS foldVersion, ${DRAWN} AS drawn
           FROM (SELECT key FROM orders o WHERE ${sql} ORDER BY ${SORTS[sort]} LIMIT ? OFFSET ?) p
           JOIN orders o ON o.key = p.key JOIN streams s ON s.key = p.key ORDER BY ${SORTS[sort]}`,
        )
        .all(...values, limit, offset);
    },
    count(filter) {
      const { sql, values } = whereOf(filter);
      const found = db.prepare<(string | number)[], number>(`SELECT count(*) FROM orders o WHERE ${sql}`);
      return found.pluck().get(...values) ?? 0;
    },
    isDrawn: (id) => drawn.get(id) === 1,
    closedIn: (month) => closedIn.all(month),
    undrawnBefore: (month) => undrawn.all(month),
    drawnMonths: () => months.all(),
    openIds: () => open.all(),
  };
}

type Where = { sql: string; values: (string | number)[] };

function whereOf(filter: OrderListFilter): Where {
  const clauses: Where[] = [{ sql: '1', values: [] }];
  const oneOf = (column: string, values: readonly string[]) => {
    if (values.length === 0) return;
    clauses.push({ sql: `${column} IN (${values.map(() => '?').join(', ')})`, values: [...values] });
  };
  oneOf('o.stage', filter.stages);
  oneOf('o.lead', filter.leads);
  oneOf('o.origin', filter.origins);
  if (filter.meeting !== null) clauses.push({ sql: 'o.meeting = ?', values: [filter.meeting] });
  const not = (value: boolean) => (value ? '' : 'NOT ');
  if (filter.overdue !== null)
    clauses.push({
      sql: `${not(filter.overdue)}(o.stage IN ('assigned', 'working') AND o.due_at <= ?)`,
      values: [filter.now],
    });
  if (filter.recheck !== null)
    clauses.push({
      sql: `${not(filter.recheck)}(o.stage = 'closed' AND o.rechecked = 0 AND ${DRAWN})`,
      values: [],
    });
  if (filter.text !== null)
    clauses.push({ sql: 'instr(o.words, ?) > 0', values: [filter.text.toLocaleLowerCase('en')] });
  return {
    sql: clauses.map(({ sql }) => sql).join(' AND '),
    values: clauses.flatMap(({ values }) => values),
  };
}
