import type { Database } from 'better-sqlite3';

/** A moment at which the system must act on a stream, as a row. `body` is the whole of it as JSON; the store only orders them. */
export type TimerRow = { id: string; dueAt: number; body: string };
export type DueTimer = TimerRow & { kind: string; subject: string };

/** Timers of all streams. */
export type TimerTable = {
  /** Makes the rows of a stream these. Inside a transaction. */
  replace(stream: number, timers: readonly TimerRow[]): void;
  of(kind: string, subject: string): TimerRow[];
  /** The earliest one of these kinds of streams, due or not; null when nothing is to fire. */
  next(kinds: readonly string[]): DueTimer | null;
  /** Takes a timer out of the queue that cannot be fired, so that those behind it still are. */
  setStuck(timer: DueTimer): void;
  /** Timers taken out of the queue. */
  stuck(): number;
};

export function createTimerTable(db: Database): TimerTable {
  const existing = db.prepare<[number], TimerRow>(
    'SELECT id, due_at AS dueAt, body FROM timers WHERE stream = ?',
  );
  const remove = db.prepare('DELETE FROM timers WHERE stream = ? AND id = ?');
  const put = db.prepare(
    `INSERT INTO timers (stream, id, due_at, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (stream, id) DO UPDATE SET due_at = excluded.due_at, body = excluded.body, stuck = 0`,
  );
  const of = db.prepare<[string, string], TimerRow>(
    `SELECT t.id, t.due_at AS dueAt, t.body FROM timers t JOIN streams s ON s.key = t.stream
     WHERE s.kind = ? AND s.subject = ? ORDER BY t.due_at, t.id`,
  );
  // CROSS keeps the order of the index: the first row that fits ends the search.
  const next = db.prepare<[string], DueTimer>(
    `SELECT t.id, t.due_at AS dueAt, t.body, s.kind, s.subject FROM timers t CROSS JOIN streams s ON s.key = t.stream
     WHERE t.stuck = 0 AND s.kind IN (SELECT value FROM json_each(?)) ORDER BY t.due_at, t.stream, t.id LIMIT 1`,
  );
  const setStuck = db.prepare(
    'UPDATE timers SET stuck = 1 WHERE stream = (SELECT key FROM streams WHERE kind = ? AND subject = ?) AND id = ?',
  );
  const stuck = db.prepare<[], number>('SELECT count(*) FROM timers WHERE stuck = 1').pluck();

  return {
    replace(stream, timers) {
      const wanted = new Map(timers.map((timer) => [timer.id, timer]));
      for (const row of existing.all(stream)) {
        const same = wanted.get(row.id);
        if (same === undefined) remove.run(stream, row.id);
        else if (same.dueAt === row.dueAt && same.body === row.body) wanted.delete(row.id);
      }
      for (const timer of wanted.values()) put.run(stream, timer.id, timer.dueAt, timer.body);
    },
    of: (kind, subject) => of.all(kind, subject),
    next: (kinds) => next.get(JSON.stringify(kinds)) ?? null,
    setStuck: ({ kind, subject, id }) => void setStuck.run(kind, subject, id),
    stuck: () => stuck.get() ?? 0,
  };
}
