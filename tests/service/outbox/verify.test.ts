import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { startWritableUpstream, type WritableUpstream } from '../../support/writableUpstream.ts';
import { type Hall, PLACE } from '../whistles/support.ts';
import { act, actionOf, caseRow, connectedHall, quiet, writeBackOf } from './support.ts';

let upstream: WritableUpstream;
let hall: Hall | null = null;
beforeEach(async () => {
  upstream = await startWritableUpstream();
  upstream.cases = [caseRow('GD-1'), caseRow('GD-2')];
});
afterEach(async () => {
  await hall?.removeData();
  hall = null;
  await upstream.stop();
});

/** A folder with messages: 1 given up, 2 changed by a person after a refusal, 3 and 4 of an order without a case. */
async function filled(): Promise<string> {
  const writeBack = writeBackOf('keyed');
  const create = { ...actionOf('x', 'keyed'), path: '/orders' };
  const changes = { actions: { ...writeBack.actions, create }, newOrderFor: {} };
  hall = await connectedHall(upstream, { ...writeBack, ...changes });
  upstream.faults = ['refuse', 'refuse'];
  await hall.blown({ cases: ['grid:GD-1', 'grid:GD-2'], description: '井盖破损' });
  const [first, second] = await quiet(hall);
  await act(hall, 'dispatch', first?.id ?? 0, 'discard', { reason: '不再需要' });
  await act(hall, 'dispatch', second?.id ?? 0, 'retry', { text: '井盖破损，已通知维修', reason: '补充' });
  const { summary } = await hall.blown({ place: { ...PLACE, lon: PLACE.lon + 0.001 } });
  await quiet(hall);
  await hall.pass('duty', summary.id, { type: 'withdraw', reason: '误报' });
  expect((await quiet(hall)).map(({ action, state }) => `${action} ${state}`)).toEqual([
    'dispatch discarded',
    'dispatch acknowledged',
    'create acknowledged',
    'return acknowledged',
  ]);
  await hall.close();
  return hall.dataDir;
}

const text = (id: number) =>
  `UPDATE outbox SET body = json_set(body, '$."event.text"', '另一段话') WHERE id = ${id}`;
const value = (name: string, other: string) =>
  `UPDATE outbox SET body = json_set(body, '$."${name}"', ${other}) WHERE id = 1`;

/** What is changed on disk, and what `verify` finds of it. */
const PLANTED: [string, string[]][] = [
  [text(1), ['outbox-values']],
  [text(4), ['outbox-values']],
  [value('whistle.id', "'w-other'"), ['outbox-values']],
  [value('case.id', "'GD-9'"), ['outbox-values']],
  [value('event.at', '1'), ['outbox-values']],
  [value('event.operator', "'somebody'"), ['outbox-values']],
  [value('contact.phone', "'13812345678'"), ['outbox-body']],
  ["UPDATE outbox SET body = '{' WHERE id = 1", ['outbox-body']],
  ["UPDATE outbox SET action = 'close' WHERE id = 1", ['outbox-key']],
  // Without the sign that a person changed its text after a refusal, that text is another than was caused.
  ["UPDATE outbox SET key = 'cw-0' WHERE id = 2", ['outbox-key', 'outbox-values']],
  ["UPDATE outbox SET operator = 'somebody' WHERE id = 1", ['outbox-event', 'outbox-values']],
  ["UPDATE outbox SET what = 'closed' WHERE id = 1", ['outbox-event', 'outbox-values']],
  ['UPDATE outbox SET created_at = created_at + 1 WHERE id = 1', ['outbox-event', 'outbox-key']],
  ["UPDATE outbox SET lane = 'grid:GD-9' WHERE id = 1", ['outbox-case', 'outbox-key']],
  ["UPDATE outbox SET lane = 'whistle:w-other' WHERE id = 3", ['outbox-case', 'outbox-key']],
  ["UPDATE outbox SET case_id = 'other:GD-1' WHERE id = 1", ['outbox-case']],
  ['UPDATE outbox SET settled_by = NULL WHERE id = 1', ['outbox-decision']],
  ["UPDATE outbox SET reason = ' ' WHERE id = 1", ['outbox-decision']],
];

it('a message that was changed on disk is found, whichever part of it', async () => {
  const dataDir = await filled();
  expect(checkIntegrity(dataDir).findings).toEqual([]);
  for (const [planted, codes] of PLANTED) {
    expect([planted, ...codes]).toEqual([planted, ...found(dataDir, planted)]);
  }
  expect(checkIntegrity(dataDir).findings).toEqual([]);
});

/** What `verify` finds after a change, which is then taken back. */
function found(dataDir: string, planted: string): string[] {
  const db = new Database(databasePath(dataDir));
  try {
    db.exec('CREATE TEMP TABLE kept AS SELECT * FROM outbox');
    expect(db.prepare(planted).run().changes).toBe(1);
    const { findings } = checkIntegrity(dataDir);
    db.exec('DELETE FROM outbox; INSERT INTO outbox SELECT * FROM kept');
    return findings.map(({ code }) => code).sort();
  } finally {
    db.close();
  }
}
