import type { Database } from 'better-sqlite3';

export type AttachmentRecord = {
  /** SHA-256 of the content, hexadecimal; also the file name. */
  id: string;
  /** File name given by the first sender; for display, never used as a path. */
  name: string;
  type: string;
  bytes: number;
  at: number;
  by: string;
};

/** Names, types and sizes of the stored attachments. */
export function createAttachmentTable(db: Database) {
  const insert = db.prepare(
    `INSERT INTO attachments (id, name, type, bytes, at, by) VALUES (:id, :name, :type, :bytes, :at, :by)
     ON CONFLICT (id) DO NOTHING`,
  );
  const one = db.prepare<[string], AttachmentRecord>('SELECT * FROM attachments WHERE id = ?');
  return {
    /** Does nothing if this content is stored already: it keeps its first name. */
    save: (record: AttachmentRecord): void => void insert.run(record),
    one: (id: string): AttachmentRecord | null => one.get(id) ?? null,
  };
}

export type AttachmentTable = ReturnType<typeof createAttachmentTable>;
