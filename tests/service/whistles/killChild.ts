import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { openStore } from '../../../electron/city/store/open.ts';
import { openWhistles } from '../../../electron/city/whistles/openWhistles.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Delegated } from '../../../shared/people/delegation.ts';
import { journalOver } from '../../support/journal.ts';
import { killAfterWrites } from '../../support/killAfterWrites.ts';
import { options } from '../store/support.ts';
import { DELEGATION, type KillStep, STEP_MS, stepOf } from './killStory.ts';
import { HOUR, POSTS, type Posts, START, whistlePack } from './support.ts';

/**
 * Run by kill.test.ts: goes on with the story and prints a line for each command that was acknowledged, until it is killed.
 * argv: data folder, number of the first step, time in ms that the hall has spent with the program off, hash of the proof,
 * number of the SQL statement after which to die by its own hand (0: killed from outside).
 */
const [dataDir = '', first = '0', dead = '0', proof = '', fatal = '0'] = process.argv.slice(2);
let step = Number(first);
if (Number(fatal) > 0) killAfterWrites(Number(fatal));
const clock = { now: () => START + Number(dead) + step * STEP_MS };
const store = openStore({ ...options(dataDir), clock });
/** Every other hundred steps department B is dissolved (撤并), and what it leaves open can go to another. */
function packAt(first: number): CityPack {
  const pack = whistlePack();
  const orgs = pack.manifest.orgs.filter(({ code }) => code !== 'B' || Math.floor(first / 100) % 2 === 0);
  return { ...pack, manifest: { ...pack.manifest, orgs } };
}
const pack = packAt(step);
const posts: Posts = { ...POSTS, deputy: { roles: ['street-duty'], org: 'S1' } };
const people = Object.entries(posts).map(
  ([id, { roles, org, streets = [] }]): Operator => ({ id, name: id, roles, org, streets, active: true }),
);
const delegated: Delegated = {
  ...{ id: DELEGATION, kind: 'acting', principal: 'leader', delegate: 'deputy' },
  post: { org: 'S1', roles: ['street-leader'], streets: [] },
  ...{
    onlyStreets: null,
    ownOrgs: ['S1'],
    from: START,
    to: START + 900_000 * HOUR,
    endedAt: null,
    fault: null,
  },
};
// The real one draws rasters first, which is not what is killed here.
const inS1 = {
  place: () => ({ street: 'S1', grid: null }),
  codeOf: (row: { categoryCode: string }) => row.categoryCode,
  categoryDoubt: () => null,
  due: () => 'none' as const,
};
const journal = journalOver(store, clock);
const whistles = await openWhistles({
  ...{ store, journal, pack, placer: inS1, clock, drill: null },
  people: () => [],
  delegated: (id) => (id === DELEGATION ? delegated : null),
  postsOf: (id) => people.filter((one) => one.id === id),
});
if (whistles === null) throw new Error('the pack has no rules');
journal.start();

/** Beside the folder: the last two steps as the desk sent them, which it sends again word for word when no answer came. */
const outbox = `${dataDir}.sent`;
type Sent = { step: number; what: KillStep };

function sent(): KillStep {
  const kept: Sent[] = existsSync(outbox) ? JSON.parse(readFileSync(outbox, 'utf8')) : [];
  const before = kept.find((one) => one.step === step);
  if (before !== undefined) return before.what;
  const desk = { now: clock.now(), entry: null, proof };
  const { whistle } = stepOf(step, desk);
  const entries = whistles?.view(whistle, null)?.backEntries ?? [];
  const named = entries.findLast(({ vouch }) => vouch === 'named');
  const what = stepOf(step, { ...desk, entry: named?.entry ?? null });
  writeFileSync(`${outbox}.new`, JSON.stringify([...kept.slice(-1), { step, what }]));
  renameSync(`${outbox}.new`, outbox);
  return what;
}

for (; ; step++) {
  const { who, whistle, command } = sent();
  const operator = people.find(({ id }) => id === who);
  if (operator === undefined) throw new Error(`nobody is called ${who}`);
  const outcome = await whistles.act(whistle, WhistleCommand.parse(command), operator);
  const { ok, repeated } = outcome;
  const line = { step, ok, repeated, command: command.commandId, at: clock.now() };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  // The scheduler has its turn as well.
  await new Promise((resolve) => setImmediate(resolve));
}
