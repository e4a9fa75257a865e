import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAttachmentFiles } from '../../../electron/city/store/attachmentFiles.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { createAttachments } from '../../../electron/city/whistles/attachments.ts';
import { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { runAndKill } from '../../support/runAndKill.ts';
import { openAt, tempDir } from '../store/support.ts';
import { bundleChild } from './killBundle.ts';
import { PROOF, STEP_MS } from './killStory.ts';
import { HOUR, MINUTE, START } from './support.ts';

/** More when looking hard: `WHISTLE_CUTS=2000` takes some ten minutes. */
const CUTS = Number(process.env['WHISTLE_CUTS'] ?? 24);
/** A new folder after so many: a check reads the whole log, and there is one after every cut. */
const PER_FOLDER = 100;
/** A command writes some ten to forty statements: deaths between any two of them, in the first few commands of a life. */
const MOST_STATEMENTS = 150;
/** How long the hall goes on with the program off, drawn for each death. */
const DEAD = [0, 11 * MINUTE, 3 * HOUR, 40 * HOUR];

const proof = createHash('sha256').update(PROOF).digest('hex');
/** Written out: what looks for dead code follows only names that it can read. */
const CHILD = fileURLToPath(new URL('./killChild.ts', import.meta.url));
const bundle = tempDir();
let child = '';
beforeAll(async () => {
  child = await bundleChild(CHILD, bundle.path);
});
afterAll(() => bundle.remove());

type Acknowledged = { step: number; ok: boolean; repeated: boolean; command: string; at: number };
type Receipt = { command: string; type: string; at: number; first_seq: number; last_seq: number };

const figures = {
  cuts: 0,
  ownHand: 0,
  acknowledged: 0,
  refused: 0,
  unheard: 0,
  fired: 0,
  whileDead: 0,
  exempted: 0,
  byTelephone: 0,
  delegated: 0,
  joined: 0,
  inBatches: 0,
  enteredAfterwards: 0,
  vouched: 0,
  transferred: 0,
};

for (let from = 0; from < CUTS; from += PER_FOLDER) {
  const cuts = Math.min(PER_FOLDER, CUTS - from);
  it(`loses and repeats nothing in ${cuts} kills after ${from}, timers included`, {
    timeout: 30_000 + cuts * 6000,
  }, async () => {
    const dir = tempDir();
    try {
      await storeProof(dir.path);
      await killOften(dir.path, from, cuts);
    } finally {
      dir.remove();
      rmSync(`${dir.path}.sent`, { force: true });
    }
  });
}

afterAll(() => {
  if (process.env['WHISTLE_CUTS'] !== undefined) process.stdout.write(`${JSON.stringify(figures)}\n`);
});

async function killOften(dir: string, from: number, cuts: number): Promise<void> {
  const acknowledged = new Map<string, Acknowledged>();
  let next = 0;
  let dead = 0;

  /** One life from the step that was acknowledged last; the hall's time at its last answer. */
  async function live(fatal: number, lines: number, delayMs: number): Promise<number> {
    let at = 0;
    const args = [dir, String(next), String(dead), proof, String(fatal)];
    for (const text of await runAndKill(child, args, lines, delayMs)) {
      const line: Acknowledged = JSON.parse(text);
      const before = acknowledged.get(line.command);
      // The last step of a killed child is sent again by the next: the same answer, and not done twice.
      if (before !== undefined) expect(line, line.command).toMatchObject({ ok: before.ok, repeated: true });
      else {
        // Done before the death, but nobody was told: told now, and not done again.
        if (line.repeated) figures.unheard += 1;
        acknowledged.set(line.command, line);
      }
      next = line.step;
      at = line.at;
    }
    return at;
  }

  for (let cut = 0; cut < cuts; cut++) {
    // By turns: by its own hand after a certain statement, and from outside at no particular moment.
    const ownHand = cut % 3 !== 2;
    const fatal = ownHand ? 1 + Math.floor(Math.random() * MOST_STATEMENTS) : 0;
    if (ownHand) await live(fatal, Number.POSITIVE_INFINITY, 0);
    else await live(0, cut % 5, Math.random() * 15);
    figures.cuts += 1;
    if (ownHand) figures.ownHand += 1;
    expect(checkIntegrity(dir).findings, `cut ${from + cut}, dead after statement ${fatal}`).toEqual([]);
    dead += DEAD[Math.floor(Math.random() * DEAD.length)] ?? 0;
  }

  // One more life: whatever was due by its last answer has been fired before it.
  const now = await live(0, 0, 0);
  const { receipts, events, due } = look(dir);
  const done = new Map(receipts.map((receipt) => [receipt.command, receipt.last_seq >= receipt.first_seq]));
  for (const [command, { ok }] of acknowledged) expect(done.get(command), command).toBe(ok);
  const asked = receipts.filter((receipt) => receipt.type !== 'expire');
  // At most one was done that nobody was told of: the last one of all.
  expect(asked.length - acknowledged.size).toBeLessThanOrEqual(1);
  figures.acknowledged += acknowledged.size;
  figures.refused += [...acknowledged.values()].filter((line) => !line.ok).length;

  const fired = events.filter((event) => event.type === 'reminded' || event.type === 'expired');
  figures.fired += fired.length;
  figures.whileDead += fired.filter((event) => event.at - event.data.dueAt > STEP_MS).length;
  expect(fired.length).toBeGreaterThan(0);
  const names = fired.map((event) => `${event.whistle} ${event.data.timer}`);
  expect(new Set(names).size).toBe(names.length);
  const dues = fired.map((event) => event.data.dueAt);
  expect(dues).toEqual([...dues].sort((x, y) => x - y));
  for (const event of fired) expect(event.data.dueAt).toBeLessThanOrEqual(event.at);
  expect(due.filter((at) => at <= now)).toEqual([]);
  countTrust(events);
  figures.exempted += events.filter((event) => event.type === 'mark-exempted').length;
  for (const whistle of exemptedIn(events))
    expect(acceptedBy(events, whistle)).toEqual(['dispatch', 'shift']);
  for (const clock of ['sign', 'contact'] as const)
    expect(firedOf(events, clock, now), clock).toEqual(expectedOf(events, clock, now));
}

/** What there is of people who are away, streets that join, departments that are gone and facts entered afterwards. */
function countTrust(events: readonly WhistleEvent[]): void {
  for (const event of events) {
    if (event.type === 'approved' && event.data.phone !== undefined) figures.byTelephone += 1;
    if (event.actor.onBehalfOf !== undefined) figures.delegated += 1;
    if (event.type === 'street-confirmed') figures.joined += 1;
    if (event.batch !== undefined) figures.inBatches += 1;
    if (event.backEntry !== undefined) figures.enteredAfterwards += 1;
    if (event.type === 'back-entry-confirmed' || event.type === 'back-entry-disowned') figures.vouched += 1;
    if (event.type === 'transferred') figures.transferred += 1;
  }
}

/** Whistles with an exempted mark, one entry for each exemption. */
function exemptedIn(events: readonly WhistleEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'mark-exempted' ? [event.whistle] : []));
}

/** Who accepted an appeal of the whistle, in order. */
function acceptedBy(events: readonly WhistleEvent[], whistle: string): string[] {
  return events.flatMap((event) =>
    event.whistle === whistle && event.type === 'appeal-reviewed' && event.data.accept
      ? [event.actor.operator]
      : [],
  );
}

/** Half, four fifths, the whole and half as much again, as the test's rules have it. */
const MARKS = [0.5, 0.8, 1, 1.5];

/** What fired on the clocks of one kind, by whistle and summons: due times in order. */
function firedOf(events: readonly WhistleEvent[], clock: 'sign' | 'contact', now: number): string[] {
  return events
    .flatMap((event) =>
      event.type === 'reminded' || event.type === 'expired'
        ? [{ whistle: event.whistle, clock: event.data.clock, mark: event.data.mark, at: event.data.dueAt }]
        : [],
    )
    .filter((one) => one.clock.includes(`.${clock}.`) && one.at <= now)
    .map((one) => `${one.whistle} ${one.clock.split('.')[0]} ${one.mark} ${one.at}`)
    .sort();
}

/**
 * The same from the facts alone and without the product's clocks: 60 minutes from the blowing until signed or objected;
 * 24 hours from the signature until contacted or arrived; both run day and night.
 */
function expectedOf(events: readonly WhistleEvent[], clock: 'sign' | 'contact', now: number): string[] {
  const found: string[] = [];
  for (const { whistle, summons, from, until } of stretches(events, clock, now))
    for (const mark of MARKS) {
      const at = from + mark * (clock === 'sign' ? HOUR : 24 * HOUR);
      if (at <= until) found.push(`${whistle} ${summons} ${mark} ${at}`);
    }
  return found.sort();
}

function stretches(events: readonly WhistleEvent[], clock: 'sign' | 'contact', now: number) {
  const begun = events.flatMap((event) => {
    const { whistle, at } = event;
    if (clock === 'contact')
      return event.type === 'signed' ? [{ whistle, summons: event.data.summons, from: at }] : [];
    if (event.type === 'blown')
      return event.data.summons.map(({ id }) => ({ whistle, summons: id, from: at }));
    const created = event.type === 'objection-upheld' ? event.data.created : null;
    return created === null ? [] : [{ whistle, summons: created.id, from: at }];
  });
  const ends = ['signed', 'objected', 'contacted', 'excused', 'arrived'];
  return begun.map((one) => {
    const end = events.find(
      (event) =>
        event.whistle === one.whistle &&
        ((ends.includes(event.type) && event.at > one.from && summonsOf(event) === one.summons) ||
          event.type === 'all-submitted'),
    );
    return { ...one, until: end?.at ?? now };
  });
}

function summonsOf(event: WhistleEvent): unknown {
  return 'summons' in event.data ? event.data.summons : null;
}

function look(dir: string) {
  const db = new Database(databasePath(dir), { readonly: true });
  try {
    const receipts = db
      .prepare<[], Receipt>(
        "SELECT command, type, at, first_seq, last_seq FROM journal WHERE kind = 'whistle' ORDER BY pos",
      )
      .all();
    const events = db
      .prepare<[], string>('SELECT event FROM journal_events ORDER BY seq')
      .pluck()
      .all()
      .map((text) => WhistleEvent.parse(JSON.parse(text)));
    const due = db.prepare<[], number>('SELECT due_at FROM timers').pluck().all();
    return { receipts, events, due };
  } finally {
    db.close();
  }
}

/** The file that results name must be there before them. */
async function storeProof(dir: string): Promise<void> {
  const store = openAt(dir);
  const files = createAttachments(store.attachments, createAttachmentFiles(dir), { now: () => START });
  const { hash } = await files.save('proof.pdf', new Blob([PROOF]).stream(), 'a-handler', () => undefined);
  expect(hash).toBe(proof);
  store.close();
}
