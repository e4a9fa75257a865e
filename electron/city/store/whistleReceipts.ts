import type { Database } from 'better-sqlite3';

/** A command as it came in. */
export type ReceiptHead = {
  command: string;
  whistle: string;
  operator: string;
  at: number;
  /** SHA-256 of the command's canonical text: another command under the same id is told apart from a repetition. */
  bodyHash: Buffer;
  type: string;
};

/** What was answered: the events (by number over all whistles), or the refusal as JSON. */
export type Receipt = ReceiptHead &
  ({ outcome: 'done'; firstSeq: number; lastSeq: number } | { outcome: 'refused'; refusal: string });

type ReceiptRow = {
  command: string;
  whistle: string;
  operator: string;
  at: number;
  body_hash: Buffer;
  type: string;
  first_seq: number | null;
  last_seq: number | null;
  refusal: string | null;
};

/** Receipts (回执) of commands. */
export function createWhistleReceipts(db: Database) {
  const one = db.prepare<[string], ReceiptRow>('SELECT * FROM receipts WHERE command = ?');
  const insert = db.prepare(
    `INSERT INTO receipts (command, whistle, operator, at, body_hash, type, first_seq, last_seq, refusal)
     VALUES (:command, :whistle, :operator, :at, :bodyHash, :type, :first, :last, :refusal)`,
  );
  return {
    one(command: string): Receipt | null {
      const row = one.get(command);
      return row === undefined ? null : readReceipt(row);
    },
    /** Inside the transaction of its events. */
    done: (head: ReceiptHead, first: number, last: number): void =>
      void insert.run({ ...head, first, last, refusal: null }),
    refused: (head: ReceiptHead, refusal: string): void =>
      void insert.run({ ...head, first: null, last: null, refusal }),
  };
}

function readReceipt(row: ReceiptRow): Receipt {
  const { command, whistle, operator, at, type, body_hash: bodyHash } = row;
  const head = { command, whistle, operator, at, type, bodyHash };
  if (row.refusal !== null) return { ...head, outcome: 'refused', refusal: row.refusal };
  return { ...head, outcome: 'done', firstSeq: row.first_seq ?? 0, lastSeq: row.last_seq ?? 0 };
}
