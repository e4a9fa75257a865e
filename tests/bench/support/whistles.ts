import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databasePath } from '../../../electron/city/store/files.ts';
import { createJournalTable } from '../../../electron/city/store/journalTable.ts';
import type { Notice } from '../../../electron/city/store/noticeTable.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import type { TimerRow } from '../../../electron/city/store/timerTable.ts';
import { timerRowsOf, whistleRowOf } from '../../../electron/city/store/whistleProjection.ts';
import { createWhistleTable, type WhistleRow } from '../../../electron/city/store/whistleTable.ts';
import { noticesOf } from '../../../electron/city/whistles/notices.ts';
import { openWhistles } from '../../../electron/city/whistles/openWhistles.ts';
import type { Operator, Role } from '../../../shared/contract/people.ts';
import { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import { createPlacer } from '../../../shared/pack/placer.ts';
import { fold } from '../../../shared/whistle/evolve/evolve.ts';
import { whistleId } from '../../../shared/whistle/ids.ts';
import { clockContextOf, FOLD_VERSION, snapshotOfPack } from '../../../shared/whistle/rulesSnapshot.ts';
import { journalOver } from '../../support/journal.ts';
import { NO_PEOPLE } from '../../support/noPeople.ts';
import { silent } from '../../support/syncing.ts';
import { benchPack } from './cases.ts';

/** Whistles by the thousand: a few real histories, each written many times under other names. */
const MINUTE = 60_000;
const KIND = 'whistle';
/** Inside the first street of the bench's pack; what lies where is not measured here. */
export const PLACE = { lon: 118.79, lat: 32.02, address: '' };
type Place = typeof PLACE;

export const pack = benchPack();
const street = pack.manifest.streets[0]?.code ?? '';
const department = pack.whistles?.responsibilities[0]?.lead ?? '';
const item = pack.whistles?.responsibilities[0]?.item ?? '';
const centre = pack.manifest.orgs.find((org) => org.kind === 'centre')?.code ?? '';
const operator = (id: string, role: Role, org: string): Operator => ({
  ...{ id, name: id, roles: [role], org, streets: [], active: true },
});
export const PEOPLE = {
  duty: operator('duty', 'street-duty', street),
  leader: operator('leader', 'street-leader', street),
  dispatch: operator('dispatch', 'district-dispatch', centre),
  handler: operator('handler', 'dept-handler', department),
};

export type Step = { who: keyof typeof PEOPLE; command: Record<string, unknown> };

/** Drafts a whistle of the commonest kind, to meet a day after `at`. */
export function draftStep(at: number, place: Place): Step {
  const draft = {
    ...{ kind: 'push', street, subject: '路面破损', place, item },
    meet: { at: at + 1440 * MINUTE, where: '现场' },
    departments: [{ org: department, part: 'lead' }],
  };
  return { who: 'duty', command: { type: 'draft', draft } };
}
export const SUBMITTED: readonly Step[] = [{ who: 'duty', command: { type: 'submit' } }];
export const APPROVED: readonly Step[] = [...SUBMITTED, { who: 'leader', command: { type: 'approve' } }];
export const BLOWN: readonly Step[] = [...APPROVED, { who: 'dispatch', command: { type: 'triage-accept' } }];
export const ARRIVED: readonly Step[] = [
  ...BLOWN,
  { who: 'handler', command: { type: 'sign', summons: 's1' } },
  { who: 'handler', command: { type: 'contact', summons: 's1', with: '街道' } },
  { who: 'duty', command: { type: 'arrive', summons: 's1', method: 'clerk', who: '带队人' } },
];
export const WITHDRAWN: readonly Step[] = [
  ...BLOWN,
  { who: 'duty', command: { type: 'withdraw', reason: '已自行解决' } },
];

/** The whistles over a data folder, with a clock in the caller's hands. */
export async function openOver(dataDir: string, clock: { now(): number }) {
  const store = openStore({
    dataDir,
    clock,
    logger: silent,
    backupEveryMs: 3_600_000,
    keepBackups: 1,
    encryption: null,
  });
  // The real one answers in a microsecond, after rasters that would only lengthen the bench.
  const placer = {
    ...createPlacer({ ...pack, grids: { ...pack.grids, features: [] } }),
    place: () => ({ street, grid: null }),
  };
  const journal = journalOver(store, clock);
  const whistles = await openWhistles({
    store,
    journal,
    pack,
    placer,
    clock,
    drill: null,
    ...NO_PEOPLE,
  });
  if (whistles === null) throw new Error('the pack has no rules for whistles');
  journal.start();
  const close = async (): Promise<void> => {
    await journal.stop();
    store.close();
  };
  return { store, whistles, close };
}

/** A history as text: its events, and what is made of them. */
type History = {
  whistle: string;
  events: string[];
  state: string;
  row: WhistleRow;
  timers: TimerRow[];
  notices: Notice[];
};

/** One history of each sort, made by the real commands half an hour before `now`; to be given to `fillWhistles`. */
export async function histories(
  folder: string,
  now: number,
  sorts: readonly (readonly Step[])[],
): Promise<string[]> {
  const clock = { at: now - 30 * MINUTE, now: () => clock.at };
  const { store, whistles, close } = await openOver(join(folder, 'histories'), clock);
  const frame = snapshotOfPack(pack);
  if (frame === null) throw new Error('the pack has no rules for whistles');
  const context = clockContextOf(frame);
  const made: string[] = [];
  for (const [sort, steps] of sorts.entries()) {
    // Far enough from each other to be no duplicates.
    const first = draftStep(clock.at, { ...PLACE, lon: PLACE.lon + sort * 0.01 });
    const prefix = `template-${sort}-`;
    const whistle = whistleId(`${prefix}0`);
    for (const [n, { who, command }] of [first, ...steps].entries()) {
      const parsed = WhistleCommand.parse({ ...command, commandId: `${prefix}${n}` });
      const outcome = await whistles.act(whistle, parsed, PEOPLE[who]);
      if (!outcome.ok) throw new Error(`${prefix}${n}: ${outcome.refusal.rule}`);
    }
    const events = store.journal.events(KIND, whistle, 0);
    const log = events.map((text): WhistleEvent => JSON.parse(text));
    const state = fold(log);
    if (state === null) throw new Error('no state');
    const history: History = {
      ...{ whistle, events, state: canonical(state), row: whistleRowOf(state, context) },
      ...{ timers: timerRowsOf(state, context), notices: noticesOf(log, state) },
    };
    made.push(JSON.stringify(history));
  }
  await close();
  return made;
}

/** Writes `n` copies in transactions of a thousand, without waiting for the disk; `pick` says of which history. */
export function fillWhistles(dataDir: string, n: number, pick: (i: number) => string | undefined): void {
  const db = new Database(databasePath(dataDir));
  db.pragma('synchronous = OFF');
  const journal = createJournalTable(db, { current: null });
  const table = createWhistleTable(db);
  const write = db.transaction((from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const copy: History = JSON.parse((pick(i) ?? '').replaceAll('template-', `c${i}-`));
      const { whistle: subject, events, state, row, timers, notices } = copy;
      const moved = { ...row, lon: 118.7 + (i % 1000) * 1e-4, lat: 32 + Math.floor(i / 1000) * 1e-4 };
      const entry = {
        ...{ kind: KIND, command: `fill-${i}`, subject, type: 'draft', operator: 'x', console: '' },
        ...{ at: row.createdAt, doneAt: null, body: '{}', bodyHash: Buffer.alloc(32), refusal: null },
        events: events.map((text, index) => ({ kind: KIND, subject, version: index + 1, text })),
      };
      const projection = {
        ...{
          kind: KIND,
          subject,
          version: events.length,
          updatedAt: row.updatedAt,
          foldVersion: FOLD_VERSION,
        },
        ...{ state, timers, notices, writeTables: (stream: number) => table.write(stream, subject, moved) },
      };
      journal.write(entry, false, [projection], () => undefined);
    }
  });
  for (let from = 0; from < n; from += 1000) write(from, Math.min(n, from + 1000));
  db.close();
}
