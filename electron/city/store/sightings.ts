import type { Database } from 'better-sqlite3';

export type Sightings = {
  /** Inserts the missing rows, dated when the case was first seen. To be called in a transaction, before any other use. */
  complete(): void;
  /** The same for at most `limit` cases; true when no row is missing any more. */
  completeBatch(limit: number): boolean;
};

/**
 * When each case was last listed by its upstream. A new case gets no row at first: one statement inserts all missing rows
 * when cases are listed again or swept. That saves some 7 % of the cost of storing a case.
 */
export function createSightings(db: Database): Sightings {
  const add = db.prepare(
    `INSERT INTO sightings (seq, source, at, open, gone)
     SELECT seq, source, first_seen, status = 'open', 0 FROM cases WHERE seq > (SELECT sighted_seq FROM meta)`,
  );
  const advance = db.prepare('UPDATE meta SET sighted_seq = (SELECT max(seq) FROM cases)');
  const addSome = db.prepare(
    `INSERT INTO sightings (seq, source, at, open, gone)
     SELECT seq, source, first_seen, status = 'open', 0 FROM cases
     WHERE seq > (SELECT sighted_seq FROM meta) ORDER BY seq LIMIT ?`,
  );
  const advanceSome = db.prepare('UPDATE meta SET sighted_seq = (SELECT max(seq) FROM sightings)');
  return {
    completeBatch(limit) {
      const { changes } = addSome.run(limit);
      if (changes > 0) advanceSome.run();
      return changes < limit;
    },
    complete() {
      if (add.run().changes > 0) advance.run();
    },
  };
}
