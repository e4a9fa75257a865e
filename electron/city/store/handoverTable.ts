import type { Database } from 'better-sqlite3';
import { createChain, findBreak, linkAfter } from './whistleChain.ts';

/** An open hand-over; `body` is the whole of it as JSON. */
export type DraftRow = { org: string; id: string; openedAt: number; body: string };

/** A signed one as listed: `body` is the record as JSON, and what the chain covers. */
export type SignedRow = {
  seq: number;
  id: string;
  org: string;
  signedAt: number;
  outgoing: string;
  incoming: string;
  body: string;
};

/** Hand-overs of all posts. */
export type HandoverTable = {
  draft(org: string): DraftRow | null;
  draftById(id: string): DraftRow | null;
  /** The one open hand-over of the post from now on. */
  putDraft(row: DraftRow): void;
  dropDraft(id: string): void;
  /** Puts the record into the chain in the place of its draft. Its number in the chain. */
  sign(row: Omit<SignedRow, 'seq'>): number;
  signed(id: string): SignedRow | null;
  lastSigned(org: string): SignedRow | null;
  /** Newest first, before `before`; `org` null: of all posts. */
  page(org: string | null, before: number, limit: number): SignedRow[];
};

const DRAFT = 'SELECT org, id, opened_at AS openedAt, body FROM handover_drafts';
const SIGNED = 'SELECT seq, id, org, signed_at AS signedAt, outgoing, incoming, body FROM handovers';

export function createHandoverTable(db: Database): HandoverTable {
  const chain = createChain(db, 'handovers');
  const draft = db.prepare<[string], DraftRow>(`${DRAFT} WHERE org = ?`);
  const draftById = db.prepare<[string], DraftRow>(`${DRAFT} WHERE id = ?`);
  const put = db.prepare(
    `INSERT INTO handover_drafts (org, id, opened_at, body) VALUES (:org, :id, :openedAt, :body)
     ON CONFLICT (org) DO UPDATE SET body = excluded.body WHERE id = excluded.id`,
  );
  const drop = db.prepare('DELETE FROM handover_drafts WHERE id = ?');
  const insert = db.prepare(
    `INSERT INTO handovers (seq, id, org, signed_at, outgoing, incoming, body, hash)
     VALUES (:seq, :id, :org, :signedAt, :outgoing, :incoming, :body, :hash)`,
  );
  const signed = db.prepare<[string], SignedRow>(`${SIGNED} WHERE id = ?`);
  const last = db.prepare<[string], SignedRow>(`${SIGNED} WHERE org = ? ORDER BY seq DESC LIMIT 1`);
  const ofPost = db.prepare<[string, number, number], SignedRow>(
    `${SIGNED} WHERE org = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  const ofAll = db.prepare<[number, number], SignedRow>(`${SIGNED} WHERE seq < ? ORDER BY seq DESC LIMIT ?`);

  return {
    draft: (org) => draft.get(org) ?? null,
    draftById: (id) => draftById.get(id) ?? null,
    putDraft(row) {
      if (put.run(row).changes !== 1) throw new Error(`the post ${row.org} has another open hand-over`);
    },
    dropDraft: (id) => void drop.run(id),
    sign: db.transaction((row: Omit<SignedRow, 'seq'>): number => {
      const link = linkAfter(chain.head(), row.body);
      insert.run({ ...row, seq: link.seq, hash: link.hash });
      chain.moveTo(link);
      drop.run(row.id);
      return link.seq;
    }).immediate,
    signed: (id) => signed.get(id) ?? null,
    lastSigned: (org) => last.get(org) ?? null,
    page: (org, before, limit) => (org === null ? ofAll.all(before, limit) : ofPost.all(org, before, limit)),
  };
}

/** For the integrity check; null when the chain is whole. */
export function handoverBreak(db: Database): string | null {
  const rows = db
    .prepare<[], { seq: number; content: string; hash: Buffer }>(
      'SELECT seq, body AS content, hash FROM handovers ORDER BY seq',
    )
    .iterate();
  return findBreak(rows, createChain(db, 'handovers').head());
}
