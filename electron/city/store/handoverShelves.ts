import type { Database } from 'better-sqlite3';

export type ShelfRow = { operator: string; alarm: string; whistle: string; at: number; until: number };

/** Alarms put off (搁置), by operator. Nothing is deleted: who put off what, and for how long, stays on record. */
export type AlarmShelves = {
  /** In one transaction. What the operator had put off already is put off anew. */
  shelve(rows: readonly ShelfRow[]): void;
  /** Takes back before their time; how many stood on the shelf. */
  lift(operator: string, alarms: readonly string[], at: number): number;
  /** What is on the shelf at `now`; `operator` null: of everybody. */
  standing(operator: string | null, now: number): ShelfRow[];
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
  const standing = db.prepare<[{ operator: string | null; now: number }], ShelfRow>(
    `SELECT operator, alarm, whistle, at, until FROM alarm_shelves
     WHERE until > :now AND lifted_at IS NULL AND (:operator IS NULL OR operator = :operator) ORDER BY key`,
  );
  return {
    shelve: db.transaction((rows: readonly ShelfRow[]) => {
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
    standing: (operator, now) => standing.all({ operator, now }),
  };
}
