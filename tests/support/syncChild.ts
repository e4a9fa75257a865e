import { DialectName } from '../../shared/contract/sources.ts';
import { BOSTON_NOW } from './boston.ts';
import { open311Source, startSyncing, virtualClock } from './syncing.ts';

/**
 * A console that syncs and nothing else, to be killed at any moment: `syncChild.ts FOLDER URL DIALECT`. Prints one line
 * `stored N` for every commit it has acknowledged, and `done` when two pulls in a row brought nothing new.
 */
const [dataDir = '', url = '', dialect = ''] = process.argv.slice(2);
const { sync, close } = startSyncing(dataDir, virtualClock(BOSTON_NOW), (result) => {
  process.stdout.write(`stored ${result.inserted}\n`);
});
if (sync.status('boston') === null) sync.add(open311Source('boston', url, DialectName.parse(dialect)));
let unchangedPulls = 0;
while (unchangedPulls < 2) {
  const before = sync.status('boston')?.stored;
  await sync.syncNow('boston');
  const status = sync.status('boston');
  unchangedPulls = status?.error === null && status.stored === before ? unchangedPulls + 1 : 0;
}
process.stdout.write('done\n');
await close();
