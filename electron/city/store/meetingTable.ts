import type { Database } from 'better-sqlite3';

/** A meeting as it stands in the list. Times UTC ms. */
export type MeetingRow = {
  id: string;
  series: string;
  year: number;
  number: number;
  stage: string;
  heldAt: number;
  openedAt: number | null;
};

/** The list of meetings (调度会) and their frozen packs. What else there is to know is in their streams. */
export type MeetingTable = {
  /** Writes the row of a meeting. To be called in a transaction, like the next two. */
  put(stream: number, row: MeetingRow): void;
  /** Keeps the frozen pack (canonical JSON) and which items it has. */
  freeze(stream: number, pack: string, items: readonly string[]): void;
  addItem(stream: number, item: string): void;
  /** Newest first. */
  list(limit: number): MeetingRow[];
  /** Those of a series that were opened, oldest first. */
  opened(series: string): MeetingRow[];
  /** Number of the last one of a year; 0 if there is none. */
  lastNumber(series: string, year: number): number;
  /** The one of a series that is not closed; null if there is none. */
  running(series: string): MeetingRow | null;
  /** The frozen pack; null before the meeting is opened. */
  pack(id: string): string | null;
  /** In how many opened meetings an item was. */
  timesOf(item: string): number;
};

const ROW = 'SELECT id, series, year, number, stage, held_at AS heldAt, opened_at AS openedAt FROM meetings';

export function createMeetingTable(db: Database): MeetingTable {
  const put = db.prepare(
    `INSERT INTO meetings (stream, id, series, year, number, stage, held_at, opened_at)
     VALUES (:stream, :id, :series, :year, :number, :stage, :heldAt, :openedAt)
     ON CONFLICT (stream) DO UPDATE SET stage = :stage, held_at = :heldAt, opened_at = :openedAt`,
  );
  const freeze = db.prepare('UPDATE meetings SET pack = ? WHERE stream = ?');
  const addItem = db.prepare('INSERT OR IGNORE INTO meeting_items (item, stream) VALUES (?, ?)');
  const list = db.prepare<[number], MeetingRow>(`${ROW} ORDER BY held_at DESC, stream DESC LIMIT ?`);
  const opened = db.prepare<[string], MeetingRow>(
    `${ROW} WHERE series = ? AND opened_at IS NOT NULL ORDER BY opened_at, stream`,
  );
  const lastNumber = db
    .prepare<[string, number], number | null>(
      'SELECT max(number) FROM meetings WHERE series = ? AND year = ?',
    )
    .pluck();
  const running = db.prepare<[string], MeetingRow>(`${ROW} WHERE series = ? AND stage <> 'closed'`);
  const pack = db.prepare<[string], string | null>('SELECT pack FROM meetings WHERE id = ?').pluck();
  const times = db
    .prepare<[string], number>(
      `SELECT count(*) FROM meeting_items i JOIN meetings m ON m.stream = i.stream
       WHERE i.item = ? AND m.opened_at IS NOT NULL`,
    )
    .pluck();
  return {
    put: (stream, row) => void put.run({ stream, ...row }),
    freeze(stream, text, items) {
      freeze.run(text, stream);
      for (const item of items) addItem.run(item, stream);
    },
    addItem: (stream, item) => void addItem.run(item, stream),
    list: (limit) => list.all(limit),
    opened: (series) => opened.all(series),
    lastNumber: (series, year) => lastNumber.get(series, year) ?? 0,
    running: (series) => running.get(series) ?? null,
    pack: (id) => pack.get(id) ?? null,
    timesOf: (item) => times.get(item) ?? 0,
  };
}
