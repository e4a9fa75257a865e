import type { Database } from 'better-sqlite3';
import {
  type CaseValues,
  changesBetween,
  hashOfValues,
  SEARCHED_FIELDS,
  VALUE_COLUMNS,
} from './caseValues.ts';
import { COLUMN_SELECT, type RawColumnRow, readColumnRow } from './columnRow.ts';
import type { Batch } from './revisionCounter.ts';

/** Writes cases otherwise than by a received row. */
export type CaseRewriter = {
  values(seq: number): CaseValues;
  /**
   * Gives a case these values, as a tombstone since `goneAt` or alive. `mark` says in the history why. Returns the id of
   * its history entry.
   */
  rewrite(
    batch: Batch,
    seq: number,
    next: { values: CaseValues; goneAt: number | null },
    mark: Record<string, [unknown, unknown]>,
  ): number;
};

const STATUS = VALUE_COLUMNS.indexOf('status');
const SOURCE_ID = VALUE_COLUMNS.indexOf('source_id');

/** Cases must have their rows of `sightings` before (`Sightings.complete`). */
export function createCaseRewriter(db: Database): CaseRewriter {
  const values = db
    .prepare<[number], CaseValues>(`SELECT ${VALUE_COLUMNS.join(', ')} FROM cases WHERE seq = ?`)
    .raw();
  const goneAt = db.prepare<[number], number | null>('SELECT gone_at FROM cases WHERE seq = ?').pluck();
  const update = db.prepare<unknown[]>(
    `UPDATE cases SET ${VALUE_COLUMNS.map((column) => `${column} = ?`).join(', ')}, hash = ?, revision = ?, gone_at = ?
     WHERE seq = ?`,
  );
  const history = db.prepare('INSERT INTO history (seq, revision, at, kind, changes) VALUES (?, ?, ?, ?, ?)');
  const sighting = db.prepare('UPDATE sightings SET open = ?, gone = ? WHERE seq = ?');
  const stale = db.prepare(
    'INSERT OR IGNORE INTO search_stale (seq) SELECT :seq WHERE :seq <= (SELECT indexed_seq FROM meta)',
  );
  const columnRow = db
    .prepare<[number], RawColumnRow>(`SELECT ${COLUMN_SELECT} FROM cases WHERE seq = ?`)
    .raw();

  function stored(seq: number): CaseValues {
    const found = values.get(seq);
    if (found === undefined) throw new Error(`case ${seq} is not stored`);
    return found;
  }

  return {
    values: stored,
    rewrite(batch, seq, next, mark) {
      const changes = changesBetween(stored(seq), next.values);
      const becomesGone = next.goneAt !== null && (goneAt.get(seq) ?? null) === null;
      update.run(...next.values, hashOfValues(next.values), batch.revision, next.goneAt, seq);
      const kind = becomesGone ? 'gone' : 'changed';
      const entry = history.run(
        ...[seq, batch.revision, batch.at, kind, JSON.stringify({ ...changes, ...mark })],
      );
      sighting.run(next.values[STATUS] === 'open' ? 1 : 0, next.goneAt === null ? 0 : 1, seq);
      if (Object.keys(changes).some((field) => SEARCHED_FIELDS.has(field))) stale.run({ seq });
      const row = columnRow.get(seq);
      if (row === undefined) throw new Error(`case ${seq} is not stored`);
      batch.changed.push(readColumnRow(row, new Map([[batch.sourceKey, batch.source]])));
      batch.changedIds.push(`${batch.source}:${next.values[SOURCE_ID]}`);
      batch.updated++;
      return Number(entry.lastInsertRowid);
    },
  };
}
