import type { Database } from 'better-sqlite3';

export type AttachmentRecord = {
  /** SHA-256 of the content, hexadecimal: also the name of the file. */
  id: string;
  /** As the sender called it first; shown, never used as a path. */
  name: string;
  type: string;
  bytes: number;
  at: number;
  by: string;
};

/** What is known of the stored files. */
export function createAttachmentTable(db: Database) {
  const insert = db.prepare(
    `INSERT INTO attachments (id, name, type, bytes, at, by) VALUES (:id, :name, :type, :bytes, :at, :by)
     ON CONFLICT (id) DO NOTHING`,
  );
  const one = db.prepare<[string], AttachmentRecord>('SELECT * FROM attachments WHERE id = ?');
  return {
    /** The same content again keeps its first name. */
    save: (record: AttachmentRecord): void => void insert.run(record),
    one: (id: string): AttachmentRecord | null => one.get(id) ?? null,
  };
}

export type AttachmentTable = ReturnType<typeof createAttachmentTable>;
