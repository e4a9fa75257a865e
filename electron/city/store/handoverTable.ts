import type { Database } from 'better-sqlite3';

/** A signed hand-over as listed; `event` is the event of its signature as JSON, with the record in it. */
export type SignedRow = { seq: number; id: string; org: string; signedAt: number; event: string };

export type NewSigned = { id: string; org: string; signedAt: number; outgoing: string; incoming: string };

/** Which hand-overs are open, and which were signed. What they say stands in their streams. */
export type HandoverTable = {
  /** Id of the open one of a post. */
  openOf(org: string): string | null;
  /** The one open hand-over of the post from now on. Inside a transaction, as are the next two. */
  open(org: string, id: string, openedAt: number): void;
  end(id: string): void;
  sign(stream: number, row: NewSigned): void;
  signed(id: string): SignedRow | null;
  lastSigned(org: string): SignedRow | null;
  /** Newest first, before `before`; `org` null: of all posts. */
  page(org: string | null, before: number, limit: number): SignedRow[];
};

const SIGNED = `SELECT h.seq, h.id, h.org, h.signed_at AS signedAt, e.event FROM handovers h
  JOIN streams s ON s.key = h.stream JOIN journal_events e ON e.stream = s.key AND e.version = s.version`;

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
    openOf: (org) => openOf.get(org) ?? null,
    open: (org, id, openedAt) => void open.run(org, id, openedAt),
    end: (id) => void end.run(id),
    sign: (stream, row) => void sign.run({ stream, ...row }),
    signed: (id) => signed.get(id) ?? null,
    lastSigned: (org) => last.get(org) ?? null,
    page: (org, before, limit) => (org === null ? ofAll.all(before, limit) : ofPost.all(org, before, limit)),
  };
}
