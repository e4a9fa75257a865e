import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openColumnReader } from '../../../electron/city/store/columnReader.ts';
import { databasePath, listBackups } from '../../../electron/city/store/files.ts';
import { createImportRowTable } from '../../../electron/city/store/importRowTable.ts';
import { MIGRATIONS, migrate, SCHEMA_VERSION, schemaVersion } from '../../../electron/city/store/migrate.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import { createQuarantineTable } from '../../../electron/city/store/quarantineTable.ts';
import { fixedClock, options, sourceConfig, T0, tempDir } from './support.ts';

let dir: ReturnType<typeof tempDir>;
let db: Database.Database;
beforeEach(() => {
  dir = tempDir();
  db = new Database(databasePath(dir.path));
  db.pragma('foreign_keys = ON');
});
afterEach(() => {
  db.close();
  dir.remove();
});

const rows = (table: string) => db.prepare(`SELECT * FROM "${table}"`).all();
const tables = () =>
  db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();

/** One case with all that hangs on it, as version 1 holds it. */
function insertVersion1(): void {
  db.exec(`
    INSERT INTO sources (key, id, config, cursor, received, stored)
      VALUES (1, 'hotline', '${JSON.stringify(sourceConfig('hotline'))}', 'c7', 2, 2);
    INSERT INTO cases (seq, source, source_id, hash, first_seen, first_revision, revision, status, requested_at, rework,
        category_code, category_name, location_quality, title, original_times, raw)
      VALUES (1, 1, 'GS1', 42, ${T0}, 1, 2, 'open', ${T0}, 0, '0101', '井盖', 'ok', '井盖破损', '{}', '{}');
    INSERT INTO contacts (seq, phone) VALUES (1, '13900000000');
    INSERT INTO sightings (seq, source, at, open, gone) VALUES (1, 1, ${T0}, 1, 0);
    INSERT INTO history (seq, revision, at, kind, changes) VALUES (1, 2, ${T0}, 'changed', '{"org":[null,"甲"]}');
    INSERT INTO revisions (revision, at, last_seq, last_history) VALUES (1, ${T0}, 1, 0), (2, ${T0}, 1, 1);
    INSERT INTO sweeps (source, started_at) VALUES (1, ${T0});
    UPDATE meta SET revision = 2, sighted_seq = 1;
  `);
}

const insertVersion2 = () =>
  db.exec(`INSERT INTO quarantine (source, payload_hash, code, reason, first_at, last_at, times, payload)
    VALUES (1, x'00ff', 'json', '不是 JSON', ${T0}, ${T0 + 1}, 3, 'oops')`);

const insertVersion3 = () => {
  db.exec("INSERT INTO search (rowid, tokens) VALUES (1, '井盖 盖')");
  db.exec('UPDATE meta SET indexed_seq = 1');
};

/** What stood in every table before must stand there after, with new columns at most. */
function compareOver(target: number): string[] {
  const before = new Map(tables().map((table) => [table, rows(table)]));
  migrate(db, target);
  expect(schemaVersion(db)).toBe(target);
  for (const [table, content] of before) expect(rows(table), table).toMatchObject(content);
  return tables().filter((table) => !before.has(table));
}

describe('migration', () => {
  it('numbers are dense and in order', () => {
    expect(MIGRATIONS.map((step) => step.version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
    expect(SCHEMA_VERSION).toBe(MIGRATIONS.at(-1)?.version);
  });

  it('1 makes an empty city', () => {
    expect(compareOver(1)).toContain('cases');
    expect(rows('meta')).toEqual([{ only_row: 1, revision: 0, sighted_seq: 0 }]);
    insertVersion1();
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('2 adds the quarantine and keeps the cases', () => {
    migrate(db, 1);
    insertVersion1();
    expect(compareOver(2)).toEqual(['quarantine']);
    insertVersion2();
  });

  it('3 adds the search with everything still to be indexed', () => {
    migrate(db, 2);
    insertVersion1();
    insertVersion2();
    expect(compareOver(3)).toEqual(expect.arrayContaining(['search', 'search_stale']));
    expect(rows('meta')).toEqual([{ only_row: 1, revision: 2, sighted_seq: 1, indexed_seq: 0 }]);
    insertVersion3();
  });

  it('4 adds the outbox and keeps the index', () => {
    migrate(db, 3);
    insertVersion1();
    insertVersion2();
    insertVersion3();
    expect(compareOver(4)).toEqual(['outbox']);
    expect(db.prepare('SELECT rowid FROM search WHERE search MATCH \'"井盖"\'').pluck().all()).toEqual([1]);
    db.exec(
      `INSERT INTO outbox (idempotency_key, source, payload, state, created_at) VALUES ('k', 1, '{}', 'pending', 1)`,
    );
    expect(() =>
      db.exec(
        `INSERT INTO outbox (idempotency_key, source, payload, state, created_at) VALUES ('k', 1, '{}', 'sent', 1)`,
      ),
    ).toThrow('UNIQUE');
  });

  it('11 adds parameters to kept messages; those of an older program have none', () => {
    migrate(db, 3);
    insertVersion1();
    insertVersion2();
    db.exec(`UPDATE sources SET error_code = 'bad-json', error_message = '读不懂', error_at = ${T0}`);
    migrate(db, 10);
    expect(compareOver(11)).toEqual([]);
    expect(rows('quarantine')).toMatchObject([{ code: 'json', reason: '不是 JSON', parameters: null }]);
    expect(rows('sources')).toMatchObject([{ error_message: '读不懂', error_parameters: null }]);
    expect(createQuarantineTable(db).entry(1)).toMatchObject({ parameters: null, reason: '不是 JSON' });
  });

  it('14 knows of no stored deadline by which calendar it was computed', () => {
    migrate(db, 13);
    insertVersion1();
    expect(compareOver(14)).toEqual([]);
    expect(rows('meta')).toMatchObject([{ revision: 2, deadlines_calendar: null }]);
  });

  it('15 keeps who is locked locked, for all browsers together, and forgets what never came to a lock', () => {
    migrate(db, 14);
    const insert = db.prepare(
      `INSERT INTO operators (id, name, roles, org, streets, demo, salt, pin_hash, pin_changed_at, created_at, failures,
         locked_until) VALUES (?, '某', '["admin"]', 'S1', '[]', 0, x'00', x'01', 1, 1, ?, ?)`,
    );
    insert.run('locked', 6, T0);
    insert.run('hasty', 2, null);
    migrate(db, 15);
    expect(rows('operators')).toMatchObject([{ id: 'locked' }, { id: 'hasty' }]);
    expect(rows('sign_in_counters')).toEqual([
      { operator: 1, browser: Buffer.alloc(0), failures: 6, failed_at: T0, locked_until: T0, used_at: 0 },
    ]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('16 has who never changed a PIN that another set change it', () => {
    migrate(db, 15);
    const insert = db.prepare(
      `INSERT INTO operators (id, name, roles, org, streets, demo, salt, pin_hash, pin_changed_at, created_at)
       VALUES (?, '某', '["admin"]', 'S1', '[]', ?, x'00', x'01', ?, ?)`,
    );
    insert.run('first', 0, T0, T0);
    insert.run('given', 0, T0 + 5, T0 + 5);
    insert.run('own', 0, T0 + 9, T0 + 5);
    insert.run('demo', 1, T0 + 5, T0 + 5);
    expect(compareOver(16)).toEqual([]);
    const byOther = db.prepare<[], string>('SELECT id FROM operators WHERE pin_by_other = 1').pluck();
    expect(byOther.all()).toEqual(['given']);
  });

  it('17 tells the sessions that are open of everything, and invents no sign-in', () => {
    migrate(db, 16);
    db.exec(
      `INSERT INTO operators (id, name, roles, org, streets, demo, salt, pin_hash, pin_changed_at, created_at)
         VALUES ('a', '某', '["audit"]', 'S1', '[]', 0, x'00', x'01', ${T0}, ${T0});
       INSERT INTO sessions (token_hash, operator, created_at, last_act_at, ends_at)
         VALUES (x'02', 1, ${T0}, ${T0}, ${T0 + 1})`,
    );
    expect(compareOver(17)).toEqual([]);
    expect(rows('operators')).toMatchObject([{ signed_in_at: null }]);
    expect(rows('sessions')).toMatchObject([{ told_since: 0 }]);
  });

  it('18 leaves the journal unsealed until there is a key', () => {
    migrate(db, 17);
    db.exec(`UPDATE journal_head SET pos = 7, seq = 9, link = x'${'ab'.repeat(32)}'`);
    expect(compareOver(18)).toEqual(['journal_seal']);
    expect(rows('journal_head')).toMatchObject([{ pos: 7, seq: 9, seal: null }]);
    expect(rows('journal_seal')).toEqual([]);
  });

  /** An operator of one post, who is signed in. */
  function signedIn(): void {
    db.exec(`
      INSERT INTO operators (key, id, name, roles, org, streets, demo, disabled, salt, pin_hash, pin_changed_at, created_at)
        VALUES (1, 'duty', '某甲', '["street-duty"]', 'S1', '[]', 0, 0, x'01', x'02', ${T0}, ${T0});
      INSERT INTO sessions (token_hash, operator, created_at, last_act_at, ends_at)
        VALUES (x'aa', 1, ${T0}, ${T0}, ${T0 + 1});
    `);
  }

  it('19 leaves everybody the one post they have, in which open sessions go on', () => {
    migrate(db, 18);
    signedIn();
    compareOver(19);
    expect(db.prepare('SELECT posts FROM operators').pluck().all()).toEqual(['[]']);
    expect(db.prepare('SELECT post FROM sessions').pluck().all()).toEqual([null]);
  });

  it('20 delegates nothing by itself', () => {
    migrate(db, 19);
    signedIn();
    expect(compareOver(20)).toEqual(['delegations']);
    expect(db.prepare('SELECT delegation FROM sessions').pluck().all()).toEqual([null]);
  });

  it('24 records imports from now on, and leaves cases, contacts and quarantine as they are', () => {
    migrate(db, 23);
    insertVersion1();
    insertVersion2();
    insertVersion3();
    expect(compareOver(24)).toEqual(['imports', 'import_cases', 'import_refusals', 'absences']);
    for (const table of ['imports', 'import_cases', 'import_refusals', 'absences'])
      expect(rows(table), table).toEqual([]);
    db.exec(`INSERT INTO imports (key, id, source, file, started_at, who, state)
        VALUES (1, 'i', 1, 'a.csv', ${T0}, 'root', 'running');
      INSERT INTO import_refusals (import, quarantine, times, resolved) SELECT 1, id, 1, 0 FROM quarantine;`);
    // A refused row that can be read at last leaves the quarantine, and the import with it.
    db.exec('DELETE FROM quarantine');
    expect(rows('import_refusals')).toEqual([]);
    expect(() =>
      db.exec(
        "INSERT INTO imports (id, source, file, started_at, who, state) VALUES ('i', 1, 'b', 1, 'r', 'done')",
      ),
    ).toThrow('UNIQUE');
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('25 counts what earlier imports created and changed', () => {
    migrate(db, 24);
    insertVersion1();
    db.exec(`INSERT INTO imports (key, id, source, file, started_at, who, state)
        VALUES (1, 'i', 1, 'a.csv', ${T0}, 'root', 'done'), (2, 'k', 1, 'b.csv', ${T0}, 'root', 'done');
      INSERT INTO import_cases (import, seq, at, prior, created) SELECT 1, seq, ${T0}, 0, 1 FROM cases;
      INSERT INTO import_cases (import, seq, at, prior, created, before) SELECT 2, min(seq), ${T0}, 0, 0, '{}' FROM cases;`);
    const cases = rows('cases').length;
    expect(compareOver(25)).toEqual(['import_notes']);
    expect(db.prepare('SELECT id, created, changed FROM imports ORDER BY key').all()).toEqual([
      { id: 'i', created: cases, changed: 0 },
      { id: 'k', created: 0, changed: 1 },
    ]);
  });

  it('27 says nothing of the rows of earlier imports', () => {
    migrate(db, 26);
    insertVersion1();
    db.exec(`INSERT INTO imports (key, id, source, file, started_at, who, state, received, stored)
      VALUES (1, 'i', 1, 'a.csv', ${T0}, 'root', 'done', 3, 3)`);
    expect(compareOver(27)).toEqual(['import_rows']);
    expect(rows('import_rows')).toEqual([]);
    const page = createImportRowTable(db).page({ id: 'i', kind: 'clean', limit: 20, offset: 0 });
    expect(page).toEqual({ items: [], total: 3, known: 0 });
  });

  it('28 adds a place for identity numbers of callers, and leaves contact data as it is', () => {
    migrate(db, 27);
    insertVersion1();
    const before = rows('contacts');
    expect(before.length).toBeGreaterThan(0);
    migrate(db, 28);
    expect(rows('contacts')).toEqual(before.map((row) => ({ ...(row as object), identity: null })));
  });

  it('29 adds orders and draws, and touches nothing else', () => {
    migrate(db, 28);
    insertVersion1();
    expect(compareOver(29)).toEqual(['orders', 'order_draws']);
    expect(rows('orders')).toEqual([]);
  });

  it('30 adds the list of meetings, and touches nothing else', () => {
    migrate(db, 29);
    insertVersion1();
    expect(compareOver(30).sort()).toEqual(['meeting_items', 'meetings']);
    expect(rows('meetings')).toEqual([]);
  });

  it('26 adds a place for addresses of callers, and leaves contact data as it is', () => {
    migrate(db, 25);
    insertVersion1();
    const before = rows('contacts');
    expect(before.length).toBeGreaterThan(0);
    migrate(db, 26);
    expect(rows('contacts')).toEqual(before.map((row) => ({ ...(row as object), address: null })));
  });

  it('7 lets quarantined rows be settled; none is yet', () => {
    migrate(db, 6);
    insertVersion1();
    insertVersion2();
    insertVersion3();
    expect(compareOver(7)).toEqual([]);
    expect(db.prepare('SELECT resolved_at FROM quarantine').pluck().all()).toEqual([null]);
  });

  it('8 adds hand-overs and alarms on the shelf', () => {
    migrate(db, 7);
    insertVersion1();
    expect(compareOver(8)).toEqual(['handover_drafts', 'handovers', 'alarm_shelves']);
    db.exec(
      "INSERT INTO handovers (seq, id, org, signed_at, outgoing, incoming, body, hash) VALUES (1, 'h', 'S1', 1, 'a', 'b', '{}', x'00')",
    );
    expect(() => db.exec("UPDATE handovers SET body = '[]'")).toThrow('not changed');
    expect(() => db.exec('DELETE FROM handovers')).toThrow('not deleted');
    expect(() =>
      db.exec("INSERT INTO alarm_shelves (operator, alarm, whistle, at, until) VALUES ('a', 'k', 'w', 5, 5)"),
    ).toThrow('CHECK');
  });

  it('22 has every case indexed again, so that traditional characters are found by simplified ones', () => {
    migrate(db, 2);
    insertVersion1();
    db.exec("UPDATE cases SET title = '中華門城堡'");
    migrate(db, 21);
    db.exec("INSERT INTO search (rowid, tokens) VALUES (1, '中華 華門 門城 城堡 堡')");
    db.exec('UPDATE meta SET indexed_seq = 1');
    db.exec('INSERT INTO search_stale (seq) VALUES (1)');
    migrate(db, 22);
    expect(rows('search_stale')).toEqual([]);
    db.close();
    const store = openStore(options(dir.path));
    const reader = openColumnReader(databasePath(dir.path), null, (text) => text);
    expect(reader.searchBacklog()).toBe(1);
    const find = () => ['中华门', '中華門', '華門城', '长江'].map((typed) => [...reader.search(typed)]);
    // Not yet indexed, it is found by its text.
    expect(find()).toEqual([[1], [1], [1], []]);
    expect(store.indexBatch(10)).toBe(false);
    expect(reader.searchBacklog()).toBe(0);
    expect(find()).toEqual([[1], [1], [1], []]);
    expect(store.detail('hotline:GS1', T0)?.title).toBe('中華門城堡');
    reader.close();
    store.close();
    db = new Database(databasePath(dir.path));
    expect(
      db.prepare('SELECT rowid FROM search WHERE search MATCH ?').pluck().all('"中华" AND "华门"'),
    ).toEqual([1]);
  });

  it('of an older database happens on opening, after a backup', () => {
    migrate(db, 2);
    insertVersion1();
    insertVersion2();
    db.close();
    const store = openStore({ ...options(dir.path), clock: fixedClock(T0 + 5) });
    expect(store.detail('hotline:GS1', T0)).toMatchObject({ title: '井盖破损', hasContact: true });
    expect(store.unresolvedQuarantine()).toBe(1);
    while (store.indexBatch(10));
    expect(store.outboxCounts()).toEqual({ pending: 0, failed: 0 });
    store.close();
    const [backup] = listBackups(dir.path);
    expect(backup?.kind).toBe('before-migration');
    db = new Database(backup?.path ?? '');
    expect(schemaVersion(db)).toBe(2);
    expect(rows('cases')).toHaveLength(1);
  });

  it('makes no backup of a database that is up to date, or new', () => {
    db.close();
    openStore(options(dir.path)).close();
    openStore(options(dir.path)).close();
    expect(listBackups(dir.path)).toEqual([]);
    db = new Database(databasePath(dir.path));
  });
});
