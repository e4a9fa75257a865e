import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath, listBackups } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { schemaVersion } from '../../../electron/city/store/migrate.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import { openAt, tempDir } from '../store/support.ts';
import { OLD_DATABASES, placeOldDatabase } from './oldDatabases.ts';

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
});
afterEach(() => dir.remove());

/** One column of a query, by itself: what stands in the file, whatever the program makes of it. */
function column(path: string, sql: string): unknown[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare(sql).pluck().all();
  } finally {
    db.close();
  }
}
const inFile = (sql: string) => column(databasePath(dir.path), sql);
const inCopy = (sql: string) => column(listBackups(dir.path)[0]?.path ?? '', sql);

/** What `verify` finds; the uploaded files are no part of the old databases. */
const codes = () =>
  checkIntegrity(dir.path)
    .findings.map(({ code }) => code)
    .filter((code) => code !== 'attachment-missing');

function tamper(sql: string): void {
  const db = new Database(databasePath(dir.path));
  db.exec(sql);
  db.close();
}

describe.each(OLD_DATABASES)('a database of version 9 (%s)', (name) => {
  beforeEach(() => {
    placeOldDatabase(name, dir.path);
    openAt(dir.path).close();
  });

  it('is whole before and after', () => {
    const copy = new Database(listBackups(dir.path)[0]?.path ?? '', { readonly: true });
    expect(schemaVersion(copy)).toBe(9);
    copy.close();
    expect(codes()).toEqual([]);
    expect(inFile('SELECT broken FROM old_chains')).toEqual(
      [null, null, null].slice(0, name === 'story' ? 3 : 2),
    );
  });

  it('has every event word for word and in order', () => {
    const events = inCopy('SELECT event FROM whistle_events ORDER BY seq');
    expect(events.length).toBeGreaterThan(50);
    expect(
      inFile(
        "SELECT event FROM journal_events e JOIN streams s ON s.key = e.stream WHERE s.kind = 'whistle' ORDER BY e.seq",
      ),
    ).toEqual(events);
    const logs =
      'SELECT group_concat(event, char(10)) FROM (SELECT * FROM whistle_events ORDER BY n) GROUP BY whistle';
    const again = `SELECT group_concat(event, char(10)) FROM (SELECT * FROM journal_events WHERE stream IN
      (SELECT key FROM streams WHERE kind = 'whistle') ORDER BY version) GROUP BY stream`;
    expect(inFile(again)).toEqual(inCopy(logs));
  });

  it('has an entry for every command, passed or refused', () => {
    const old = `SELECT command || ' ' || whistle || ' ' || type || ' ' || operator || ' ' || at || ' ' || hex(body_hash)
      || ifnull(refusal, '') || ' ' || ifnull(last_seq - first_seq + 1, 0) FROM receipts ORDER BY 1`;
    const entries = `SELECT command || ' ' || subject || ' ' || type || ' ' || operator || ' ' || at || ' ' ||
      hex(body_hash) || ifnull(refusal, '') || ' ' || (last_seq - first_seq + 1) FROM journal
      WHERE kind = 'whistle' ORDER BY 1`;
    expect(inFile(entries)).toEqual(inCopy(old));
  });

  it('has timers, notices, states and lists as they were', () => {
    for (const [old, made] of [
      [
        'SELECT whistle || id || due_at || body || stuck FROM timers ORDER BY 1',
        'SELECT stream || id || due_at || body || stuck FROM timers ORDER BY 1',
      ],
      [
        `SELECT n.id || e.event || recipient || body || created_at || ifnull(sent_at, '') FROM notices n
         JOIN whistle_events e ON e.seq = n.event ORDER BY n.id`,
        `SELECT n.id || e.event || recipient || body || created_at || ifnull(sent_at, '') FROM notices n
         JOIN journal_events e ON e.seq = n.event ORDER BY n.id`,
      ],
      [
        'SELECT id || state || seq FROM whistles ORDER BY key',
        "SELECT subject || state || version FROM streams WHERE kind = 'whistle' ORDER BY key",
      ],
      [
        'SELECT id || stage || words FROM whistles ORDER BY key',
        'SELECT id || stage || words FROM whistles ORDER BY key',
      ],
      [
        'SELECT id || org || opened_at FROM handover_drafts',
        'SELECT id || org || opened_at FROM handover_drafts',
      ],
    ] as const)
      expect(inFile(made)).toEqual(inCopy(old));
  });

  it('has every line of the audit, and the old hashes can still be worked out from it', () => {
    const store = openAt(dir.path);
    const lines = store.people.auditPage(Number.MAX_SAFE_INTEGER, 10_000).reverse();
    store.close();
    let hash: Buffer = Buffer.alloc(32);
    const hashes = lines.map(({ seq: _, ...line }) => {
      hash = createHash('sha256').update(hash).update(canonical(line), 'utf8').digest();
      return hash;
    });
    expect(hashes).toEqual(inCopy('SELECT hash FROM audit ORDER BY seq'));
  });
});

describe('a migrated database', () => {
  beforeEach(() => placeOldDatabase('story', dir.path));

  it('holds what both signed, word for word, and the one that is open', () => {
    openAt(dir.path).close();
    const records = inFile(
      'SELECT event FROM handovers h JOIN journal_events e ON e.stream = h.stream ORDER BY h.seq',
    );
    expect(records.map((text) => JSON.stringify(JSON.parse(String(text)).record))).toEqual(
      inCopy('SELECT body FROM handovers ORDER BY seq'),
    );
    const [open] = inFile(
      'SELECT state FROM streams WHERE kind = \'handover\' AND state LIKE \'%"stage":"open"%\'',
    );
    const [draft] = inCopy('SELECT body FROM handover_drafts');
    expect(JSON.parse(String(open)).handover).toEqual(JSON.parse(String(draft)));
  });

  it('merges the old logs by time', () => {
    openAt(dir.path).close();
    const times = inFile('SELECT at FROM journal ORDER BY pos');
    expect(times).toEqual([...times].sort((a, b) => Number(a) - Number(b)));
  });

  it.each([
    [
      'a word of a whistle',
      `DROP TRIGGER journal_events_not_changed; UPDATE journal_events SET event = replace(event, '井盖', '路灯')`,
    ],
    [
      'a line of the audit',
      "DROP TRIGGER journal_not_changed; UPDATE journal SET subject = 'x' WHERE command = 'audit-3'",
    ],
    [
      'a record',
      `DROP TRIGGER journal_events_not_changed; UPDATE journal_events SET event = replace(event, '偏色', '正常')`,
    ],
    ['where a chain ended', "UPDATE old_chains SET seq = seq - 1 WHERE chain = 'audit'"],
  ])('shows by the old chain that somebody changed %s', (_what, sql) => {
    openAt(dir.path).close();
    tamper(sql);
    expect(codes()).toContain('old-chain');
  });

  it.each([
    [
      'whistles',
      "DROP TRIGGER whistle_events_not_changed; UPDATE whistle_events SET event = replace(event, '井盖', '路灯')",
      'old-chain',
    ],
    ['audit', "DROP TRIGGER audit_not_changed; UPDATE audit SET subject = 'x' WHERE seq = 3", 'old-chain'],
    [
      'audit',
      'DROP TRIGGER audit_not_changed; UPDATE audit SET details = \'{"no":1}\' WHERE seq = 3',
      'old-chain',
    ],
    [
      'handovers',
      "DROP TRIGGER handovers_not_changed; UPDATE handovers SET body = replace(body, '偏色', '正常')",
      'old-chain',
    ],
    ['handovers', "DELETE FROM chain_heads WHERE chain = 'handovers'", 'old-chain'],
    ['whistles', 'DELETE FROM receipts WHERE first_seq = 3', 'whistle-event'],
  ])(
    'opens though the chain %s was broken before, loses nothing more, and goes on saying so',
    (_chain, sql, code) => {
      tamper(sql);
      openAt(dir.path).close();
      expect(
        inFile('SELECT count(*) FROM journal_events WHERE stream IN (SELECT key FROM whistles)'),
      ).toEqual(inCopy('SELECT count(*) FROM whistle_events'));
      expect(codes()).toContain(code);
      openAt(dir.path).close();
    },
  );

  it('leaves nothing of the old tables', () => {
    openAt(dir.path).close();
    const tables = inFile("SELECT name FROM sqlite_schema WHERE type = 'table'");
    for (const old of [
      'whistle_events',
      'receipts',
      'chain_heads',
      'old_audit',
      'old_handovers',
      'old_timers',
      'old_notices',
    ])
      expect(tables).not.toContain(old);
  });
});
