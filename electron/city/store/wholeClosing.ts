import type { Database } from 'better-sqlite3';
import type { PageResult } from '../ports.ts';
import { VALUE_COLUMNS } from './caseValues.ts';
import { type ImportTables, NO_ROWS } from './importLedger.ts';
import { pageResult } from './pageWriter.ts';
import { createSightings } from './sightings.ts';

/** Open cases of a source: how many, and which of them a list lacks. */
type Missing = { open: number; missing: string[] };

/** Whole lists (整表): what is open in a source and missing from its list counts as closed. */
export type WholeClosing = {
  /** Nothing is written. A source that is not stored has none. */
  missingFrom(source: string, listed: ReadonlySet<string>): Missing;
  /**
   * Closes the open cases that the list of an import lacks, if they are as many as `confirmed`; otherwise none. All in one
   * transaction. A closed case stays listed and keeps its history; when it closed is not known.
   */
  closeMissing(
    importKey: number,
    source: string,
    listed: ReadonlySet<string>,
    confirmed: number,
    at: number,
  ): { found: number; result: PageResult | null };
};

type OpenCase = { seq: number; sourceId: string };

const STATUS = VALUE_COLUMNS.indexOf('status');
const STAGE = VALUE_COLUMNS.indexOf('stage');
const CLOSED_AT = VALUE_COLUMNS.indexOf('closed_at');

export function createWholeClosing(
  db: Database,
  { revisions, sources, pauses, ledger, rewriter }: ImportTables,
): WholeClosing {
  const sightings = createSightings(db);
  const open = db.prepare<[number], OpenCase>(
    `SELECT seq, source_id AS sourceId FROM cases WHERE source = ? AND status = 'open' AND gone_at IS NULL ORDER BY seq`,
  );
  const sourceKey = db.prepare<[string], number>('SELECT key FROM sources WHERE id = ?').pluck();
  const importId = db.prepare<[number], string>('SELECT id FROM imports WHERE key = ?').pluck();
  const absent = db.prepare('INSERT OR REPLACE INTO absences (seq, stage) VALUES (?, ?)');

  const close = db.transaction((...call: Parameters<WholeClosing['closeMissing']>) => {
    const [importKey, source, listed, confirmed, at] = call;
    const batch = revisions.beginBatch({ key: sources.key(source), id: source }, at, importKey);
    const missing = open.all(batch.sourceKey).filter(({ sourceId }) => !listed.has(sourceId));
    if (missing.length === confirmed) {
      sightings.complete();
      const mark = { absent: [null, importId.get(importKey) ?? null] as [unknown, unknown] };
      for (const { seq } of missing) {
        const values = rewriter.values(seq);
        const kept = ledger.before(batch, seq, [...values]);
        const stage = values[STAGE] ?? null;
        values[STATUS] = 'closed';
        values[STAGE] = null;
        values[CLOSED_AT] = null;
        ledger.changed(batch, seq, kept, rewriter.rewrite(batch, seq, { values, goneAt: null }, mark));
        absent.run(seq, stage);
        // Since when it no longer rested is as little known as when it closed.
        pauses.endOpen(seq, at);
      }
      ledger.count(batch, NO_ROWS);
      revisions.writeRevision(batch);
    }
    return { batch, found: missing.length, accounting: sources.accounting(batch.sourceKey) };
  });

  return {
    missingFrom(source, listed) {
      const key = sourceKey.get(source);
      const cases = key === undefined ? [] : open.all(key);
      const missing = cases.flatMap(({ sourceId }) => (listed.has(sourceId) ? [] : [sourceId]));
      return { open: cases.length, missing };
    },
    closeMissing(importKey, source, listed, confirmed, at) {
      const { batch, found, accounting } = close.immediate(importKey, source, listed, confirmed, at);
      if (found !== confirmed) return { found, result: null };
      return { found, result: pageResult(batch, revisions.afterCommit(batch), accounting) };
    },
  };
}
