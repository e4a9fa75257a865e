import type { Migration } from '../migration.ts';

/**
 * Supervision orders (督办件), whose content is in their streams:
 * - `orders`: what they are listed, filtered and numbered by. `due_at` UTC ms; `meeting` as `series〔year〕number`;
 *   `closed_month` the local month of the last closing, `2026-11`; `rechecked`: that closing was looked at again.
 * - `order_draws`: which orders the draw of a month took for a look again (回头看).
 */
export const orders: Migration = {
  version: 29,
  name: 'orders',
  sql: `
    CREATE TABLE orders (
      key INTEGER PRIMARY KEY REFERENCES streams (key),
      id TEXT NOT NULL UNIQUE,
      seq INTEGER NOT NULL,
      series TEXT NOT NULL,
      year INTEGER NOT NULL,
      number INTEGER NOT NULL,
      stage TEXT NOT NULL,
      lead TEXT NOT NULL,
      origin TEXT NOT NULL,
      meeting TEXT,
      due_at INTEGER,
      registered_at INTEGER NOT NULL,
      urged INTEGER NOT NULL,
      carries INTEGER NOT NULL,
      closed_month TEXT,
      rechecked INTEGER NOT NULL,
      words TEXT NOT NULL,
      UNIQUE (series, year, number)
    ) STRICT;
    CREATE INDEX orders_stage ON orders (stage, due_at);
    CREATE INDEX orders_closed ON orders (closed_month) WHERE closed_month IS NOT NULL;
    CREATE TABLE order_draws (
      month TEXT NOT NULL,
      order_id TEXT NOT NULL,
      PRIMARY KEY (month, order_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX order_draws_of ON order_draws (order_id);
  `,
};
