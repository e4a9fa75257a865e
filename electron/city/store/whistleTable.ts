import type { Database } from 'better-sqlite3';

/** The columns by which whistles are listed and filtered; the whole state is in the stream. */
export type WhistleRow = {
  seq: number;
  open: boolean;
  stage: string;
  kind: string;
  level: number;
  street: string;
  category: string | null;
  item: string | null;
  subject: string;
  lon: number | null;
  lat: number | null;
  createdAt: number;
  updatedAt: number;
  /** The searchable text, in lower case. */
  words: string;
  /** Organisations summoned. */
  orgs: readonly string[];
  waits: readonly { org: string; role: string }[];
  cases: readonly string[];
};

export type WhistleTable = {
  /** Inserts or replaces the row of a whistle, in a transaction. `stream` is the key of its stream. */
  write(stream: number, id: string, row: WhistleRow): void;
  /** Rules, calendar and organisations that all whistles have been taken over to; null before the first. */
  rulesSnapshot(): string | null;
  /** Those and all that were in force before, oldest first. */
  allRules(): string[];
  /** Begins to take whistles over to new rules; the number is the same when an interrupted one is begun again. */
  beginAdoption(body: string, at: number): number;
  /** All whistles have been taken over; to be called in a transaction with their timers. */
  endAdoption(id: number): void;
  /** Whistles that have not ended, and those of which a review of an appeal (申诉) is outstanding. */
  openIds(): string[];
  /** Other ended whistles that changed at `since` (UTC ms) or later. */
  endedSince(since: number): string[];
};

/** Also after its end a whistle can wait for somebody: for the review of an appeal. */
const WAITED_FOR = 'key IN (SELECT whistle FROM whistle_waits)';

export function createWhistleTable(db: Database): WhistleTable {
  const snapshot = db
    .prepare<[], string>('SELECT body FROM whistle_frames WHERE adopted = 1 ORDER BY id DESC LIMIT 1')
    .pluck();
  const allRules = db
    .prepare<[], string>('SELECT body FROM whistle_frames WHERE adopted = 1 ORDER BY id')
    .pluck();
  const begun = db.prepare<[], { id: number; body: string }>(
    'SELECT id, body FROM whistle_frames WHERE adopted = 0 ORDER BY id DESC LIMIT 1',
  );
  const insertFrame = db.prepare('INSERT INTO whistle_frames (at, body, adopted) VALUES (?, ?, 0)');
  const dropBegun = db.prepare('DELETE FROM whistle_frames WHERE adopted = 0 AND id <> ?');
  const markAdopted = db.prepare('UPDATE whistle_frames SET adopted = 1 WHERE id = ?');
  const endedSince = db
    .prepare<[number], string>(
      `SELECT id FROM whistles WHERE open = 0 AND NOT ${WAITED_FOR} AND updated_at >= ? ORDER BY key`,
    )
    .pluck();
  const openIds = db
    .prepare<[], string>(`SELECT id FROM whistles WHERE open = 1 OR ${WAITED_FOR} ORDER BY key`)
    .pluck();
  return {
    write: rowWriter(db),
    rulesSnapshot: () => snapshot.get() ?? null,
    allRules: () => allRules.all(),
    beginAdoption(body, at) {
      const earlier = begun.get();
      if (earlier?.body === body) return earlier.id;
      return Number(insertFrame.run(at, body).lastInsertRowid);
    },
    endAdoption(id) {
      markAdopted.run(id);
      dropBegun.run(id);
    },
    openIds: () => openIds.all(),
    endedSince: (since) => endedSince.all(since),
  };
}

/** Returns a function that writes a whistle's row and its dependent rows. */
function rowWriter(db: Database): WhistleTable['write'] {
  const put = db.prepare(
    `INSERT INTO whistles (key, id, seq, open, stage, kind, level, street, category, item, subject, lon, lat,
       created_at, updated_at, words)
     VALUES (:key, :id, :seq, :open, :stage, :kind, :level, :street, :category, :item, :subject, :lon, :lat,
       :createdAt, :updatedAt, :words)
     ON CONFLICT (key) DO UPDATE SET seq = excluded.seq, open = excluded.open, stage = excluded.stage,
       kind = excluded.kind, level = excluded.level, street = excluded.street, category = excluded.category,
       item = excluded.item, subject = excluded.subject, lon = excluded.lon, lat = excluded.lat,
       updated_at = excluded.updated_at, words = excluded.words`,
  );
  const lists = {
    orgs: listWriter(db, 'whistle_orgs', ['org']),
    waits: listWriter(db, 'whistle_waits', ['org', 'role']),
    cases: listWriter(db, 'whistle_cases', ['case_id']),
  };
  return (key, id, row) => {
    put.run({ ...row, open: row.open ? 1 : 0, id, key });
    lists.orgs(
      key,
      row.orgs.map((org) => [org]),
    );
    lists.waits(
      key,
      row.waits.map(({ org, role }) => [org, role]),
    );
    lists.cases(
      key,
      row.cases.map((one) => [one]),
    );
  };
}

/** Returns a function that replaces a whistle's rows in a dependent table, writing only the differences. */
function listWriter(db: Database, table: string, columns: readonly string[]) {
  const names = columns.join(', ');
  const existing = db.prepare<[number], string[]>(`SELECT ${names} FROM ${table} WHERE whistle = ?`).raw();
  const matches = columns.map((column) => `${column} = ?`).join(' AND ');
  const remove = db.prepare(`DELETE FROM ${table} WHERE whistle = ? AND ${matches}`);
  const add = db.prepare(
    `INSERT INTO ${table} (whistle, ${names}) VALUES (?, ${columns.map(() => '?').join(', ')})`,
  );
  return (key: number, wanted: readonly string[][]): void => {
    const missing = new Map(wanted.map((row) => [row.join('\n'), row]));
    for (const row of existing.all(key)) {
      if (!missing.delete(row.join('\n'))) remove.run(key, ...row);
    }
    for (const row of missing.values()) add.run(key, ...row);
  };
}
