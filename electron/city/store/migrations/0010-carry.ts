import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { canonical } from '../../../../shared/journal/canonical.ts';
import type { JournalEntry, JournalEvent } from '../../ports.ts';
import { CHAIN_START, headAfter } from '../chain.ts';
import { brokenOldChains } from './0010-oldBreaks.ts';

/** Entries per read. They are read in pages because better-sqlite3 cannot write while a statement is being iterated. */
const PAGE = 500;

type Source = 'whistle' | 'loose' | 'refused' | 'handover' | 'audit' | 'draft';
type OrderedRef = { pos: number; source: Source; ref: string };
type Receipt = {
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
type OldEvent = { seq: number; stream: number; subject: string; version: number; at: number; text: string };
type OldLine = {
  seq: number;
  at: number;
  actor: string | null;
  action: string;
  subject: string;
  result: string;
  details: string;
};
type OldHandover = {
  seq: number;
  id: string;
  org: string;
  signed_at: number;
  outgoing: string;
  incoming: string;
  body: string;
};
type OldDraft = { id: string; opened_at: number; body: string };
type Read = { entry: JournalEntry; streams: number[]; oldSeqs: number[]; audited: boolean };

/** Fills the journal from the three old logs, then drops them. */
export function carryJournal(db: Database): void {
  const broken = db.prepare(
    `INSERT INTO old_chains (chain, seq, hash, broken) VALUES (?, 0, zeroblob(32), ?)
     ON CONFLICT (chain) DO UPDATE SET broken = excluded.broken`,
  );
  for (const [chain, why] of brokenOldChains(db)) broken.run(chain, why);
  orderEntries(db);
  const read = readers(db);
  const write = writer(db);
  const page = db.prepare<[number], OrderedRef>(
    `SELECT pos, source, ref FROM carried WHERE pos > ? ORDER BY pos LIMIT ${PAGE}`,
  );
  for (let last = 0, rows = page.all(last); rows.length > 0; rows = page.all(last))
    for (const { pos, source, ref } of rows) {
      const found = read[source](ref);
      if (found !== null) write(found);
      last = pos;
    }
  db.exec(`
    INSERT INTO notices (id, event, recipient, body, created_at, sent_at)
      SELECT n.id, c.new, n.recipient, n.body, n.created_at, n.sent_at FROM old_notices n
      JOIN carried_events c ON c.old = n.event;
    DROP TABLE carried;
    DROP TABLE carried_events;
    DROP TABLE old_notices;
    DROP TABLE receipts;
    DROP TABLE old_timers;
    DROP TABLE whistle_events;
    DROP TABLE old_handovers;
    DROP TABLE old_audit;
    DROP TABLE chain_heads;
    ALTER TABLE handover_drafts DROP COLUMN body;
    DELETE FROM handover_drafts WHERE id NOT IN (SELECT subject FROM streams WHERE kind = 'handover');
    ALTER TABLE whistles DROP COLUMN state;
    ALTER TABLE whistles DROP COLUMN fold_version;
  `);
}

/**
 * Determines the order of the journal: by time, but keeping the order within each old log, since a clock may have been set
 * back. `loose` are events of a damaged database that lack a receipt; they are copied as well.
 */
function orderEntries(db: Database): void {
  db.exec(`
    CREATE TEMP TABLE carried (pos INTEGER PRIMARY KEY, source TEXT NOT NULL, ref TEXT NOT NULL);
    CREATE TEMP TABLE carried_events (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
    INSERT INTO carried (source, ref)
      SELECT source, ref FROM (
        SELECT 1 AS rank, 'whistle' AS source, command AS ref, max(at) OVER (ORDER BY first_seq, command) AS at,
            first_seq AS n
          FROM receipts WHERE refusal IS NULL
        UNION ALL
        SELECT 2, 'loose', e.seq, e.at, e.seq FROM whistle_events e LEFT JOIN receipts r
          ON r.command = e.command AND e.seq BETWEEN r.first_seq AND r.last_seq WHERE r.command IS NULL
        UNION ALL
        SELECT 3, 'refused', command, at, row_number() OVER (ORDER BY at, command) FROM receipts
          WHERE refusal IS NOT NULL
        UNION ALL
        SELECT 4, 'handover', seq, max(signed_at) OVER (ORDER BY seq), seq FROM old_handovers
        UNION ALL
        SELECT 5, 'audit', seq, max(at) OVER (ORDER BY seq), seq FROM old_audit
        UNION ALL
        SELECT 6, 'draft', org, opened_at, row_number() OVER (ORDER BY org) FROM handover_drafts
      ) ORDER BY at, rank, n;
  `);
}

/** Readers that return one entry of each old log in the journal's form; null if it cannot be read. */
function readers(db: Database): Record<Source, (ref: string) => Read | null> {
  const receipt = db.prepare<[string], Receipt>('SELECT * FROM receipts WHERE command = ?');
  const EVENT = `SELECT e.seq, e.whistle AS stream, w.id AS subject, e.n AS version, e.at, e.event AS text
    FROM whistle_events e JOIN whistles w ON w.key = e.whistle`;
  const events = db.prepare<[string, number | null, number | null], OldEvent>(
    `${EVENT} WHERE e.command = ? AND e.seq BETWEEN ? AND ? ORDER BY e.seq`,
  );
  const event = db.prepare<[string], OldEvent>(`${EVENT} WHERE e.seq = ?`);
  const line = db.prepare<[string], OldLine>('SELECT * FROM old_audit WHERE seq = ?');
  const handover = db.prepare<[string], OldHandover>('SELECT * FROM old_handovers WHERE seq = ?');
  const draft = db.prepare<[string], OldDraft>(
    'SELECT id, opened_at, body FROM handover_drafts WHERE org = ?',
  );
  const open = streamOpener(db);
  const sign = db.prepare(
    `INSERT INTO handovers (seq, stream, id, org, signed_at, outgoing, incoming)
     VALUES (:seq, :stream, :id, :org, :signed_at, :outgoing, :incoming)`,
  );

  function ofReceipt(command: string): Read | null {
    const found = receipt.get(command);
    if (found === undefined) return null;
    const { whistle, operator, at, type, refusal, first_seq, last_seq, body_hash } = found;
    const own = refusal === null ? events.all(command, first_seq, last_seq) : [];
    const entry = {
      ...entryWithoutEvents('whistle', command, whistle, type, operator, at),
      bodyHash: body_hash,
      refusal,
    };
    return entryWithEvents(entry, own);
  }

  return {
    whistle: ofReceipt,
    refused: ofReceipt,
    loose(seq) {
      const own = event.all(seq);
      const [first] = own;
      if (first === undefined) return null;
      const entry = entryWithoutEvents('whistle', `loose-${seq}`, first.subject, 'unknown', '', first.at);
      return entryWithEvents(entry, own);
    },
    handover(seq) {
      const found = handover.get(seq);
      if (found === undefined) return null;
      const { id, org, signed_at: at, incoming, body } = found;
      const record = isJson(body) ? body : JSON.stringify(body);
      const text = `{"record":${record},"type":"signed"}`;
      const stream = open(id, at, { stage: 'signed', org });
      sign.run({ ...found, stream });
      const entry = entryWithoutEvents('handover', `handover-${id}`, id, 'sign-incoming', incoming, at);
      const logged = [{ kind: 'handover', subject: id, version: 1, text }];
      return { entry: { ...entry, events: logged }, streams: [stream], oldSeqs: [], audited: false };
    },
    audit(seq) {
      const found = line.get(seq);
      if (found === undefined) return null;
      const { action, subject, actor, at, result, details } = found;
      const done = result === 'done';
      const entry = {
        ...entryWithoutEvents('people', `audit-${seq}`, subject, action, actor ?? '', at),
        ...{ body: done ? details : null, refusal: done ? null : details },
        bodyHash: createHash('sha256').update(details).digest(),
      };
      return { entry, streams: [], oldSeqs: [], audited: true };
    },
    draft(org) {
      const found = draft.get(org);
      if (found === undefined || !isJson(found.body)) return null;
      const { id, opened_at: at, body } = found;
      const handover: { outgoing?: { id?: string } } = JSON.parse(body);
      const stream = open(id, at, { stage: 'open', handover });
      const entry = entryWithoutEvents('handover', `open-${id}`, id, 'open', handover.outgoing?.id ?? '', at);
      const text = canonical({ type: 'opened', handover });
      const logged = [{ kind: 'handover', subject: id, version: 1, text }];
      return { entry: { ...entry, events: logged }, streams: [stream], oldSeqs: [], audited: false };
    },
  };
}

/** An entry without body and events. */
function entryWithoutEvents(
  kind: string,
  command: string,
  subject: string,
  type: string,
  operator: string,
  at: number,
): JournalEntry {
  const bodyHash = createHash('sha256').update(`${command}\n${subject}`).digest();
  return {
    ...{ kind, command, subject, type, operator, console: '', at, doneAt: null },
    ...{ body: null, bodyHash, events: [], refusal: null },
  };
}

function entryWithEvents(entry: JournalEntry, own: readonly OldEvent[]): Read {
  const logged = own.map(({ subject, version, text }): JournalEvent => {
    return { kind: 'whistle', subject, version, text };
  });
  return {
    entry: { ...entry, events: logged },
    streams: own.map(({ stream }) => stream),
    oldSeqs: own.map(({ seq }) => seq),
    audited: false,
  };
}

/** Returns a function that creates the stream of a hand-over and returns its key. */
function streamOpener(db: Database): (id: string, at: number, state: unknown) => number {
  const insert = db.prepare(
    `INSERT INTO streams (kind, subject, version, updated_at, fold_version, state) VALUES ('handover', ?, 1, ?, 1, ?)`,
  );
  return (id, at, state) => Number(insert.run(id, at, canonical(state)).lastInsertRowid);
}

function writer(db: Database): (read: Read) => void {
  const insert = db.prepare(
    `INSERT INTO journal (pos, kind, command, subject, type, operator, console, at, done_at, body, body_hash, first_seq,
       last_seq, refusal, link)
     VALUES (:pos, :kind, :command, :subject, :type, :operator, :console, :at, :doneAt, :body, :bodyHash, :first, :last,
       :refusal, :link)`,
  );
  const insertEvent = db.prepare(
    'INSERT INTO journal_events (seq, entry, stream, version, event) VALUES (?, ?, ?, ?, ?)',
  );
  const remember = db.prepare('INSERT INTO carried_events (old, new) VALUES (?, ?)');
  const audit = db.prepare('INSERT INTO audit (entry) VALUES (?)');
  const moveHead = db.prepare('UPDATE journal_head SET pos = :pos, seq = :seq, link = :link');
  let head = CHAIN_START;
  return ({ entry, streams, oldSeqs, audited }) => {
    const after = headAfter(head, entry);
    const { events, ...row } = entry;
    insert.run({ ...row, pos: after.pos, first: head.seq + 1, last: after.seq, link: after.link });
    for (const [index, { version, text }] of events.entries()) {
      const seq = head.seq + 1 + index;
      insertEvent.run(seq, after.pos, streams[index], version, text);
      const old = oldSeqs[index];
      if (old !== undefined) remember.run(old, seq);
    }
    if (audited) audit.run(after.pos);
    moveHead.run(after);
    head = after;
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
