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

const LOOSE = 'DROP TRIGGER whistle_events_not_changed; DROP TRIGGER whistle_events_not_deleted;';

it.each([
  [
    'whistle-chain',
    'a word of the log',
    `${LOOSE} UPDATE whistle_events SET event = replace(event, '井盖', '路灯')`,
  ],
  ['whistle-chain', 'an event taken out', `${LOOSE} DELETE FROM whistle_events WHERE seq = 2`],
  [
    'whistle-chain',
    'the end cut off',
    `${LOOSE} DELETE FROM whistle_events WHERE seq = (SELECT max(seq) FROM whistle_events)`,
  ],
  ['whistle-event', 'a number changed', `${LOOSE} UPDATE whistle_events SET at = at + 1 WHERE seq = 3`],
  ['whistle-projection', 'a stage', "UPDATE whistles SET stage = 'closed' WHERE key = 1"],
  [
    'whistle-projection',
    'a state',
    'UPDATE whistles SET state = replace(state, \'"level":0\', \'"level":3\')',
  ],
  ['whistle-projection', 'whom it waits for', 'DELETE FROM whistle_waits'],
  ['whistle-projection', 'a department', "INSERT INTO whistle_orgs VALUES (1, 'W')"],
  ['whistle-timers', 'a later deadline', 'UPDATE timers SET due_at = due_at + 60000'],
  ['whistle-timers', 'a timer taken out', "DELETE FROM timers WHERE id LIKE '%@1'"],
  ['whistle-stuck', 'a timer set aside', 'UPDATE timers SET stuck = 1'],
  ['whistle-receipt', 'a receipt taken out', 'DELETE FROM receipts WHERE first_seq = 1'],
  [
    'whistle-receipt',
    'a receipt of nothing',
    "INSERT INTO receipts VALUES ('x', 'w', 'o', 1, x'00', 'note', 90, 91, NULL)",
  ],
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
  expect(() => db.exec('UPDATE whistle_events SET at = 0')).toThrow(/append-only/);
  expect(() => db.exec('DELETE FROM whistle_events')).toThrow(/append-only/);
  db.close();
});
