import type { Database } from 'better-sqlite3';

export type ShelvedAlarm = { operator: string; alarm: string; whistle: string; at: number; until: number };

/** Shelved alarms (搁置), by operator. Rows are never deleted: who shelved what, and for how long, stays on record. */
export type AlarmShelves = {
  /** Shelves alarms in one transaction; one that the operator has shelved already gets the new time. */
  shelve(rows: readonly ShelvedAlarm[]): void;
  /** Unshelves alarms before their time; returns how many were shelved. */
  lift(operator: string, alarms: readonly string[], at: number): number;
  /** Alarms shelved at `now` (UTC ms); `operator` null: of all operators. */
  active(operator: string | null, now: number): ShelvedAlarm[];
};

export function createAlarmShelves(db: Database): AlarmShelves {
  const insert = db.prepare(
    `INSERT INTO alarm_shelves (operator, alarm, whistle, at, until)
     VALUES (:operator, :alarm, :whistle, :at, :until)`,
  );
  const lift = db.prepare(
    `UPDATE alarm_shelves SET lifted_at = :at
     WHERE operator = :operator AND alarm = :alarm AND until > :at AND lifted_at IS NULL`,
  );
  const standing = db.prepare<[{ operator: string | null; now: number }], ShelvedAlarm>(
    `SELECT operator, alarm, whistle, at, until FROM alarm_shelves
     WHERE until > :now AND lifted_at IS NULL AND (:operator IS NULL OR operator = :operator) ORDER BY key`,
  );
  return {
    shelve: db.transaction((rows: readonly ShelvedAlarm[]) => {
      for (const row of rows) {
        lift.run({ operator: row.operator, alarm: row.alarm, at: row.at });
        insert.run(row);
      }
    }).immediate,
    lift: db.transaction((operator: string, alarms: readonly string[], at: number): number => {
      let count = 0;
      for (const alarm of alarms) count += lift.run({ operator, alarm, at }).changes;
      return count;
    }).immediate,
    active: (operator, now) => standing.all({ operator, now }),
  };
}
