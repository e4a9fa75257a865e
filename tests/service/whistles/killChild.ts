import { openStore } from '../../../electron/city/store/open.ts';
import { openWhistles } from '../../../electron/city/whistles/openWhistles.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import { WhistleCommand, type WhistleCommandInput } from '../../../shared/contract/whistleCommands.ts';
import { whistleId } from '../../../shared/whistle/ids.ts';
import { options, silent } from '../store/support.ts';
import { draftOf, MINUTE, POSTS, START, whistlePack } from './support.ts';

/**
 * Run by kill.test.ts: gives commands for ever, an hour of the hall's time apart, and prints a line for each that was
 * acknowledged, until it is killed. argv: data folder, number of the first step. What a step does follows from its
 * number alone, so that the last one can be sent again.
 */
const [dataDir = '', first = '0'] = process.argv.slice(2);
const STEPS = 7;
let step = Number(first);
const clock = { now: () => START + step * 29 * MINUTE };
const store = openStore({ ...options(dataDir), clock });
const pack = whistlePack();
// The real one draws rasters first, which is not what is killed here.
const inS1 = { place: () => ({ street: 'S1', grid: null }), due: () => null };
const whistles = openWhistles({
  ...{ store, pack, placer: inS1, clock, logger: silent, drill: null },
  onCommit: () => undefined,
});
if (whistles === null) throw new Error('the pack has no rules');

for (; ; step++) {
  const { who, whistle, command } = stepOf(step);
  const { roles = [], org = '', streets = [] } = POSTS[who] ?? {};
  const operator: Operator = { id: who, name: who, roles, org, streets, active: true };
  const outcome = whistles.act(whistle, WhistleCommand.parse(command), operator);
  const line = { step, ok: outcome.ok, repeated: outcome.repeated, command: command.commandId };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Six steps of one whistle, then the next: drafted, blown, signed by one department; the other never answers. */
function stepOf(n: number): { who: string; whistle: string; command: WhistleCommandInput } {
  const round = Math.floor(n / STEPS);
  const drafted = `kill-${round}-draft`;
  const whistle = whistleId(drafted);
  const commandId = `kill-${round}-${n % STEPS}`;
  const place = {
    lon: -71.099 + 0.001 * (round % 35),
    lat: 42.302 + 0.001 * (Math.floor(round / 35) % 45),
    address: '',
  };
  const steps: { who: string; command: WhistleCommandInput }[] = [
    {
      who: 'duty',
      command: { commandId: drafted, type: 'draft', draft: draftOf(START + n * 29 * MINUTE, { place }) },
    },
    { who: 'duty', command: { commandId, type: 'submit' } },
    { who: 'leader', command: { commandId, type: 'approve' } },
    { who: 'dispatch', command: { commandId, type: 'triage-accept' } },
    { who: 'a-handler', command: { commandId, type: 'sign', summons: 's1' } },
    // Refused, which must be remembered too.
    { who: 'b-handler', command: { commandId, type: 'sign', summons: 's1' } },
    { who: 'duty', command: { commandId, type: 'note', text: `第${round}个` } },
  ];
  const chosen = steps[n % STEPS];
  if (chosen === undefined) throw new Error('no such step');
  return { whistle, ...chosen };
}
