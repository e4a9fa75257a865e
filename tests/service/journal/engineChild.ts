import { openJournal } from '../../../electron/city/journal/openJournal.ts';
import { openAt, silent, T0 } from '../store/support.ts';
import { add, registerCounter } from './counter.ts';
import { sharedOver } from './sharedJournal.ts';

/**
 * Run by engineKill.test.ts: adds 1 three times and dies by its own hand when the second command comes to a step. argv:
 * data folder, folder of the shared journal (empty: the store itself), step.
 */
const [dataDir = '', sharedDir = '', fatal = ''] = process.argv.slice(2);
let step = (_name: string): void => undefined;
const store = openAt(dataDir);
const shared = sharedDir === '' ? null : sharedOver(openAt(sharedDir).journal, (name) => step(name));
const journal = openJournal({
  table: {
    ...store.journal,
    entry(command) {
      step('receipt');
      return store.journal.entry(command);
    },
  },
  ...{ shared, clock: { now: () => T0 }, logger: silent },
  current: (by) => by,
  onCommit: () => step('effects'),
});
const streams = registerCounter(journal, (name) => step(name));
for (const n of [1, 2, 3]) {
  step = (name) => {
    if (n === 2 && name === fatal) process.kill(process.pid, 'SIGKILL');
  };
  await add(streams, `add-${n}`);
  process.stdout.write(`${n}\n`);
}
