import type { Database } from 'better-sqlite3';
import type { PageResult } from '../ports.ts';
import { VALUE_COLUMNS } from './caseValues.ts';
import { type ImportTables, NO_ROWS } from './importLedger.ts';
import { pageResult } from './pageWriter.ts';
import { createSightings } from './sightings.ts';

/** Open cases of a source: how many, how many of them a list lacks, and the numbers of the first of those. */
type Missing = { open: number; missing: number; samples: string[] };
/** The numbers of a list. */
type Listed = { has(sourceId: string): boolean };

/** Whole lists (整表): what is open in a source and missing from its list counts as closed. */
export type WholeClosing = {
  /** Nothing is written. A source that is not stored has none. */
  missingFrom(source: string, listed: Listed, samples: number): Missing;
  /**
   * Closes the open cases that the list of an import lacks, if they are as many as `confirmed`; otherwise none. All in one
   * transaction. A closed case stays listed and keeps its history; when it closed is not known.
   */
  closeMissing(
    importKey: number,
    source: string,
    listed: Listed,
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
    const missing: number[] = [];
    for (const { seq, sourceId } of open.iterate(batch.sourceKey))
      if (!listed.has(sourceId)) missing.push(seq);
    if (missing.length === confirmed) {
      sightings.complete();
      const mark = { absent: [null, importId.get(importKey) ?? null] as [unknown, unknown] };
      for (const seq of missing) {
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
    missingFrom(source, listed, samples) {
      const found: Missing = { open: 0, missing: 0, samples: [] };
      const key = sourceKey.get(source);
      if (key === undefined) return found;
      for (const { sourceId } of open.iterate(key)) {
        found.open += 1;
        if (listed.has(sourceId)) continue;
        found.missing += 1;
        if (found.samples.length < samples) found.samples.push(sourceId);
      }
      return found;
    },
    closeMissing(importKey, source, listed, confirmed, at) {
      const { batch, found, accounting } = close.immediate(importKey, source, listed, confirmed, at);
      if (found !== confirmed) return { found, result: null };
      return { found, result: pageResult(batch, revisions.afterCommit(batch), accounting) };
    },
  };
}
