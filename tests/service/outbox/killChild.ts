import { openOutbox } from '../../../electron/city/outbox/openOutbox.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import { createUpstreamHttp } from '../../../electron/city/sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS } from '../../../electron/city/sync/http/limits.ts';
import { sleepOrAbort } from '../../../electron/city/sync/http/sleep.ts';
import { openWhistles } from '../../../electron/city/whistles/openWhistles.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import { journalOver } from '../../support/journal.ts';
import { killAfterWrites } from '../../support/killAfterWrites.ts';
import { silent } from '../../support/syncing.ts';
import { options } from '../store/support.ts';
import { draftOf, POSTS, START, whistlePack } from '../whistles/support.ts';

/**
 * Run by kill.test.ts: blows one whistle after the other on cases of an upstream, and prints a line when the messages of each are
 * no longer on their way, until it is killed. argv: data folder, number of the first whistle, number of the SQL statement after
 * which to die by its own hand (0: killed from outside).
 */
const [dataDir = '', first = '0', fatal = '0'] = process.argv.slice(2);
let n = Number(first);
if (Number(fatal) > 0) killAfterWrites(Number(fatal));
const begun = performance.now();
let newest = START;
const clock = {
  now: () => Math.max(newest, START + n * 60_000) + Math.round(performance.now() - begun),
};
const store = openStore({ ...options(dataDir), clock });
// As the program does: the clock never stands before the newest act, of which the life before may have printed nothing. Else
// what waits from then would be due only a minute later, and each life would last that long.
newest = store.journal.since(store.journal.head().pos - 1, 1)[0]?.at ?? START;
const journal = journalOver(store, clock);
const people = Object.entries(POSTS).map(
  ([id, { roles, org, streets = [] }]): Operator => ({ id, name: id, roles, org, streets, active: true }),
);
const whistles = await openWhistles({
  ...{ store, journal, pack: whistlePack(), clock, drill: null },
  placer: {
    place: () => ({ street: 'S1', grid: null }),
    codeOf: (row) => row.categoryCode,
    categoryDoubt: () => null,
    due: () => 'none',
  },
  people: () => [],
  delegated: () => null,
  postsOf: (id) => people.filter((one) => one.id === id),
});
if (whistles === null) throw new Error('the pack has no rules');
const outbox = openOutbox({
  ...{ store, clock, logger: silent, sending: true, random: () => 0 },
  http: createUpstreamHttp({
    ...{ fetch: globalThis.fetch, now: clock.now, sleep: sleepOrAbort, random: () => 0 },
    ...{ userAgent: 'test', authorities: [], hosts: null },
    limits: { ...DEFAULT_HTTP_LIMITS, breakerFailures: 1000 },
  }),
  keyFor: async () => null,
  recordContact: () => undefined,
  publish: () => undefined,
});

const duty = people.find(({ id }) => id === 'duty');
if (duty === undefined) throw new Error('nobody is on duty');
for (; ; n += 1) {
  const whistle = `w-kill-draft-${n}`;
  const commands = [
    {
      ...{ type: 'draft', commandId: `kill-draft-${n}` },
      draft: draftOf(START, { kind: 'urgent', cases: [`grid:GD-${n % 3}`], description: `第 ${n} 次` }),
    },
    { type: 'blow-emergency', commandId: `kill-blow-${n}` },
    { type: 'withdraw', commandId: `kill-withdraw-${n}`, reason: `第 ${n} 次撤哨` },
  ];
  for (const command of commands) {
    const outcome = await whistles.act(whistle, WhistleCommand.parse(command), duty);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    outbox.committed([whistle]);
  }
  while (onTheirWay()) await new Promise((resolve) => setTimeout(resolve, 1));
  process.stdout.write(`${n}\n`);
}

function onTheirWay(): boolean {
  const open = outbox.page({ state: 'open', limit: 200 }, null).items;
  return open.some(
    ({ state, waitsFor }) => state === 'sending' || (state === 'pending' && waitsFor === null),
  );
}
