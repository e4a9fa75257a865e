import { openHandovers } from '../../../electron/city/handover/openHandovers.ts';
import { createPeople } from '../../../electron/city/people/createPeople.ts';
import type { Columns } from '../../../electron/city/ports.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import { unacknowledged } from '../../../shared/handover/refresh.ts';
import { NO_NAMES } from '../../../shared/pack/names.ts';
import { journalOver } from '../../support/journal.ts';
import { killAfterWrites } from '../../support/killAfterWrites.ts';
import { options } from '../store/support.ts';
import { START, whistlePack } from '../whistles/support.ts';

/**
 * Run by kill.test.ts: takes a hand-over of S1 up to the last signature and signs, dying by its own hand after so many
 * writing statements of that. Prints `signed` when it lived through. argv: data folder, statement, PIN.
 */
const [dataDir = '', fatal = '0', pin = ''] = process.argv.slice(2);
const clock = { now: () => START };
const store = openStore({ ...options(dataDir), clock });
const pack = whistlePack();
const people = createPeople({
  table: store.people,
  pack,
  clock,
  mode: 'live',
  secondFactor: null,
  requireSignIn: false,
});
// The digest does not wait for figures of cases.
const ready = Promise.reject(new Error('none'));
ready.catch(() => undefined);
const columns: Pick<Columns, 'ready' | 'readyWithin'> = { ready, readyWithin: () => ready };
const { handovers } = openHandovers({
  ...{
    store,
    journal: journalOver(store, clock),
    pack,
    former: NO_NAMES,
    people,
    clock,
    whistles: null,
    sync: { statuses: () => [] },
  },
  columns: { ...unasked(), ...columns },
  onChange: () => undefined,
});

const duty = store.people.operator('duty');
if (duty === null) throw new Error('nobody is hired');
const { token } = await people.sessions.signIn({ operator: 'duty', pin, browser: null, secondFactor: null });
let { handover } = await handovers.open(duty);
const id = handover?.id ?? '';
({ handover } = await handovers.choose(duty, id, 'duty-2'));
for (const { key, version } of handover === null ? [] : unacknowledged(handover))
  ({ handover } = await handovers.acknowledge(duty, id, { key, version, verdict: 'checked', words: '' }));
({ handover } = await handovers.signOutgoing(duty, id, handover?.seq ?? 0));
process.stdout.write('ready\n');
if (Number(fatal) > 0) killAfterWrites(Number(fatal));
const incoming = { operator: 'duty-2', pin, browser: null, secondFactor: null };
await handovers.signIncoming(duty, token, id, { ...incoming, seen: handover?.seq ?? 0 });
process.stdout.write('signed\n');

/** What nobody asks the columns for while they are not ready. */
function unasked(): Omit<Columns, 'ready' | 'readyWithin'> {
  const never = (): never => {
    throw new Error('columns that are not ready were asked');
  };
  return {
    ...{ patch: never, page: never, heat: never, heatTimeline: never, grids: never, gridTimeline: never },
    ...{ histogram: never, summary: never, points: never, totals: never, close: async () => undefined },
  };
}
