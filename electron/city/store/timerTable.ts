import type { Database } from 'better-sqlite3';

/** A time (UTC ms) at which the system must act on a stream. `body` is the timer as JSON, opaque to the store. */
export type TimerRow = { id: string; dueAt: number; body: string };
export type DueTimer = TimerRow & { kind: string; subject: string };

/** Timers of all streams. */
export type TimerTable = {
  /** Replaces the timers of a stream; to be called in a transaction. */
  replace(stream: number, timers: readonly TimerRow[]): void;
  of(kind: string, subject: string): TimerRow[];
  /** The earliest timer of streams of these kinds, due or not; null if there is none. */
  next(kinds: readonly string[]): DueTimer | null;
  /** Takes a timer that cannot be fired out of the queue, so that the later ones still fire. */
  setStuck(timer: DueTimer): void;
  /** Number of timers taken out of the queue. */
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
  // CROSS makes SQLite read the timers in index order, so that the first match ends the search.
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
