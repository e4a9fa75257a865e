import type { Database } from 'better-sqlite3';
import type { SentError } from '../../../shared/contract/common.ts';
import type { SourceAccounting, SourceConfig } from '../../../shared/contract/sources.ts';
import type { Warning } from '../../../shared/contract/status.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import type { SourceRecord } from '../ports.ts';
import { configReader, parseJson } from './configReader.ts';

type SourceRow = {
  id: string;
  config: string;
  cursor: string | null;
  received: number;
  stored: number;
  unchanged: number;
  quarantined: number;
  last_success_at: number | null;
  last_attempt_at: number | null;
  newest_row_at: number | null;
  skew_ms: number | null;
  error_code: string | null;
  error_parameters: string | null;
  error_message: string | null;
  error_at: number | null;
};

/** What one page adds to the accounting of a source. */
export type Receipt = SourceAccounting & { cursor: string | null; newestRowAt: number | null };

export type SourceTable = {
  key(id: string): number;
  /** Adds to the accounting and moves the cursor; returns the new accounting. */
  addReceipt(key: number, receipt: Receipt): SourceAccounting;
  /** Moves the receipts of a retried row from quarantined to its outcome; received is unchanged. */
  countRetry(key: number, receipts: number, outcome: 'stored' | 'unchanged'): void;
  accounting(key: number): SourceAccounting;
  list(): SourceRecord[];
  find(id: string): SourceRecord | null;
  save(config: SourceConfig): void;
  remove(id: string): void;
  recordAttempt(
    id: string,
    note: { at: number; ok: boolean; skewMs: number | null; error: SentError | null },
  ): void;
  setCursor(id: string, cursor: string): void;
  /** Warnings for sources whose configuration this program cannot read. */
  unreadable(): Warning[];
};

const ACCOUNTING = 'received, stored, unchanged, quarantined';

/** Sources (数据源). A removed one keeps its row, which cases, history and accounting still refer to. */
export function createSourceTable(db: Database): SourceTable {
  const keys = new Map<string, number>();
  const read = configReader();
  const recordOf = (row: SourceRow) => readRecord(row, read(row.id, row.config));
  const key = db.prepare<[string], number>('SELECT key FROM sources WHERE id = ?').pluck();
  const receive = db.prepare<(number | string | null)[], SourceAccounting>(
    `UPDATE sources SET received = received + ?, stored = stored + ?, unchanged = unchanged + ?,
       quarantined = quarantined + ?, cursor = ifnull(?, cursor),
       newest_row_at = nullif(max(ifnull(newest_row_at, -9e15), ifnull(?, -9e15)), -9e15)
     WHERE key = ? RETURNING ${ACCOUNTING}`,
  );
  const moveCounts = db.prepare(
    'UPDATE sources SET quarantined = quarantined - ?, stored = stored + ?, unchanged = unchanged + ? WHERE key = ?',
  );
  const accounting = db.prepare<[number], SourceAccounting>(
    `SELECT ${ACCOUNTING} FROM sources WHERE key = ?`,
  );
  const list = db.prepare<[], SourceRow>('SELECT * FROM sources WHERE removed = 0 ORDER BY key');
  const one = db.prepare<[string], SourceRow>('SELECT * FROM sources WHERE id = ? AND removed = 0');
  // A source added again after its removal may have another address, so it starts without the old cursor.
  const save = db.prepare(
    `INSERT INTO sources (id, config) VALUES (?, ?)
     ON CONFLICT (id) DO UPDATE SET config = excluded.config, removed = 0,
       cursor = CASE WHEN removed = 1 THEN NULL ELSE cursor END`,
  );
  const remove = db.prepare('UPDATE sources SET removed = 1, cursor = NULL WHERE id = ?');
  const noteSuccess = db.prepare(
    `UPDATE sources SET last_attempt_at = :at, last_success_at = :at, skew_ms = ifnull(:skewMs, skew_ms),
       error_code = NULL, error_parameters = NULL, error_message = NULL, error_at = NULL WHERE id = :id`,
  );
  const noteFailure = db.prepare(
    `UPDATE sources SET last_attempt_at = :at, skew_ms = ifnull(:skewMs, skew_ms), error_code = :code,
       error_parameters = :parameters, error_message = :message,
       error_at = CASE WHEN :code IS NULL THEN NULL ELSE :at END WHERE id = :id`,
  );
  const setCursor = db.prepare('UPDATE sources SET cursor = ? WHERE id = ?');

  return {
    key(id) {
      const cached = keys.get(id);
      if (cached !== undefined) return cached;
      const found = key.get(id);
      if (found === undefined) throw new Error(`source ${id} was never saved`);
      keys.set(id, found);
      return found;
    },
    addReceipt(sourceKey, receipt) {
      const { received, stored, unchanged, quarantined, cursor, newestRowAt } = receipt;
      const now = receive.get(received, stored, unchanged, quarantined, cursor, newestRowAt, sourceKey);
      if (now === undefined) throw new Error(`source key ${sourceKey} is not stored`);
      return now;
    },
    countRetry(sourceKey, receipts, outcome) {
      const stored = outcome === 'stored' ? 1 : 0;
      moveCounts.run(receipts, stored, receipts - stored, sourceKey);
    },
    accounting(sourceKey) {
      const now = accounting.get(sourceKey);
      if (now === undefined) throw new Error(`source key ${sourceKey} is not stored`);
      return now;
    },
    list: () => list.all().flatMap((row) => recordOf(row) ?? []),
    find(id) {
      const row = one.get(id);
      return row === undefined ? null : recordOf(row);
    },
    save: (config) => void save.run(config.id, JSON.stringify(config)),
    remove: (id) => void remove.run(id),
    recordAttempt(id, { at, ok, skewMs, error }) {
      if (ok) noteSuccess.run({ at, skewMs, id });
      else
        noteFailure.run({
          at,
          skewMs,
          id,
          code: error?.code ?? null,
          parameters: error === null ? null : JSON.stringify(error.parameters),
          message: error?.message ?? null,
        });
    },
    setCursor: (id, cursor) => void setCursor.run(cursor, id),
    unreadable: () =>
      list
        .all()
        .filter((row) => recordOf(row) === null)
        .map((row) => ({
          ...sentError('source-unreadable', { id: row.id }),
          severity: 'error',
        })),
  };
}

/** Null if the configuration does not match this program's schema. */
function readRecord(row: SourceRow, config: SourceConfig | null): SourceRecord | null {
  if (config === null) return null;
  const { error_code: code, error_parameters: parameters, error_message: message, error_at: at } = row;
  return {
    config,
    accounting: {
      received: row.received,
      stored: row.stored,
      unchanged: row.unchanged,
      quarantined: row.quarantined,
    },
    cursor: row.cursor,
    lastSuccessAt: row.last_success_at,
    lastAttemptAt: row.last_attempt_at,
    newestRowAt: row.newest_row_at,
    skewMs: row.skew_ms,
    error:
      code === null || at === null
        ? null
        : { code, parameters: readParameters(parameters), message: message ?? '', at },
  };
}

/** Parameters of a kept message; null where an older program kept it without. */
export function readParameters(text: string | null): Record<string, unknown> | null {
  const value = text === null ? null : parseJson(text);
  return typeof value === 'object' && value !== null ? { ...value } : null;
}
