import type { Database } from 'better-sqlite3';
import type { CityStore } from '../ports.ts';
import { COLUMN_SELECT, type RawColumnRow, readColumnRow } from './columnRow.ts';
import { pageResult } from './pageWriter.ts';
import type { RevisionCounter } from './revisionCounter.ts';
import { createSightings } from './sightings.ts';
import type { SourceTable } from './sourceTable.ts';

/** A column row, then its source id. */
type RawColumnRowWithId = [...RawColumnRow, string];

/** Sweeps kept per source; no source needs more. */
const KEPT_SWEEPS = 32;

export type Sweeps = {
  finishSweep: CityStore['finishSweep'];
  openSourceIds(source: string, limit: number): string[];
};

/**
 * Full sweeps (全量核对): a case missing from several sweeps in a row becomes a tombstone. It is kept with its history,
 * left out of every count, and restored when it is listed again (work-order-apis.md §1.5, 5).
 *
 * Hundreds of thousands of cases may be missing at once. One transaction for all would block the service for seconds, so
 * they become tombstones in batches, in order of seq. After a crash the stored sweeps show which cases are left.
 */
export function createSweeps(
  db: Database,
  tables: { revisions: RevisionCounter; sources: SourceTable },
): Sweeps {
  const { revisions, sources } = tables;
  const sightings = createSightings(db);
  const note = db.prepare('INSERT OR IGNORE INTO sweeps (source, started_at) VALUES (?, ?)');
  const prune = db.prepare(
    `DELETE FROM sweeps WHERE source = :source AND started_at <
       (SELECT min(started_at) FROM (SELECT started_at FROM sweeps WHERE source = :source
          ORDER BY started_at DESC LIMIT ${KEPT_SWEEPS}))`,
  );
  const oldestOfLast = db
    .prepare<[number, number], number>(
      'SELECT started_at FROM sweeps WHERE source = ? ORDER BY started_at DESC LIMIT 1 OFFSET ?',
    )
    .pluck();
  const missing = db
    .prepare<[number, number, number, number], number>(
      'SELECT seq FROM sightings WHERE source = ? AND gone = 0 AND at < ? AND seq > ? ORDER BY seq LIMIT ?',
    )
    .pluck();
  const setGone = db.prepare('UPDATE cases SET gone_at = ?, revision = ? WHERE seq = ?');
  const setSightingGone = db.prepare('UPDATE sightings SET gone = 1 WHERE seq = ?');
  const history = db.prepare(
    `INSERT INTO history (seq, revision, at, kind, changes) VALUES (?, ?, ?, 'gone', '{}')`,
  );
  const goneRow = db
    .prepare<[number], RawColumnRowWithId>(`SELECT ${COLUMN_SELECT}, source_id FROM cases WHERE seq = ?`)
    .raw();
  const open = db
    .prepare<[number, number], string>(
      `SELECT c.source_id FROM sightings s JOIN cases c ON c.seq = s.seq
       WHERE s.source = ? AND s.open = 1 AND s.gone = 0 ORDER BY s.at LIMIT ?`,
    )
    .pluck();

  const listOpen = db.transaction((key: number, limit: number) => {
    sightings.complete();
    return open.all(key, limit);
  });

  const finish = db.transaction((...call: Parameters<CityStore['finishSweep']>) => {
    const [source, startedAt, sweeps, at, after, limit] = call;
    const batch = revisions.beginBatch({ key: sources.key(source), id: source }, at);
    const names = new Map([[batch.sourceKey, source]]);
    if (!sightings.completeBatch(limit))
      return { batch, accounting: sources.accounting(batch.sourceKey), next: after };
    note.run(batch.sourceKey, startedAt);
    prune.run({ source: batch.sourceKey });
    const since = oldestOfLast.get(batch.sourceKey, Math.max(1, sweeps) - 1);
    const gone = since === undefined ? [] : missing.all(batch.sourceKey, since, after, limit);
    for (const seq of gone) {
      setGone.run(at, batch.revision, seq);
      setSightingGone.run(seq);
      history.run(seq, batch.revision, at);
      const row = goneRow.get(seq);
      if (row === undefined) throw new Error(`case ${seq} was sighted but is not stored`);
      batch.changed.push(readColumnRow(row, names));
      batch.changedIds.push(`${source}:${row[17]}`);
      batch.updated++;
    }
    revisions.writeRevision(batch);
    const next = gone.length < limit ? null : (gone.at(-1) ?? null);
    return { batch, accounting: sources.accounting(batch.sourceKey), next };
  });

  return {
    finishSweep(source, sweepStartedAt, sweeps, at, after, limit) {
      const { batch, accounting, next } = finish.immediate(source, sweepStartedAt, sweeps, at, after, limit);
      return { ...pageResult(batch, revisions.afterCommit(batch), accounting), next };
    },
    openSourceIds: (source, limit) => listOpen.immediate(sources.key(source), limit),
  };
}
