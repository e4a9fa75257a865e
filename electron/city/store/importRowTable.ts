import type { Database } from 'better-sqlite3';
import { SentError } from '../../../shared/contract/common.ts';
import { type ImportRow, ImportRowKind, type ImportRowsPage } from '../../../shared/contract/imports.ts';
import { decodeRows, encodeRows, type KeptRow } from './importRowCodes.ts';
import type { Batch } from './revisionCounter.ts';
import { readParameters } from './sourceTable.ts';

/** What became of each row of imports (逐行结果). */
export type ImportRowTable = {
  /** Keeps the rows of a page; to be called before they are counted. Does nothing outside an import. */
  put(batch: Batch, rows: readonly KeptRow[]): void;
  /** Forgets the rows of an import that is taken back. */
  drop(importKey: number): void;
  /** Rows of one kind in the order of the list. Null if there is no such import. */
  page(query: { id: string; kind: ImportRowKind; limit: number; offset: number }): ImportRowsPage | null;
};

type Found = { key: number; clean: number; noted: number; unchanged: number; quarantined: number };
type Refused = {
  id: number;
  sourceId: string | null;
  code: string;
  parameters: string | null;
  reason: string;
};
type Page = Query & { key: number };
type Query = Parameters<ImportRowTable['page']>[0];

export function createImportRowTable(db: Database): ImportRowTable {
  const insert = db.prepare(
    `INSERT INTO import_rows (import, first, clean, noted, unchanged, quarantined, rows)
     SELECT key, received, ?, ?, ?, ?, ? FROM imports WHERE key = ?`,
  );
  const drop = db.prepare('DELETE FROM import_rows WHERE import = ?');
  const find = db.prepare<[string], Found>(
    'SELECT key, stored - noted AS clean, noted, unchanged, quarantined FROM imports WHERE id = ?',
  );
  const pages = db.prepare<[number], Omit<Found, 'key'> & { first: number }>(
    'SELECT first, clean, noted, unchanged, quarantined FROM import_rows WHERE import = ? ORDER BY first',
  );
  const rows = db
    .prepare<[number, number], Buffer>('SELECT rows FROM import_rows WHERE import = ? AND first = ?')
    .pluck();
  const caseOf = db.prepare<[number], { caseId: string; title: string }>(
    `SELECT s.id || ':' || c.source_id AS caseId, c.title FROM cases c JOIN sources s ON s.key = c.source WHERE c.seq = ?`,
  );
  const notesOf = db
    .prepare<[number, number], string>('SELECT notes FROM import_notes WHERE import = ? AND seq = ?')
    .pluck();
  const refused = db.prepare<[number], Refused>(
    'SELECT id, source_id AS sourceId, code, parameters, reason FROM quarantine WHERE id = ?',
  );

  /** The rows asked for, and how many of the kind are kept. */
  function chosen({ key, kind, limit, offset }: Page): { kept: KeptRow[]; known: number } {
    const kept: KeptRow[] = [];
    let known = 0;
    for (const page of pages.all(key)) {
      const [from, to] = [Math.max(0, offset - known), offset + limit - known];
      known += page[kind];
      if (page[kind] <= from || to <= 0) continue;
      const ofKind = decodeRows(rows.get(key, page.first) ?? Buffer.alloc(0)).filter(
        (row) => row.kind === kind,
      );
      kept.push(...ofKind.slice(from, to));
    }
    return { kept, known };
  }

  function readRow(importKey: number, { kind, key }: KeptRow): ImportRow {
    if (kind === 'quarantined') {
      const found = refused.get(key);
      const refusal =
        found === undefined
          ? null
          : { id: key, code: found.code, parameters: readParameters(found.parameters), reason: found.reason };
      return { caseId: null, number: found?.sourceId ?? null, title: null, notes: [], refusal };
    }
    const found = caseOf.get(key);
    const notes = kind === 'noted' ? notesOf.all(importKey, key) : [];
    return {
      caseId: found?.caseId ?? null,
      number: found === undefined ? null : found.caseId.slice(found.caseId.indexOf(':') + 1),
      title: found?.title ?? null,
      notes: notes.flatMap((text) => SentError.array().parse(JSON.parse(text))),
      refusal: null,
    };
  }

  return {
    put({ importKey }, kept) {
      if (importKey === null || kept.length === 0) return;
      const counts = ImportRowKind.options.map((kind) => kept.filter((row) => row.kind === kind).length);
      insert.run(...counts, encodeRows(kept), importKey);
    },
    drop: (importKey) => void drop.run(importKey),
    page(query) {
      const found = find.get(query.id);
      if (found === undefined) return null;
      const { kept, known } = chosen({ ...query, key: found.key });
      return { items: kept.map((row) => readRow(found.key, row)), total: found[query.kind], known };
    },
  };
}
