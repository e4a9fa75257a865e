import type { Database } from 'better-sqlite3';

/** A fire point of a clock, as a row. `body` is the whole of it as JSON; the store only orders them. */
export type TimerRow = { id: string; dueAt: number; body: string };
export type DueTimer = TimerRow & { whistle: string };

/** Timers of all whistles. */
export type TimerTable = {
  /** Makes the rows of a whistle these. Inside a transaction. */
  replace(whistleKey: number, timers: readonly TimerRow[]): void;
  ofWhistle(whistle: string): TimerRow[];
  /** The earliest one, due or not; null when nothing is to fire. */
  next(): DueTimer | null;
  /** Takes a timer out of the queue that cannot be fired, so that those behind it still are. */
  setStuck(whistle: string, id: string): void;
  /** Timers taken out of the queue. */
  stuck(): number;
};

export function createTimerTable(db: Database): TimerTable {
  const existing = db.prepare<[number], TimerRow>(
    'SELECT id, due_at AS dueAt, body FROM timers WHERE whistle = ?',
  );
  const remove = db.prepare('DELETE FROM timers WHERE whistle = ? AND id = ?');
  const put = db.prepare(
    `INSERT INTO timers (whistle, id, due_at, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (whistle, id) DO UPDATE SET due_at = excluded.due_at, body = excluded.body, stuck = 0`,
  );
  const ofWhistle = db.prepare<[string], TimerRow>(
    `SELECT t.id, t.due_at AS dueAt, t.body FROM timers t JOIN whistles w ON w.key = t.whistle
     WHERE w.id = ? ORDER BY t.due_at, t.id`,
  );
  const next = db.prepare<[], DueTimer>(
    `SELECT t.id, t.due_at AS dueAt, t.body, w.id AS whistle
     FROM (SELECT * FROM timers WHERE stuck = 0 ORDER BY due_at, whistle, id LIMIT 1) t
     JOIN whistles w ON w.key = t.whistle`,
  );
  const setStuck = db.prepare(
    'UPDATE timers SET stuck = 1 WHERE whistle = (SELECT key FROM whistles WHERE id = ?) AND id = ?',
  );
  const stuck = db.prepare<[], number>('SELECT count(*) FROM timers WHERE stuck = 1').pluck();

  return {
    replace(whistleKey, timers) {
      const wanted = new Map(timers.map((timer) => [timer.id, timer]));
      for (const row of existing.all(whistleKey)) {
        const same = wanted.get(row.id);
        if (same === undefined) remove.run(whistleKey, row.id);
        else if (same.dueAt === row.dueAt && same.body === row.body) wanted.delete(row.id);
      }
      for (const timer of wanted.values()) put.run(whistleKey, timer.id, timer.dueAt, timer.body);
    },
    ofWhistle: (whistle) => ofWhistle.all(whistle),
    next: () => next.get() ?? null,
    setStuck: (whistle, id) => void setStuck.run(whistle, id),
    stuck: () => stuck.get() ?? 0,
  };
}
