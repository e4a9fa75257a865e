import { rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { bad, good, openAt, page, sourceConfig, T0, tempDir } from './support.ts';

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
  const store = openAt(dir.path);
  store.saveSource(sourceConfig('hotline'));
  const emoji = good('emoji', { title: '🚧 施工', description: 'cut \uD83D off', lon: -0 });
  store.applyPage(page('hotline', [good('1', {}), good('2', {}), emoji, bad('x', 'json')], T0));
  store.applyPage(page('hotline', [good('1', { org: '乙' }), good('2', {})], T0));
  while (store.indexBatch(10));
  store.close();
});
afterEach(() => dir.remove());

function tamper(sql: string): void {
  const db = new Database(databasePath(dir.path));
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
}

const codes = () => checkIntegrity(dir.path).findings.map((finding) => finding.code);

describe('integrity', () => {
  it('is confirmed of a sound folder, with figures', () => {
    expect(checkIntegrity(dir.path)).toEqual({
      ok: true,
      findings: [],
      figures: {
        revision: 2,
        cases: 3,
        gone: 0,
        history: 1,
        contacts: 0,
        quarantine: 1,
        sources: 1,
        indexed: 3,
        outbox: 0,
        operators: 0,
        audit: 0,
        journal: 0,
        whistles: 0,
        whistleEvents: 0,
        timers: 0,
        attachments: 0,
        handovers: 0,
      },
    });
  });

  it.each([
    ['accounting', 'UPDATE sources SET received = received + 1'],
    ['stored', 'UPDATE sources SET stored = stored + 1, unchanged = unchanged - 1'],
    ['quarantined', 'UPDATE quarantine SET times = 5'],
    ['hash', "UPDATE cases SET title = '改过' WHERE seq = 2"],
    ['revision', 'UPDATE history SET revision = 99'],
    ['reference', 'INSERT INTO contacts (seq) VALUES (77)'],
    ['sightings', 'DELETE FROM sightings WHERE seq = 3'],
    [
      'imports',
      "INSERT INTO imports (id, source, file, started_at, who, state, created) VALUES ('i', 1, 'a', 1, 'r', 'done', 1)",
    ],
    ['sightings', 'UPDATE sightings SET open = 0 WHERE seq = 1'],
    ['sequence', 'DELETE FROM cases WHERE seq = 2'],
    ['search', 'DELETE FROM search WHERE rowid = 2'],
    ['version', 'PRAGMA user_version = 1'],
  ])('%s is found broken by: %s', (code, sql) => {
    tamper(sql);
    expect(codes()).toContain(code);
    expect(checkIntegrity(dir.path).ok).toBe(false);
  });

  it('is denied to garbage, to nothing and to an empty file', () => {
    writeFileSync(databasePath(dir.path), 'garbage');
    expect(codes()).toEqual(['corrupt']);
    writeFileSync(databasePath(dir.path), '');
    expect(codes()).toEqual(['missing']);
    rmSync(databasePath(dir.path));
    expect(codes()).toEqual(['missing']);
  });

  it('can be examined beside the running service', () => {
    const store = openAt(dir.path);
    store.applyPage(page('hotline', [good('9', {})], T0));
    expect(checkIntegrity(dir.path)).toMatchObject({ ok: true, figures: { cases: 4 } });
    store.close();
  });
});
