import { contactWords } from '../../../shared/case/contactValues.ts';
import { matchesQuery, parseSearch, type SearchQuery } from '../../../shared/case/searchText.ts';
import type { ColumnRow } from '../ports.ts';
import { FREE_TEXTS, SEARCHED_SELECT } from './caseValues.ts';
import { COLUMN_SELECT, type RawColumnRow, readColumnRow } from './columnRow.ts';
import { openDatabase } from './driver.ts';
import type { DatabaseKey } from './encryption/key.ts';

/** Rows per statement: reading arrays is faster than iterating row by row, and this many need little memory. */
const ROWS_PER_READ = 5000;
/** Up to this many hits of the index are checked against the text; beyond that the index alone decides. */
const MAX_CHECKED = 20_000;
/** Up to this many cases not yet indexed are searched by reading them; more than this are left out until indexed. */
const MAX_SCANNED = 5000;

type Texts = [number, ...(string | null)[]];
type Mask = (text: string, persons: readonly string[]) => string;

export type ColumnReader = {
  revision(): number;
  /** Number of cases, tombstones included, since keys have no gaps. */
  count(): number;
  /** All cases in order of seq, in one snapshot. Read `revision()` before: the rows are of that revision or a later one. */
  rows(): Iterable<ColumnRow>;
  /** The current rows of cases changed after that revision; all cases if the store has no record of the revision. */
  rowsSince(revision: number): Iterable<ColumnRow>;
  /** Keys of the matching cases, ascending; none for a text without letters and digits. */
  search(typed: string): Uint32Array;
  /**
   * Those among them whose texts still match once persons are hidden, as on a wall. A text that more cases have than can be
   * checked, a common word, tells of nobody; of those none is left out.
   */
  searchMasked(typed: string): Uint32Array;
  /** Number of cases not yet indexed. */
  searchBacklog(): number;
  /** With a backlog of this many cases, how many of them a search leaves out. */
  notSearched(behind: number): number;
  /** The upstream's name of a case's category; null if there is no such case. */
  categoryName(seq: number): string | null;
  close(): void;
};

/**
 * Opens a read-only connection of its own to the live database, for another thread. `mask`: hides persons in a text, given
 * the contact data of its case.
 */
export function openColumnReader(dbPath: string, key: DatabaseKey | null, mask: Mask): ColumnReader {
  const db = openDatabase(dbPath, { readonly: true, fileMustExist: true }, key);
  // Memory mapping saves copying every page when a million rows are read. It has no effect on encrypted pages.
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
  const contact = db.prepare<[number], Parameters<typeof contactWords>[0]>(
    'SELECT name, phone, email, address, identity FROM contacts WHERE seq = ?',
  );
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
      const rows = chunk.all(last, ROWS_PER_READ);
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

  function textMatches(seq: number, query: SearchQuery): boolean {
    const row = texts.get(seq);
    return row !== undefined && matchesQuery(query, row.slice(1).map(asText));
  }

  function maskedMatches(seq: number, query: SearchQuery): boolean {
    const row = texts.get(seq);
    if (row === undefined) return false;
    const persons = contactWords(contact.get(seq));
    return matchesQuery(
      query,
      row.slice(1).map((text, column) => {
        if (typeof text !== 'string') return null;
        return column < FREE_TEXTS ? mask(text, persons) : text;
      }),
    );
  }

  function search(typed: string): Uint32Array {
    const query = parseSearch(typed);
    if (query === null) return new Uint32Array(0);
    let found = match.all(query.expression);
    if (query.needsCheck && found.length <= MAX_CHECKED)
      found = found.filter((seq) => textMatches(seq, query));
    const waiting = behind.get() ?? 0;
    if (waiting === 0 || waiting > MAX_SCANNED) return Uint32Array.from(found);
    // Cases not yet indexed must be found too, and changed ones are matched by their new text.
    const matchesNow = new Map<number, boolean>();
    for (const [seq, ...rest] of unindexed.iterate()) matchesNow.set(seq, matchesQuery(query, rest));
    const all = new Set(found.filter((seq) => matchesNow.get(seq) !== false));
    for (const [seq, matches] of matchesNow) if (matches) all.add(seq);
    return Uint32Array.from(all).sort();
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
    search,
    searchMasked(typed) {
      const query = parseSearch(typed);
      const found = search(typed);
      if (query === null || found.length > MAX_CHECKED) return found;
      return found.filter((seq) => maskedMatches(seq, query));
    },
    searchBacklog: () => behind.get() ?? 0,
    notSearched: (waiting) => (waiting > MAX_SCANNED ? waiting : 0),
    categoryName: (seq) => categoryName.get(seq) ?? null,
    close: () => void db.close(),
  };
}

function asText(value: string | number | null | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
