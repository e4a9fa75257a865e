import type { Database } from 'better-sqlite3';
import { type CaseValues, VALUE_COLUMNS } from './caseValues.ts';
import { COLUMN_SELECT, type RawColumnRow } from './columnRow.ts';

/** source_id, seq, hash, updated_at, gone. */
export type KnownRow = [string, number, number, number | null, number];

/** The prepared statements of the case writer. */
export function caseStatements(db: Database) {
  const columns = VALUE_COLUMNS.join(', ');
  const known = 'source_id, seq, hash, updated_at, gone_at IS NOT NULL';
  return {
    knownOfPage: db
      .prepare<[number, string], KnownRow>(
        `SELECT ${known} FROM cases WHERE source = ? AND source_id IN (SELECT value FROM json_each(?))`,
      )
      .raw(),
    knownOne: db
      .prepare<[number, string], KnownRow>(`SELECT ${known} FROM cases WHERE source = ? AND source_id = ?`)
      .raw(),
    /** Values, then seq, source, hash, first_seen, first_revision, revision. */
    insert: db.prepare<[CaseValues]>(
      `INSERT INTO cases (${columns}, seq, source, hash, first_seen, first_revision, revision)
       VALUES (${VALUE_COLUMNS.map(() => '?').join(', ')}, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (source, source_id) DO NOTHING`,
    ),
    values: db.prepare<[number], CaseValues>(`SELECT ${columns} FROM cases WHERE seq = ?`).raw(),
    columnRow: db.prepare<[number], RawColumnRow>(`SELECT ${COLUMN_SELECT} FROM cases WHERE seq = ?`).raw(),
    update: db.prepare(
      `UPDATE cases SET ${VALUE_COLUMNS.map((column) => `${column} = ?`).join(', ')},
         hash = ?, revision = ?, gone_at = NULL WHERE seq = ?`,
    ),
    restore: db.prepare('UPDATE cases SET gone_at = NULL, revision = ? WHERE seq = ?'),
    history: db.prepare('INSERT INTO history (seq, revision, at, kind, changes) VALUES (?, ?, ?, ?, ?)'),
    /** Only for cases already indexed; the others are read again anyway when the index reaches them. */
    stale: db.prepare(
      'INSERT OR IGNORE INTO search_stale (seq) SELECT :seq WHERE :seq <= (SELECT indexed_seq FROM meta)',
    ),
    contact: db
      .prepare<[number], (string | null)[]>(
        'SELECT name, phone, email, original_description, address, identity FROM contacts WHERE seq = ?',
      )
      .raw(),
    putContact: db.prepare(
      `INSERT INTO contacts (seq, name, phone, email, original_description, address, identity) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (seq) DO UPDATE SET name = excluded.name, phone = excluded.phone, email = excluded.email,
         original_description = excluded.original_description, address = excluded.address, identity = excluded.identity`,
    ),
    dropContact: db.prepare('DELETE FROM contacts WHERE seq = ?'),
    erased: db.prepare<[number], number>('SELECT 1 FROM contact_erasures WHERE seq = ?').pluck(),
    anyAbsence: db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM absences)').pluck(),
    noAbsence: db.prepare('DELETE FROM absences WHERE seq IN (SELECT value FROM json_each(?))'),
    seen: db.prepare('UPDATE sightings SET at = ? WHERE seq IN (SELECT value FROM json_each(?))'),
    seenChanged: db.prepare(
      `UPDATE sightings SET at = ?, gone = 0,
         open = (SELECT status = 'open' FROM cases WHERE cases.seq = sightings.seq)
       WHERE seq IN (SELECT value FROM json_each(?))`,
    ),
  };
}
