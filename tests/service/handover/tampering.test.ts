import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { openPost } from './support.ts';

let original = '';
/** Three signed ones there and back again, and one that is open. */
beforeAll(async () => {
  const post = await openPost(['duty', 'duty-2']);
  await post.hall.draft('duty', {});
  const people = ['duty', 'duty-2', 'duty', 'duty-2'];
  for (const [index, who] of people.slice(0, 3).entries()) {
    const next = people[index + 1] ?? '';
    await post.did(who, '/api/handovers');
    await post.did(who, ':id/incoming', { operator: next });
    const { handover } = await post.checkAll(who);
    await post.did(who, ':id/sign-outgoing', { seen: handover?.seq ?? 0 });
    await post.sign(who, next);
  }
  await post.did('duty', '/api/handovers');
  await post.hall.close();
  original = post.hall.dataDir;
});
afterAll(() => rmSync(original, { recursive: true, force: true }));

const LOOSE = ['handovers', 'journal', 'journal_events']
  .map((table) => `DROP TRIGGER ${table}_not_changed; DROP TRIGGER ${table}_not_deleted;`)
  .join(' ');
const SIGNED = 'WHERE event LIKE \'%"type":"signed"%\'';

it.each([
  [
    'journal-chain',
    'a word',
    `${LOOSE} UPDATE journal_events SET event = replace(event, '井盖', '路灯') ${SIGNED}`,
  ],
  ['journal-chain', 'one taken out', `${LOOSE} DELETE FROM journal WHERE type = 'sign-incoming'`],
  ['journal-chain', 'its event taken out', `${LOOSE} DELETE FROM journal_events ${SIGNED}`],
  ['handover-record', 'one taken out of the list', `${LOOSE} DELETE FROM handovers WHERE seq = 2`],
  ['handover-record', 'the last cut off the list', `${LOOSE} DELETE FROM handovers WHERE seq = 3`],
  ['handover-record', 'who took over', `${LOOSE} UPDATE handovers SET incoming = 'other' WHERE seq = 1`],
  ['handover-record', 'when', `${LOOSE} UPDATE handovers SET signed_at = signed_at + 1 WHERE seq = 1`],
  [
    'handover-draft',
    'an open one that cannot be read',
    "UPDATE streams SET state = '{}' WHERE kind = 'handover' AND state LIKE '%open%'",
  ],
])('%s tells of %s', (code, _what, sql) => {
  const copy = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  try {
    cpSync(original, copy, { recursive: true });
    expect(checkIntegrity(copy)).toMatchObject({ ok: true, figures: { handovers: 3 } });
    const db = new Database(databasePath(copy));
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    db.close();
    expect(checkIntegrity(copy).findings.map((finding) => finding.code)).toContain(code);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

it('a signed one cannot be changed by a slip', () => {
  const db = new Database(databasePath(original));
  expect(() => db.exec("UPDATE handovers SET org = 'S2'")).toThrow(/not changed/);
  expect(() => db.exec('DELETE FROM handovers')).toThrow(/not deleted/);
  db.close();
});
