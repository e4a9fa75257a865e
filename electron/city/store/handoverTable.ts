import type { Database } from 'better-sqlite3';

/**
 * A signed hand-over. `event` is its `signed` event as JSON, which contains the record; `pos` and `link` are number and
 * chain value of the journal entry that holds it.
 */
export type SignedRow = {
  seq: number;
  id: string;
  org: string;
  signedAt: number;
  event: string;
  pos: number;
  link: Buffer;
};

export type NewSigned = { id: string; org: string; signedAt: number; outgoing: string; incoming: string };

/** Lists of open and signed hand-overs. Their content is in their streams. */
export type HandoverTable = {
  /** Id of the open hand-over of a post; null if there is none. */
  openIdOf(org: string): string | null;
  /** Lists a hand-over as the open one of its post. To be called in a transaction, like the next two. */
  open(org: string, id: string, openedAt: number): void;
  close(id: string): void;
  sign(stream: number, row: NewSigned): void;
  signed(id: string): SignedRow | null;
  lastSigned(org: string): SignedRow | null;
  /** Signed hand-overs numbered below `before`, newest first; `org` null: of all posts. */
  page(org: string | null, before: number, limit: number): SignedRow[];
};

const SIGNED = `SELECT h.seq, h.id, h.org, h.signed_at AS signedAt, e.event, j.pos, j.link FROM handovers h
  JOIN streams s ON s.key = h.stream JOIN journal_events e ON e.stream = s.key AND e.version = s.version
  JOIN journal j ON j.pos = e.entry`;

export function createHandoverTable(db: Database): HandoverTable {
  const openOf = db.prepare<[string], string>('SELECT id FROM handover_drafts WHERE org = ?').pluck();
  const open = db.prepare('INSERT INTO handover_drafts (org, id, opened_at) VALUES (?, ?, ?)');
  const end = db.prepare('DELETE FROM handover_drafts WHERE id = ?');
  const sign = db.prepare(
    `INSERT INTO handovers (stream, id, org, signed_at, outgoing, incoming)
     VALUES (:stream, :id, :org, :signedAt, :outgoing, :incoming)`,
  );
  const signed = db.prepare<[string], SignedRow>(`${SIGNED} WHERE h.id = ?`);
  const last = db.prepare<[string], SignedRow>(`${SIGNED} WHERE h.org = ? ORDER BY h.seq DESC LIMIT 1`);
  const ofPost = db.prepare<[string, number, number], SignedRow>(
    `${SIGNED} WHERE h.org = ? AND h.seq < ? ORDER BY h.seq DESC LIMIT ?`,
  );
  const ofAll = db.prepare<[number, number], SignedRow>(
    `${SIGNED} WHERE h.seq < ? ORDER BY h.seq DESC LIMIT ?`,
  );
  return {
    openIdOf: (org) => openOf.get(org) ?? null,
    open: (org, id, openedAt) => void open.run(org, id, openedAt),
    close: (id) => void end.run(id),
    sign: (stream, row) => void sign.run({ stream, ...row }),
    signed: (id) => signed.get(id) ?? null,
    lastSigned: (org) => last.get(org) ?? null,
    page: (org, before, limit) => (org === null ? ofAll.all(before, limit) : ofPost.all(org, before, limit)),
  };
}
