import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { databasePath } from '../../electron/city/store/files.ts';
import { openStore } from '../../electron/city/store/open.ts';
import { canonical } from '../../electron/city/store/whistleChain.ts';
import { createWhistleTable, type WhistleChange } from '../../electron/city/store/whistleTable.ts';
import { basisOf, frameOf } from '../../electron/city/whistles/basis.ts';
import { readEvents } from '../../electron/city/whistles/log.ts';
import { openWhistles } from '../../electron/city/whistles/openWhistles.ts';
import { changeOf } from '../../electron/city/whistles/project.ts';
import type { Operator, Role } from '../../shared/contract/people.ts';
import { WhistleCommand } from '../../shared/contract/whistleCommands.ts';
import { WhistleListQuery } from '../../shared/contract/whistles.ts';
import { createPlacer } from '../../shared/pack/placer.ts';
import { fold } from '../../shared/whistle/evolve/evolve.ts';
import { whistleId } from '../../shared/whistle/ids.ts';
import { silent } from '../support/syncing.ts';
import { type Print, printLine, quantile, timed } from './figure.ts';
import { benchPack } from './support/cases.ts';
import { inFolder } from './support/folder.ts';

/**
 * Whistles: commands against a store that holds 100,000 of them, 5,000 open with their timers.
 * - «whistles: command p99» (and p50): one command from body to answer as the API gives it: repeat check, what is due,
 *   decision, transaction, page of the whistle. Bare: a transaction of plain better-sqlite3 that inserts the same events
 *   as text into a table with as many rows, same settings (each fsyncs once).
 * - «whistles: board»: all pages of 5,000 open whistles with their clocks, as the board asks for them. No counterpart.
 */
const NOW = Date.parse('2026-11-20T08:00:00Z');
const OPEN = 5000;
const ROUNDS = 150;
const MINUTE = 60_000;
/** Inside the first street of the bench's pack; what lies where is not measured here. */
const PLACE = { lon: 118.79, lat: 32.02, address: '' };

const pack = benchPack();
const street = pack.manifest.streets[0]?.code ?? '';
const department = pack.whistles?.responsibilities[0]?.lead ?? '';
const item = pack.whistles?.responsibilities[0]?.item ?? '';
const operator = (id: string, role: Role, org: string): Operator => ({
  ...{ id, name: id, roles: [role], org, streets: [], active: true },
});
const centre = pack.manifest.orgs.find((org) => org.kind === 'centre')?.code ?? '';
const PEOPLE = {
  duty: operator('duty', 'street-duty', street),
  leader: operator('leader', 'street-leader', street),
  dispatch: operator('dispatch', 'district-dispatch', centre),
  handler: operator('handler', 'dept-handler', department),
};
// The real one answers in a microsecond, after rasters that would only lengthen the bench.
const placer = {
  ...createPlacer({ ...pack, grids: { ...pack.grids, features: [] } }),
  place: () => ({ street, grid: null }),
};

type Step = { who: keyof typeof PEOPLE; command: Record<string, unknown> };
const draftStep = (at: number): Step => ({
  who: 'duty',
  command: {
    type: 'draft',
    draft: {
      ...{ kind: 'push', street, subject: '路面破损', place: PLACE, item },
      meet: { at: at + 1440 * MINUTE, where: '现场' },
      departments: [{ org: department, part: 'lead' }],
    },
  },
});
const BLOWN: Step[] = [
  { who: 'duty', command: { type: 'submit' } },
  { who: 'leader', command: { type: 'approve' } },
  { who: 'dispatch', command: { type: 'triage-accept' } },
];
const SIGNED: Step[] = [
  { who: 'handler', command: { type: 'sign', summons: 's1' } },
  { who: 'handler', command: { type: 'contact', summons: 's1', with: '街道' } },
  { who: 'duty', command: { type: 'arrive', summons: 's1', method: 'clerk', who: '带队人' } },
];
const WITHDRAWN: Step[] = [{ who: 'duty', command: { type: 'withdraw', reason: '已自行解决' } }];

function open(dataDir: string, clock: { now(): number }) {
  const store = openStore({ dataDir, clock, logger: silent, backupEveryMs: 3_600_000, keepBackups: 1 });
  const whistles = openWhistles({
    ...{ store, pack, placer, clock, logger: silent, drill: null },
    onCommit: () => undefined,
  });
  if (whistles === null) throw new Error('the pack has no rules for whistles');
  return { store, whistles };
}

/** One real history of each sort, to be written many times under other names. */
function templates(folder: string) {
  const clock = { at: NOW - 30 * MINUTE, now: () => clock.at };
  const { store, whistles } = open(join(folder, 'templates'), clock);
  const frame = frameOf(pack);
  if (frame === null) throw new Error('the pack has no rules for whistles');
  const made = [...Object.entries({ open: BLOWN, done: [...BLOWN, ...WITHDRAWN] })].map(([name, steps]) => {
    const place = { ...PLACE, lon: PLACE.lon + (name === 'open' ? 0 : 0.01) };
    const [first, ...rest] = [draftStep(clock.at), ...steps];
    const ids = give(whistles, `template-${name}-`, [{ ...first, place }, ...rest]);
    const events = readEvents(store.whistles.events(ids, 0));
    const state = fold(events);
    if (state === null) throw new Error('no state');
    return JSON.stringify(changeOf(state, events, basisOf(frame)));
  });
  whistles.stop();
  store.close();
  return made;
}

/** Gives the steps of one whistle; its id. */
function give(
  whistles: ReturnType<typeof open>['whistles'],
  prefix: string,
  steps: readonly (Partial<Step> & { place?: typeof PLACE })[],
): string {
  const id = whistleId(`${prefix}0`);
  for (const [n, { who = 'duty', command = {}, place }] of steps.entries()) {
    const filled = place ? { ...command, draft: Object.assign({}, command['draft'], { place }) } : command;
    const outcome = whistles.act(
      id,
      WhistleCommand.parse({ ...filled, commandId: `${prefix}${n}` }),
      PEOPLE[who],
    );
    if (!outcome.ok) throw new Error(`${prefix}${n}: ${outcome.refusal.rule}`);
  }
  return id;
}

/** Writes copies of the templates in transactions of a thousand, without waiting for the disk. */
function fill(dataDir: string, n: number, made: readonly string[]): void {
  const db = new Database(databasePath(dataDir));
  db.pragma('synchronous = OFF');
  const table = createWhistleTable(db);
  const write = db.transaction((from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const text = made[i < OPEN ? 0 : 1] ?? '';
      const change: WhistleChange = JSON.parse(text.replaceAll('template-', `c${i}-`));
      const moved = { ...change.row, lon: 118.7 + (i % 1000) * 1e-4, lat: 32 + Math.floor(i / 1000) * 1e-4 };
      const head = { command: `fill-${i}`, whistle: change.whistle, operator: 'x', at: NOW, type: 'draft' };
      table.commit({ ...head, bodyHash: Buffer.alloc(32) }, [{ ...change, row: moved }]);
    }
  });
  for (let from = 0; from < n; from += 1000) write(from, Math.min(n, from + 1000));
  db.close();
}

async function commands(folder: string, n: number, print: Print): Promise<void> {
  const made = templates(folder);
  const dataDir = join(folder, 'ours');
  const clock = { at: NOW, now: () => clock.at };
  // Opened once, so that the tables and the rules in force are there.
  const first = open(dataDir, clock);
  first.whistles.stop();
  first.store.close();
  fill(dataDir, n, made);
  const { store, whistles } = open(dataDir, clock);
  const bare = bareLog(join(folder, 'bare.db'), n * 5);
  const spent = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const id = whistleId(`bench-${round}-0`);
    const place = { ...PLACE, lon: 118.9 + round * 0.01 };
    for (const [step, { who, command }] of [draftStep(NOW), ...BLOWN, ...SIGNED].entries()) {
      const placed =
        step === 0 ? { ...command, draft: Object.assign({}, command['draft'], { place }) } : command;
      const body = JSON.stringify({ ...placed, commandId: `bench-${round}-${step}` });
      const before = store.whistles.lastSeq();
      let answer = '';
      const took = await timed(() => {
        const outcome = whistles.act(id, WhistleCommand.parse(JSON.parse(body)), PEOPLE[who]);
        if (!outcome.ok) throw new Error(outcome.refusal.rule);
        answer = JSON.stringify({ state: whistles.view(id, PEOPLE[who]), events: outcome.events });
      });
      if (answer.length === 0) throw new Error('no answer');
      spent.ours.push(took);
      const events = store.whistles.eventsBetween(before + 1, store.whistles.lastSeq());
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
  const board = await timed(() => {
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
  });
  print({ bench: 'whistles: board', n: shown, ours: board, bare: null, unit: 'ms' });
  whistles.stop();
  store.close();
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
