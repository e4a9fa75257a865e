import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import type { Whistles } from '../../electron/city/whistles/createWhistles.ts';
import { WhistleCommand } from '../../shared/contract/whistleCommands.ts';
import { WhistleListQuery } from '../../shared/contract/whistles.ts';
import { canonical } from '../../shared/journal/canonical.ts';
import { localDate } from '../../shared/time/zone.ts';
import { whistleId } from '../../shared/whistle/ids.ts';
import { snapshotOfPack } from '../../shared/whistle/rulesSnapshot.ts';
import { type Print, printLine, quantile, timed } from './figure.ts';
import { inFolder } from './support/folder.ts';
import {
  ARRIVED,
  BLOWN,
  draftStep,
  fillWhistles,
  histories,
  openOver,
  PEOPLE,
  PLACE,
  pack,
  WITHDRAWN,
} from './support/whistles.ts';

/**
 * Whistles: commands against a store that holds 100,000 of them, 5,000 open with their timers.
 * - «whistles: command p99» (and p50): one command from body to answer as the API gives it: repeat check, what is due,
 *   decision, transaction, page of the whistle. Bare: a transaction of plain better-sqlite3 that inserts the same events
 *   as text into a table with as many rows, same settings (each fsyncs once).
 * - «whistles: board»: all pages of 5,000 open whistles with their clocks, as the board asks for them; the median of nine.
 *   No counterpart.
 * - «whistles: calendar …»: a day off that moves the limits of all open whistles: the preview, the change itself, and the
 *   longest time during it in which the service answered nobody. No counterpart.
 */
const NOW = Date.parse('2026-11-20T08:00:00Z');
const OPEN = 5000;
const ROUNDS = 150;
const BOARDS = 9;

async function commands(folder: string, n: number, print: Print): Promise<void> {
  const made = await histories(folder, NOW, [BLOWN, WITHDRAWN]);
  const dataDir = join(folder, 'ours');
  const clock = { at: NOW, now: () => clock.at };
  // Opened once, so that the tables and the rules in force are there.
  await (await openOver(dataDir, clock)).close();
  fillWhistles(dataDir, n, (i) => made[i < OPEN ? 0 : 1]);
  const { store, whistles, close } = await openOver(dataDir, clock);
  const bare = bareLog(join(folder, 'bare.db'), n * 5);
  const spent = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const id = whistleId(`bench-${round}-0`);
    const place = { ...PLACE, lon: 118.9 + round * 0.01 };
    for (const [step, { who, command }] of [draftStep(NOW, place), ...ARRIVED].entries()) {
      const body = JSON.stringify({ ...command, commandId: `bench-${round}-${step}` });
      const before = store.journal.head().pos;
      let answer = '';
      const took = await timed(async () => {
        const outcome = await whistles.act(id, WhistleCommand.parse(JSON.parse(body)), PEOPLE[who]);
        if (!outcome.ok) throw new Error(outcome.refusal.rule);
        answer = JSON.stringify({
          state: whistles.viewOf(outcome.state, PEOPLE[who]),
          events: outcome.events,
        });
      });
      if (answer.length === 0) throw new Error('no answer');
      spent.ours.push(took);
      const events = store.journal.since(before, 10).flatMap((entry) => entry.events.map(({ text }) => text));
      spent.bare.push(await timed(() => bare.append(events)));
    }
  }
  for (const [name, p] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const)
    print({
      ...{ bench: `whistles: command ${name}`, n, unit: 'ms' },
      ours: quantile(spent.ours, p),
      bare: quantile(spent.bare, p),
    });
  bare.close();

  let shown = 0;
  const boards: number[] = [];
  for (let round = 0; round < BOARDS; round++)
    boards.push(
      await timed(() => {
        shown = readBoard(whistles);
      }),
    );
  print({ bench: 'whistles: board', n: shown, ours: quantile(boards, 0.5), bare: null, unit: 'ms' });
  await calendar(whistles, print);
  await close();
}

/** All pages of the open whistles, as the board asks for them; how many there are. */
function readBoard(whistles: Whistles): number {
  let shown = 0;
  let cursor: string | null = null;
  do {
    const query = WhistleListQuery.parse({
      open: 'true',
      limit: '1000',
      ...(cursor === null ? {} : { cursor }),
    });
    const page = whistles.list(query, null);
    shown += JSON.parse(JSON.stringify(page.items)).length;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return shown;
}

/** A day off within the limits of all open whistles. */
async function calendar(whistles: Whistles, print: Print): Promise<void> {
  const rules = snapshotOfPack(pack);
  if (rules === null) throw new Error('the pack has no rules for whistles');
  const day = localDate(NOW + 3 * 86_400_000, rules.zone);
  const next = { ...rules, daysOff: [{ from: day, to: day, half: null, reason: '停工' }] };
  let moved = 0;
  const preview = await timed(() => {
    moved = whistles.movedBy(next).length;
  });
  print({ bench: 'whistles: calendar preview', n: moved, ours: preview, bare: null, unit: 'ms' });
  const gaps: number[] = [];
  let last = performance.now();
  const watch = setInterval(() => {
    gaps.push(performance.now() - last);
    last = performance.now();
  }, 1);
  const adopted = await timed(() => whistles.adopt(next));
  clearInterval(watch);
  print({ bench: 'whistles: calendar adopted', n: moved, ours: adopted, bare: null, unit: 'ms' });
  // How long anybody else had to wait for an answer at most.
  print({
    bench: 'whistles: calendar, longest wait',
    n: moved,
    ours: Math.max(...gaps),
    bare: null,
    unit: 'ms',
  });
}

function bareLog(path: string, rows: number) {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE log (seq INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO log (event) VALUES (?)');
  const text = canonical({ filler: 'x'.repeat(400) });
  db.pragma('synchronous = OFF');
  db.transaction(() => {
    for (let i = 0; i < rows; i++) insert.run(text);
  })();
  db.pragma('synchronous = FULL');
  const append = db.transaction((events: readonly string[]) => {
    for (const event of events) insert.run(event);
  });
  return { append: (events: readonly string[]) => append(events), close: () => db.close() };
}

export async function run(print: Print): Promise<void> {
  await inFolder((folder) => commands(folder, 100_000, print));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run(printLine);
