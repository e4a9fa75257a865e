import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databasePath } from '../../../electron/city/store/files.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import { createWhistleTable, type WhistleChange } from '../../../electron/city/store/whistleTable.ts';
import { readEvents } from '../../../electron/city/whistles/log.ts';
import { openWhistles } from '../../../electron/city/whistles/openWhistles.ts';
import { changeOf } from '../../../electron/city/whistles/project.ts';
import type { Operator, Role } from '../../../shared/contract/people.ts';
import { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import { createPlacer } from '../../../shared/pack/placer.ts';
import { fold } from '../../../shared/whistle/evolve/evolve.ts';
import { basisOf, frameOf } from '../../../shared/whistle/frame.ts';
import { whistleId } from '../../../shared/whistle/ids.ts';
import { silent } from '../../support/syncing.ts';
import { benchPack } from './cases.ts';

/** Whistles by the thousand: a few real histories, each written many times under other names. */
const MINUTE = 60_000;
/** Inside the first street of the bench's pack; what lies where is not measured here. */
export const PLACE = { lon: 118.79, lat: 32.02, address: '' };
type Place = typeof PLACE;

const pack = benchPack();
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
export function openOver(dataDir: string, clock: { now(): number }) {
  const store = openStore({ dataDir, clock, logger: silent, backupEveryMs: 3_600_000, keepBackups: 1 });
  // The real one answers in a microsecond, after rasters that would only lengthen the bench.
  const placer = {
    ...createPlacer({ ...pack, grids: { ...pack.grids, features: [] } }),
    place: () => ({ street, grid: null }),
  };
  const parts = { store, pack, placer, clock, logger: silent, drill: null, onCommit: () => undefined };
  const whistles = openWhistles(parts);
  if (whistles === null) throw new Error('the pack has no rules for whistles');
  return { store, whistles };
}

/** One history of each sort, made by the real commands half an hour before `now`; to be given to `fillWhistles`. */
export function histories(folder: string, now: number, sorts: readonly (readonly Step[])[]): string[] {
  const clock = { at: now - 30 * MINUTE, now: () => clock.at };
  const { store, whistles } = openOver(join(folder, 'histories'), clock);
  const frame = frameOf(pack);
  if (frame === null) throw new Error('the pack has no rules for whistles');
  const made = sorts.map((steps, sort) => {
    // Far enough from each other to be no duplicates.
    const first = draftStep(clock.at, { ...PLACE, lon: PLACE.lon + sort * 0.01 });
    const prefix = `template-${sort}-`;
    const id = whistleId(`${prefix}0`);
    for (const [n, { who, command }] of [first, ...steps].entries()) {
      const parsed = WhistleCommand.parse({ ...command, commandId: `${prefix}${n}` });
      const outcome = whistles.act(id, parsed, PEOPLE[who]);
      if (!outcome.ok) throw new Error(`${prefix}${n}: ${outcome.refusal.rule}`);
    }
    const events = readEvents(store.whistles.events(id, 0));
    const state = fold(events);
    if (state === null) throw new Error('no state');
    return JSON.stringify(changeOf(state, events, basisOf(frame)));
  });
  whistles.stop();
  store.close();
  return made;
}

/** Writes `n` copies in transactions of a thousand, without waiting for the disk; `pick` says of which history. */
export function fillWhistles(dataDir: string, n: number, pick: (i: number) => string | undefined): void {
  const db = new Database(databasePath(dataDir));
  db.pragma('synchronous = OFF');
  const table = createWhistleTable(db);
  const write = db.transaction((from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const change: WhistleChange = JSON.parse((pick(i) ?? '').replaceAll('template-', `c${i}-`));
      const moved = { ...change.row, lon: 118.7 + (i % 1000) * 1e-4, lat: 32 + Math.floor(i / 1000) * 1e-4 };
      const at = change.row.createdAt;
      const head = { command: `fill-${i}`, whistle: change.whistle, operator: 'x', at, type: 'draft' };
      table.commit({ ...head, bodyHash: Buffer.alloc(32) }, [{ ...change, row: moved }]);
    }
  });
  for (let from = 0; from < n; from += 1000) write(from, Math.min(n, from + 1000));
  db.close();
}
