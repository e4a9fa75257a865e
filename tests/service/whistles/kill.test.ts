import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { runAndKill } from '../../support/runAndKill.ts';
import { openAt, tempDir } from '../store/support.ts';

/** More when looking hard: `WHISTLE_CUTS=500`. */
const CUTS = Number(process.env['WHISTLE_CUTS'] ?? 12);
const CHILD = fileURLToPath(new URL('killChild.ts', import.meta.url));

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
  openAt(dir.path).close();
});
afterEach(() => dir.remove());

type Acknowledged = { step: number; ok: boolean; repeated: boolean; command: string };

/** The commands that the child acknowledged before it was killed. */
async function workAndKill(first: number, commands: number, delayMs: number): Promise<Acknowledged[]> {
  const lines = await runAndKill(CHILD, [dir.path, String(first)], commands, delayMs);
  return lines.map((line) => JSON.parse(line));
}

type Receipt = { command: string; type: string; at: number; first_seq: number | null };

function look() {
  const db = new Database(databasePath(dir.path), { readonly: true });
  try {
    const receipts = db
      .prepare<[], Receipt>('SELECT command, type, at, first_seq FROM receipts ORDER BY first_seq')
      .all();
    const events = db
      .prepare<[], string>('SELECT event FROM whistle_events ORDER BY seq')
      .pluck()
      .all()
      .map((text) => WhistleEvent.parse(JSON.parse(text)));
    return { receipts, events };
  } finally {
    db.close();
  }
}

it(`loses and repeats nothing in ${CUTS} kills, timers included`, {
  timeout: 20_000 + CUTS * 6000,
}, async () => {
  const acknowledged = new Map<string, boolean>();
  let next = 0;
  for (let cut = 0; cut < CUTS; cut++) {
    const lines = await workAndKill(next, 1 + (cut % 6), Math.random() * 15);
    for (const line of lines) {
      const before = acknowledged.get(line.command);
      // The last step of a killed child is sent again by the next: the same answer, and not done twice.
      if (before !== undefined) expect(line, line.command).toMatchObject({ ok: before, repeated: true });
      acknowledged.set(line.command, line.ok);
    }
    const last = lines.at(-1);
    expect(last).toBeDefined();
    next = last?.step ?? 0;
    expect(checkIntegrity(dir.path).findings, `cut ${cut}`).toEqual([]);
  }

  const { receipts, events } = look();
  const done = new Map(receipts.map((receipt) => [receipt.command, receipt.first_seq !== null]));
  for (const [command, ok] of acknowledged) expect(done.get(command), command).toBe(ok);
  const asked = receipts.filter((receipt) => receipt.type !== 'expire');
  expect(asked.length - acknowledged.size).toBeLessThanOrEqual(1);

  // Each timer once, with its true due time, and never before one that was due earlier.
  const fired = events.filter((event) => event.type === 'reminded' || event.type === 'expired');
  expect(fired.length).toBeGreaterThan(CUTS / 4);
  const names = fired.map((event) => `${event.whistle} ${event.data.timer}`);
  expect(new Set(names).size).toBe(names.length);
  for (const [index, event] of fired.entries()) {
    expect(event.data.dueAt).toBeLessThanOrEqual(event.at);
    const before = fired[index - 1];
    if (before?.at === event.at) expect(before.data.dueAt).toBeLessThanOrEqual(event.data.dueAt);
  }
});
