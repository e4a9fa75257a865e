import { openStore } from '../../../electron/city/store/open.ts';
import { openWhistles } from '../../../electron/city/whistles/openWhistles.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import { journalOver } from '../../support/journal.ts';
import { killAfterWrites } from '../../support/killAfterWrites.ts';
import { NO_PEOPLE } from '../../support/noPeople.ts';
import { options } from '../store/support.ts';
import { STEP_MS, stepOf } from './killStory.ts';
import { POSTS, START, whistlePack } from './support.ts';

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
const pack = whistlePack();
// The real one draws rasters first, which is not what is killed here.
const inS1 = { place: () => ({ street: 'S1', grid: null }), due: () => null };
const journal = journalOver(store, clock);
const whistles = await openWhistles({
  store,
  journal,
  pack,
  placer: inS1,
  clock,
  drill: null,
  ...NO_PEOPLE,
});
if (whistles === null) throw new Error('the pack has no rules');
journal.start();

for (; ; step++) {
  const { who, whistle, command } = stepOf(step, proof);
  const { roles = [], org = '', streets = [] } = POSTS[who] ?? {};
  const operator: Operator = { id: who, name: who, roles, org, streets, active: true };
  const outcome = await whistles.act(whistle, WhistleCommand.parse(command), operator);
  const { ok, repeated } = outcome;
  const line = { step, ok, repeated, command: command.commandId, at: clock.now() };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  // The scheduler has its turn as well.
  await new Promise((resolve) => setImmediate(resolve));
}
