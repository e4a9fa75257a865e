import type { Database } from 'better-sqlite3';

/** Which whistles; null and empty where it does not matter. */
export type WhistleFilter = {
  stages: readonly string[];
  streets: readonly string[];
  orgs: readonly string[];
  kinds: readonly string[];
  levels: readonly number[];
  open: boolean | null;
  /** Those that wait for one of these roles of this organisation. */
  waitsFor: { org: string; roles: readonly string[] } | null;
  text: string | null;
  /** West, south, east, north. */
  bbox: readonly [number, number, number, number] | null;
};

/** Behind this whistle in the order of the list: newest first. */
export type WhistleAnchor = { createdAt: number; key: number };
export type ListedState = WhistleAnchor & { id: string; state: string; foldVersion: number };
export type PlacedState = { id: string; state: string; foldVersion: number };

export type WhistleQuery = {
  page(filter: WhistleFilter, behind: WhistleAnchor | null, limit: number): ListedState[];
  count(filter: WhistleFilter): number;
  /** Open whistles inside a box, newest first. */
  placed(box: readonly [number, number, number, number], limit: number): PlacedState[];
  /** Open whistles that a case is linked to. */
  ofCase(caseId: string): PlacedState[];
  /** Ids of whistles created or changed in the period, for indicators. */
  touchedBetween(from: number, to: number): string[];
};

type Clause = { sql: string; values: (string | number)[] };

export function createWhistleQuery(db: Database): WhistleQuery {
  const placed = db.prepare<[number, number, number, number, number], PlacedState>(
    `SELECT id, state, fold_version AS foldVersion FROM whistles w JOIN streams s ON s.key = w.key
     WHERE open = 1 AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? ORDER BY created_at DESC LIMIT ?`,
  );
  const ofCase = db.prepare<[string], PlacedState>(
    `SELECT id, state, fold_version AS foldVersion FROM whistle_cases c JOIN whistles w ON w.key = c.whistle
       JOIN streams s ON s.key = w.key
     WHERE c.case_id = ? AND open = 1 ORDER BY w.key`,
  );
  const touched = db
    .prepare<[number, number], string>(
      'SELECT id FROM whistles WHERE updated_at >= ? AND created_at < ? ORDER BY key',
    )
    .pluck();

  return {
    page(filter, behind, limit) {
      const clauses = clausesOf(filter);
      if (behind !== null)
        clauses.push({ sql: '(created_at, w.key) < (?, ?)', values: [behind.createdAt, behind.key] });
      return db
        .prepare<(string | number)[], ListedState>(
          `SELECT w.key, id, created_at AS createdAt, state, fold_version AS foldVersion
           FROM whistles w JOIN streams s ON s.key = w.key
           ${where(clauses)} ORDER BY created_at DESC, w.key DESC LIMIT ?`,
        )
        .all(...clauses.flatMap((clause) => clause.values), limit);
    },
    count(filter) {
      const clauses = clausesOf(filter);
      const sql = `SELECT count(*) FROM whistles w ${where(clauses)}`;
      const count = db.prepare<(string | number)[], number>(sql).pluck();
      return count.get(...clauses.flatMap((clause) => clause.values)) ?? 0;
    },
    placed: ([west, south, east, north], limit) => placed.all(south, north, west, east, limit),
    ofCase: (caseId) => ofCase.all(caseId),
    touchedBetween: (from, to) => touched.all(from, to),
  };
}

function where(clauses: readonly Clause[]): string {
  return clauses.length === 0 ? '' : `WHERE ${clauses.map((clause) => clause.sql).join(' AND ')}`;
}

function clausesOf(filter: WhistleFilter): Clause[] {
  const clauses: Clause[] = [];
  if (filter.open !== null) clauses.push({ sql: 'open = ?', values: [filter.open ? 1 : 0] });
  oneOf(clauses, 'stage', filter.stages);
  oneOf(clauses, 'street', filter.streets);
  oneOf(clauses, 'w.kind', filter.kinds);
  oneOf(clauses, 'level', filter.levels);
  if (filter.orgs.length > 0)
    clauses.push({
      sql: `w.key IN (SELECT whistle FROM whistle_orgs WHERE org IN (${marks(filter.orgs)}))`,
      values: [...filter.orgs],
    });
  if (filter.waitsFor !== null) {
    const { org, roles } = filter.waitsFor;
    clauses.push({
      sql: `w.key IN (SELECT whistle FROM whistle_waits WHERE org = ? AND role IN (${marks(['', ...roles])}))`,
      values: [org, '', ...roles],
    });
  }
  if (filter.text !== null)
    clauses.push({ sql: 'instr(words, ?) > 0', values: [filter.text.toLocaleLowerCase('en')] });
  if (filter.bbox !== null) {
    const [west, south, east, north] = filter.bbox;
    clauses.push({ sql: 'lon BETWEEN ? AND ? AND lat BETWEEN ? AND ?', values: [west, east, south, north] });
  }
  return clauses;
}

function oneOf(clauses: Clause[], column: string, values: readonly (string | number)[]): void {
  if (values.length > 0) clauses.push({ sql: `${column} IN (${marks(values)})`, values: [...values] });
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
