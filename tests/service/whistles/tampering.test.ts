import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { openHall } from './support.ts';

let original = '';
beforeAll(async () => {
  const hall = await openHall(null, ['duty', 'leader', 'dispatch', 'a-handler']);
  const { summary } = await hall.blown({});
  await hall.pass('a-handler', summary.id, { type: 'sign', summons: 's1' });
  await hall.draft('duty', { subject: '另一处', place: { lon: -71.06, lat: 42.34, address: '' } });
  await hall.close();
  original = hall.dataDir;
});
afterAll(() => rmSync(original, { recursive: true, force: true }));

const LOOSE = [
  'journal_events_not_changed',
  'journal_events_not_deleted',
  'journal_not_changed',
  'journal_not_deleted',
]
  .map((trigger) => `DROP TRIGGER ${trigger};`)
  .join(' ');

it.each([
  [
    'journal-chain',
    'a word of the log',
    `${LOOSE} UPDATE journal_events SET event = replace(event, '井盖', '路灯')`,
  ],
  ['journal-chain', 'an event taken out', `${LOOSE} DELETE FROM journal_events WHERE seq = 2`],
  [
    'journal-chain',
    'the end cut off',
    `${LOOSE} DELETE FROM journal_events WHERE seq = (SELECT max(seq) FROM journal_events)`,
  ],
  ['whistle-event', 'a time changed', `${LOOSE} UPDATE journal SET at = at + 1 WHERE last_seq = 3`],
  ['whistle-projection', 'a stage', "UPDATE whistles SET stage = 'closed' WHERE key = 1"],
  [
    'whistle-projection',
    'a state',
    'UPDATE streams SET state = replace(state, \'"level":0\', \'"level":3\')',
  ],
  ['whistle-projection', 'whom it waits for', 'DELETE FROM whistle_waits'],
  ['whistle-projection', 'a department', "INSERT INTO whistle_orgs VALUES (1, 'W')"],
  ['whistle-timers', 'a later deadline', 'UPDATE timers SET due_at = due_at + 60000'],
  ['whistle-timers', 'a timer taken out', "DELETE FROM timers WHERE id LIKE '%@1'"],
  ['timer-stuck', 'a timer set aside', 'UPDATE timers SET stuck = 1'],
  ['journal-chain', 'an entry taken out', `${LOOSE} DELETE FROM journal WHERE last_seq = 1`],
  ['journal-event', 'an event whose entry is gone', `${LOOSE} DELETE FROM journal WHERE last_seq = 1`],
  [
    'journal-chain',
    'an entry of nothing',
    `INSERT INTO journal SELECT pos + 1, kind, 'x', subject, 'note', operator, console, at, done_at, body, body_hash,
       last_seq + 1, last_seq + 2, refusal, link FROM journal ORDER BY pos DESC LIMIT 1`,
  ],
  ['journal-chain', 'who did it', `${LOOSE} UPDATE journal SET operator = 'other' WHERE pos = 6`],
  ['journal-chain', 'what was asked for', `${LOOSE} UPDATE journal SET body = '{}' WHERE last_seq = 2`],
  ['journal-stream', 'a version', 'UPDATE streams SET version = version + 1'],
  ['whistle-frame', 'the rules', 'DELETE FROM whistle_frames'],
])('%s tells of %s', (code, _what, sql) => {
  const copy = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  try {
    cpSync(original, copy, { recursive: true });
    expect(checkIntegrity(copy).findings).toEqual([]);
    const db = new Database(databasePath(copy));
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    db.close();
    expect(checkIntegrity(copy).findings.map((finding) => finding.code)).toContain(code);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

it('the log cannot be changed by a slip', () => {
  const db = new Database(databasePath(original));
  expect(() => db.exec('UPDATE journal_events SET version = 0')).toThrow(/append-only/);
  expect(() => db.exec('DELETE FROM journal_events')).toThrow(/append-only/);
  expect(() => db.exec('UPDATE journal SET at = 0')).toThrow(/append-only/);
  expect(() => db.exec('DELETE FROM journal')).toThrow(/append-only/);
  db.close();
});
