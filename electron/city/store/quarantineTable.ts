import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Refusal } from '../../../shared/case/normalised.ts';
import type { QuarantineEntry, QuarantinePage } from '../../../shared/contract/status.ts';
import { readEvidence } from './evidence.ts';
import { readParameters } from './sourceTable.ts';

type EntryRow = {
  id: number;
  source: string;
  source_id: string | null;
  code: string;
  parameters: string | null;
  reason: string;
  first_at: number;
  last_at: number;
  times: number;
  payload: string;
};

/** Limits a statement to one source; null: all sources. */
type SourceFilter = { only: string | null };

const ENTRY = `SELECT q.id, s.id AS source, q.source_id, q.code, q.parameters, q.reason, q.first_at, q.last_at,
    q.times, q.payload
  FROM quarantine q JOIN sources s ON s.key = q.source`;
/** Rows of a removed source are kept but not listed; nor are those whose case arrived in readable form later. */
const OF_SOURCE = 's.removed = 0 AND (:only IS NULL OR s.id = :only)';
const WAITING = `q.resolved_at IS NULL AND ${OF_SOURCE}`;

export type QuarantineTable = {
  /** Stores one refused row; returns its id. The same payload again only increments its counter. */
  put(sourceKey: number, refusal: Refusal, at: number): number;
  /** The fields needed for a retry; null if there is no such entry. */
  find(
    id: number,
  ): { sourceKey: number; source: string; times: number; payload: string; sourceId: string | null } | null;
  /** Replaces the reason after a retry was refused again. */
  setReason(id: number, refusal: Refusal): void;
  remove(id: number): void;
  /** Whether the source has unresolved entries with a known case id. */
  hasUnresolved(sourceKey: number): boolean;
  /** Marks entries as resolved whose case has since arrived in readable form; returns their ids. */
  resolve(sourceKey: number, sourceIds: readonly string[], at: number): number[];
  /** Unresolved entries, newest first. Counts are of entries, not of receipts. */
  page(query: { source?: string | undefined; limit: number; offset: number }): QuarantinePage;
  entry(id: number): QuarantineEntry | null;
  unresolvedCount(): number;
};

/** Quarantine (待处理的坏数据): rows that could not be read, with the reason. */
export function createQuarantineTable(db: Database): QuarantineTable {
  const put = db
    .prepare<unknown[], number>(
      `INSERT INTO quarantine (source, payload_hash, source_id, code, parameters, reason, first_at, last_at, times,
       payload)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
     ON CONFLICT (source, payload_hash) DO UPDATE SET times = times + 1, last_at = max(last_at, excluded.last_at),
       code = excluded.code, parameters = excluded.parameters, reason = excluded.reason,
       source_id = excluded.source_id, resolved_at = NULL
     RETURNING id`,
    )
    .pluck();
  const find = db.prepare<
    [number],
    { sourceKey: number; source: string; times: number; payload: string; sourceId: string | null }
  >(
    `SELECT q.source AS sourceKey, s.id AS source, q.times, q.payload, q.source_id AS sourceId
     FROM quarantine q JOIN sources s ON s.key = q.source WHERE q.id = ?`,
  );
  const setReason = db.prepare('UPDATE quarantine SET code = ?, parameters = ?, reason = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM quarantine WHERE id = ?');
  const one = db.prepare<[number], EntryRow>(`${ENTRY} WHERE q.id = ?`);
  const list = db.prepare<[SourceFilter & { limit: number; offset: number }], EntryRow>(
    `${ENTRY} WHERE ${WAITING} ORDER BY q.last_at DESC, q.id DESC LIMIT :limit OFFSET :offset`,
  );
  // The bare columns are those of the newest entry: SQLite takes them from the row with the maximum.
  const byReason = db.prepare<
    [SourceFilter],
    Pick<EntryRow, 'code' | 'parameters' | 'reason'> & { count: number; newest: number }
  >(
    `SELECT q.code, q.parameters, q.reason, count(*) AS count, max(q.last_at) AS newest
     FROM quarantine q JOIN sources s ON s.key = q.source
     WHERE ${WAITING} GROUP BY q.code ORDER BY count DESC, q.code`,
  );
  const waitsForCases = db
    .prepare<[number], number>(
      `SELECT EXISTS (SELECT 1 FROM quarantine
         WHERE source = ? AND resolved_at IS NULL AND source_id IS NOT NULL)`,
    )
    .pluck();
  const resolve = db
    .prepare<[number, number, string], number>(
      `UPDATE quarantine SET resolved_at = ?
       WHERE source = ? AND resolved_at IS NULL AND source_id IN (SELECT value FROM json_each(?)) RETURNING id`,
    )
    .pluck();
  const resolved = db
    .prepare<[SourceFilter], number>(
      `SELECT count(*) FROM quarantine q JOIN sources s ON s.key = q.source
       WHERE q.resolved_at IS NOT NULL AND ${OF_SOURCE}`,
    )
    .pluck();
  const waiting = db
    .prepare<[SourceFilter], number>(
      `SELECT count(*) FROM quarantine q JOIN sources s ON s.key = q.source WHERE ${WAITING}`,
    )
    .pluck();

  return {
    put(sourceKey, refusal, at) {
      const digest = hash('sha256', refusal.payload, 'buffer');
      const { sourceId, code, parameters, reason, payload } = refusal;
      const values = [sourceKey, digest, sourceId, code, JSON.stringify(parameters), reason, at, at, payload];
      return put.get(...values) ?? 0;
    },
    find: (id) => find.get(id) ?? null,
    setReason: (id, { code, parameters, reason }) =>
      void setReason.run(code, JSON.stringify(parameters), reason, id),
    remove: (id) => void remove.run(id),
    hasUnresolved: (sourceKey) => waitsForCases.get(sourceKey) === 1,
    resolve: (sourceKey, sourceIds, at) => resolve.all(at, sourceKey, JSON.stringify(sourceIds)),
    page({ source, limit, offset }) {
      const only = source ?? null;
      return {
        items: list.all({ only, limit, offset }).map(readEntry),
        total: waiting.get({ only }) ?? 0,
        resolved: resolved.get({ only }) ?? 0,
        byReason: byReason.all({ only }).map(({ code, parameters, reason, count }) => ({
          code,
          parameters: readParameters(parameters),
          reason,
          count,
        })),
      };
    },
    entry(id) {
      const row = one.get(id);
      return row === undefined ? null : readEntry(row);
    },
    unresolvedCount: () => waiting.get({ only: null }) ?? 0,
  };
}

function readEntry(row: EntryRow): QuarantineEntry {
  return {
    id: row.id,
    source: row.source,
    sourceId: row.source_id,
    code: row.code,
    parameters: readParameters(row.parameters),
    reason: row.reason,
    firstAt: row.first_at,
    lastAt: row.last_at,
    times: row.times,
    payload: readEvidence(row.payload),
  };
}
