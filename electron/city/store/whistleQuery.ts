import type { Database } from 'better-sqlite3';

/** A filter of whistles; null or empty means no condition. */
export type WhistleFilter = {
  stages: readonly string[];
  streets: readonly string[];
  orgs: readonly string[];
  kinds: readonly string[];
  levels: readonly number[];
  /** `true`: also ended ones of which a review of an appeal is outstanding. */
  open: boolean | null;
  /** Whistles that wait for one of these roles of this organisation. */
  waitsFor: { org: string; roles: readonly string[] } | null;
  text: string | null;
  /** West, south, east, north. */
  bbox: readonly [number, number, number, number] | null;
};

/** A position in the list, which is ordered newest first. */
export type ListPosition = { createdAt: number; key: number };
export type ListedWhistle = ListPosition & { id: string; state: string; foldVersion: number };
export type StoredWhistle = { id: string; state: string; foldVersion: number };

/** A code that open whistles use, with the number of these whistles. */
export type UsedCode = { code: string; count: number };
/** What open whistles use: `orgs` are departments and leaders' districts. */
export type InUse = {
  kinds: UsedCode[];
  streets: UsedCode[];
  orgs: UsedCode[];
  categories: UsedCode[];
  items: UsedCode[];
};
/** A post that open whistles wait for: any of these roles of the organisation (none: anybody of it). */
export type WaitedFor = { org: string; roles: string[]; count: number };

export type WhistleQuery = {
  inUse(): InUse;
  waitedFor(): WaitedFor[];
  page(filter: WhistleFilter, behind: ListPosition | null, limit: number): ListedWhistle[];
  count(filter: WhistleFilter): number;
  /** Open whistles inside a box, newest first. */
  openInside(box: readonly [number, number, number, number], limit: number): StoredWhistle[];
  /** Open whistles that a case is linked to. */
  openOfCase(caseId: string): StoredWhistle[];
  /** Ids of whistles created or changed in the period [from, to), for indicators. */
  changedBetween(from: number, to: number): string[];
};

type Clause = { sql: string; values: (string | number)[] };

export function createWhistleQuery(db: Database): WhistleQuery {
  const placed = db.prepare<[number, number, number, number, number], StoredWhistle>(
    `SELECT id, state, fold_version AS foldVersion FROM whistles w JOIN streams s ON s.key = w.key
     WHERE open = 1 AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? ORDER BY created_at DESC LIMIT ?`,
  );
  const ofCase = db.prepare<[string], StoredWhistle>(
    `SELECT id, state, fold_version AS foldVersion FROM whistle_cases c JOIN whistles w ON w.key = c.whistle
       JOIN streams s ON s.key = w.key
     WHERE c.case_id = ? AND open = 1 ORDER BY w.key`,
  );
  const touched = db
    .prepare<[number, number], string>(
      'SELECT id FROM whistles WHERE updated_at >= ? AND created_at < ? ORDER BY key',
    )
    .pluck();

  const used = (sql: string) => db.prepare<[], UsedCode>(sql);
  const column = (name: 'kind' | 'street' | 'category' | 'item') =>
    used(
      `SELECT ${name} AS code, count(*) AS count FROM whistles WHERE open = 1 AND ${name} IS NOT NULL
       GROUP BY 1 ORDER BY 1`,
    );
  const [kinds, streets] = [column('kind'), column('street')];
  const [categories, items] = [column('category'), column('item')];
  const orgs = used(
    `SELECT o.org AS code, count(*) AS count FROM whistle_orgs o JOIN whistles w ON w.key = o.whistle
     WHERE w.open = 1 GROUP BY 1 ORDER BY 1`,
  );

  const waits = db.prepare<[], { org: string; roles: string; count: number }>(
    `SELECT org, roles, count(*) AS count FROM (
       SELECT org, group_concat(role, ' ' ORDER BY role) AS roles FROM whistle_waits GROUP BY whistle, org)
     GROUP BY org, roles ORDER BY org, roles`,
  );

  return {
    waitedFor: () =>
      waits.all().map(({ roles, ...rest }) => ({ ...rest, roles: roles === '' ? [] : roles.split(' ') })),
    inUse: () => ({
      ...{ kinds: kinds.all(), streets: streets.all(), orgs: orgs.all() },
      ...{ categories: categories.all(), items: items.all() },
    }),
    page(filter, behind, limit) {
      const before: Clause[] =
        behind === null
          ? []
          : [{ sql: '(created_at, w.key) < (?, ?)', values: [behind.createdAt, behind.key] }];
      const { sql, values } = keysOf(filter, before);
      // The states are read last: sorted along with the rest, they take longer than everything else together.
      return db
        .prepare<(string | number)[], ListedWhistle>(
          `SELECT p.key, subject AS id, created_at AS createdAt, state, fold_version AS foldVersion
           FROM (${sql} ORDER BY created_at DESC, key DESC LIMIT ?) p JOIN streams s ON s.key = p.key
           ORDER BY created_at DESC, p.key DESC`,
        )
        .all(...values, limit);
    },
    count(filter) {
      const { sql, values } = keysOf(filter, []);
      const count = db.prepare<(string | number)[], number>(`SELECT count(*) FROM (${sql})`).pluck();
      return count.get(...values) ?? 0;
    },
    openInside: ([west, south, east, north], limit) => placed.all(south, north, west, east, limit),
    openOfCase: (caseId) => ofCase.all(caseId),
    changedBetween: (from, to) => touched.all(from, to),
  };
}

/** Selects `key` and `created_at` of the whistles that a filter lets through. */
function keysOf(filter: WhistleFilter, more: readonly Clause[]): Clause {
  const clauses = [...clausesOf(filter), ...more];
  const select = (from: string, open: string | null): string => {
    const conditions = [...(open === null ? [] : [open]), ...clauses.map((clause) => clause.sql)];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    return `SELECT w.key, created_at FROM ${from} ${where}`;
  };
  const values = clauses.flatMap((clause) => clause.values);
  if (filter.open === null) return { sql: select('whistles w', null), values };
  if (!filter.open) return { sql: select('whistles w', 'open = 0'), values };
  // One condition with OR would have SQLite sort all open whistles for every page, instead of following the index. The «+»
  // keeps it from walking through all that have ended.
  const ended = select(
    '(SELECT DISTINCT whistle FROM whistle_waits) x CROSS JOIN whistles w ON w.key = x.whistle',
    '+open = 0',
  );
  return { sql: `${select('whistles w', 'open = 1')} UNION ALL ${ended}`, values: [...values, ...values] };
}

function clausesOf(filter: WhistleFilter): Clause[] {
  const clauses: Clause[] = [];
  oneOf(clauses, 'stage', filter.stages);
  if (filter.streets.length > 0)
    clauses.push({
      sql: `(street IN (${placeholders(filter.streets)}) OR w.key IN
        (SELECT whistle FROM whistle_orgs WHERE org IN (${placeholders(filter.streets)})))`,
      values: [...filter.streets, ...filter.streets],
    });
  oneOf(clauses, 'w.kind', filter.kinds);
  oneOf(clauses, 'level', filter.levels);
  if (filter.orgs.length > 0)
    clauses.push({
      sql: `w.key IN (SELECT whistle FROM whistle_orgs WHERE org IN (${placeholders(filter.orgs)}))`,
      values: [...filter.orgs],
    });
  if (filter.waitsFor !== null) {
    const { org, roles } = filter.waitsFor;
    clauses.push({
      sql: `w.key IN (SELECT whistle FROM whistle_waits WHERE org = ? AND role IN (${placeholders(['', ...roles])}))`,
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
  if (values.length > 0) clauses.push({ sql: `${column} IN (${placeholders(values)})`, values: [...values] });
}

function placeholders(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
