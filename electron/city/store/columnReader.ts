import Database from 'better-sqlite3';
import { matchesQuery, parseSearch, type SearchQuery } from '../../../shared/case/searchText.ts';
import type { ColumnRow } from '../ports.ts';
import { SEARCHED_SELECT } from './caseValues.ts';
import { COLUMN_SELECT, type RawColumnRow, readColumnRow } from './columnRow.ts';

/** Rows per statement: arrays beat an iterator's call per row, and this many cost little memory. */
const CHUNK = 5000;
/** Candidates of a search that are read and checked; beyond it the index alone decides. */
const CHECKED = 20_000;
/** Cases not yet indexed that a search reads instead; more than this wait for the index. */
const SCANNED = 5000;

type Texts = [number, ...(string | null)[]];

export type ColumnReader = {
  revision(): number;
  /** All cases, tombstones included: keys are dense. */
  count(): number;
  /** All cases in order of seq, in one snapshot: ask `revision()` before, the rows are that or newer. */
  rows(): Iterable<ColumnRow>;
  /** Cases changed after that revision, as they are now; everything for a revision that the store does not know. */
  rowsSince(revision: number): Iterable<ColumnRow>;
  /** Keys of the cases found, ascending; none for a text without letters and digits. */
  search(typed: string): Uint32Array;
  /** Cases not yet indexed. */
  searchBacklog(): number;
  /** Of so many cases not yet indexed, how many a search leaves out rather than reading them instead. */
  notSearched(behind: number): number;
  /** What the upstream called the category of a case; null for a case that is not there. */
  categoryName(seq: number): string | null;
  close(): void;
};

/** A reader of the live database for another thread: its own read-only connection, its own snapshot. */
export function openColumnReader(dbPath: string): ColumnReader {
  const db = new Database(dbPath, { readonly: true, fileMustExist: true });
  // Mapped reading saves a copy of every page when a million rows are walked.
  db.pragma('mmap_size = 2147418112');
  const revision = db.prepare<[], number>('SELECT revision FROM meta').pluck();
  const count = db.prepare<[], number>('SELECT ifnull(max(seq), 0) FROM cases').pluck();
  const names = db.prepare<[], [number, string]>('SELECT key, id FROM sources').raw();
  const chunk = db
    .prepare<[number, number], RawColumnRow>(
      `SELECT ${COLUMN_SELECT} FROM cases WHERE seq > ? ORDER BY seq LIMIT ?`,
    )
    .raw();
  const mark = db
    .prepare<[number], [number, number]>('SELECT last_seq, last_history FROM revisions WHERE revision = ?')
    .raw();
  const changed = db
    .prepare<[number, number], number>(
      'SELECT DISTINCT seq FROM history WHERE id > ? AND seq <= ? ORDER BY seq',
    )
    .pluck();
  const one = db.prepare<[number], RawColumnRow>(`SELECT ${COLUMN_SELECT} FROM cases WHERE seq = ?`).raw();
  const match = db
    .prepare<[string], number>('SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid')
    .pluck();
  const texts = db.prepare<[number], Texts>(`SELECT seq, ${SEARCHED_SELECT} FROM cases WHERE seq = ?`).raw();
  const categoryName = db.prepare<[number], string>('SELECT category_name FROM cases WHERE seq = ?').pluck();
  const behind = db
    .prepare<[], number>(
      `SELECT (SELECT count(*) FROM search_stale WHERE seq <= indexed_seq)
         + (SELECT ifnull(max(seq), 0) FROM cases) - indexed_seq FROM meta`,
    )
    .pluck();
  const unindexed = db
    .prepare<[], Texts>(
      `SELECT seq, ${SEARCHED_SELECT} FROM cases WHERE seq > (SELECT indexed_seq FROM meta)
         OR seq IN (SELECT seq FROM search_stale)`,
    )
    .raw();

  function* inSnapshot(read: () => Iterable<ColumnRow>): Iterable<ColumnRow> {
    db.exec('BEGIN');
    try {
      yield* read();
    } finally {
      db.exec('COMMIT');
    }
  }

  function* rowsAfter(seq: number): Iterable<ColumnRow> {
    const sources = new Map(names.all());
    for (let last = seq; ; ) {
      const rows = chunk.all(last, CHUNK);
      for (const row of rows) yield readColumnRow(row, sources);
      const end = rows.at(-1);
      if (end === undefined) return;
      last = end[0];
    }
  }

  function* changedAfter([lastSeq, lastHistory]: [number, number]): Iterable<ColumnRow> {
    const sources = new Map(names.all());
    for (const seq of changed.all(lastHistory, lastSeq)) {
      const row = one.get(seq);
      if (row !== undefined) yield readColumnRow(row, sources);
    }
    yield* rowsAfter(lastSeq);
  }

  function stillMatches(seq: number, query: SearchQuery): boolean {
    const row = texts.get(seq);
    return row !== undefined && matchesQuery(query, row.slice(1).map(asText));
  }

  return {
    revision: () => revision.get() ?? 0,
    count: () => count.get() ?? 0,
    rows: () => inSnapshot(() => rowsAfter(0)),
    rowsSince: (from) =>
      inSnapshot(() => {
        const at = mark.get(from);
        return at === undefined ? rowsAfter(0) : changedAfter(at);
      }),
    search(typed) {
      const query = parseSearch(typed);
      if (query === null) return new Uint32Array(0);
      let found = match.all(query.expression);
      if (query.needsCheck && found.length <= CHECKED)
        found = found.filter((seq) => stillMatches(seq, query));
      const waiting = behind.get() ?? 0;
      if (waiting === 0 || waiting > SCANNED) return Uint32Array.from(found);
      // What just came in must be found too; what just changed is judged by its new text.
      const judged = new Map<number, boolean>();
      for (const [seq, ...rest] of unindexed.iterate()) judged.set(seq, matchesQuery(query, rest));
      const all = new Set(found.filter((seq) => judged.get(seq) !== false));
      for (const [seq, matches] of judged) if (matches) all.add(seq);
      return Uint32Array.from(all).sort();
    },
    searchBacklog: () => behind.get() ?? 0,
    notSearched: (waiting) => (waiting > SCANNED ? waiting : 0),
    categoryName: (seq) => categoryName.get(seq) ?? null,
    close: () => void db.close(),
  };
}

function asText(value: string | number | null | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
