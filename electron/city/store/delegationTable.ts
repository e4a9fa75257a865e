import type { Database } from 'better-sqlite3';
import type { AuditLine } from './peopleAudit.ts';

/** A stored delegation (委托). Persons are ids of operators, instants UTC ms. `roles` are values of the contract's `Role`. */
export type DelegationRecord = {
  id: string;
  principal: string;
  delegate: string;
  kind: string;
  org: string;
  roles: string[];
  streets: string[];
  from: number;
  to: number;
  reason: string;
  order: string | null;
  setBy: string;
  setAt: number;
  endedAt: number | null;
  endedBy: string | null;
  endReason: string | null;
};

type Row = Omit<DelegationRecord, 'roles' | 'streets'> & { roles: string; streets: string };

const COLUMNS = `id, principal, delegate, kind, org, roles, streets, from_at AS "from", to_at AS "to", reason,
  written_order AS "order", set_by AS setBy, set_at AS setAt, ended_at AS endedAt, ended_by AS endedBy,
  end_reason AS endReason`;
/** As many of those that are over are listed. */
const LISTED = 500;

export type DelegationTable = {
  delegation(id: string): DelegationRecord | null;
  /** The newest first, 500 at most. */
  delegations(): DelegationRecord[];
  /** Those of a delegate that have not come to their end at `at` (UTC ms). */
  delegationsTo(delegate: string, at: number): DelegationRecord[];
  /** All that have not come to their end at `at` (UTC ms). */
  openDelegations(at: number): DelegationRecord[];
  /** Has a delegation be for another organisation and other streets: a successor has taken over. */
  moveDelegation(id: string, place: { org: string; streets: readonly string[] }, line: AuditLine): void;
  addDelegation(record: DelegationRecord, line: AuditLine): void;
  endDelegation(id: string, ended: { at: number; by: string; reason: string }, line: AuditLine): void;
  /** Has a session act for another; null: in the operator's own name. */
  setActing(tokenHash: Buffer, delegation: string | null, line: AuditLine): void;
};

/** `withAuditLine` runs an act and appends its line in one transaction. */
export function createDelegationTable(
  db: Database,
  withAuditLine: (act: () => void, line: AuditLine) => void,
): DelegationTable {
  const one = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM delegations WHERE id = ?`);
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM delegations ORDER BY key DESC LIMIT ${LISTED}`);
  const to = db.prepare<[string, number], Row>(
    `SELECT ${COLUMNS} FROM delegations WHERE delegate = ? AND to_at > ? AND ended_at IS NULL ORDER BY key`,
  );
  const open = db.prepare<[number], Row>(
    `SELECT ${COLUMNS} FROM delegations WHERE to_at > ? AND ended_at IS NULL ORDER BY key`,
  );
  const move = db.prepare('UPDATE delegations SET org = ?, streets = ? WHERE id = ?');
  const insert = db.prepare(
    `INSERT INTO delegations (id, principal, delegate, kind, org, roles, streets, from_at, to_at, reason, written_order,
       set_by, set_at)
     VALUES (:id, :principal, :delegate, :kind, :org, :roles, :streets, :from, :to, :reason, :order, :setBy, :setAt)`,
  );
  const end = db.prepare(
    'UPDATE delegations SET ended_at = ?, ended_by = ?, end_reason = ? WHERE id = ? AND ended_at IS NULL',
  );
  const act = db.prepare('UPDATE sessions SET delegation = ? WHERE token_hash = ?');
  return {
    delegation(id) {
      const row = one.get(id);
      return row === undefined ? null : read(row);
    },
    delegations: () => all.all().map(read),
    delegationsTo: (delegate, at) => to.all(delegate, at).map(read),
    openDelegations: (at) => open.all(at).map(read),
    moveDelegation: (id, { org, streets }, line) =>
      withAuditLine(() => move.run(org, JSON.stringify(streets), id), line),
    addDelegation: (record, line) =>
      withAuditLine(() => {
        const { endedAt: _, endedBy: __, endReason: ___, ...given } = record;
        insert.run({
          ...given,
          roles: JSON.stringify(record.roles),
          streets: JSON.stringify(record.streets),
        });
      }, line),
    endDelegation: (id, { at, by, reason }, line) => withAuditLine(() => end.run(at, by, reason, id), line),
    setActing: (tokenHash, delegation, line) => withAuditLine(() => act.run(delegation, tokenHash), line),
  };
}

function read(row: Row): DelegationRecord {
  return { ...row, roles: JSON.parse(row.roles), streets: JSON.parse(row.streets) };
}
