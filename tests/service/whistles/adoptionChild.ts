import { openStore } from '../../../electron/city/store/open.ts';
import { openWhistles } from '../../../electron/city/whistles/openWhistles.ts';
import { journalOver } from '../../support/journal.ts';
import { killAfterWrites } from '../../support/killAfterWrites.ts';
import { NO_PEOPLE } from '../../support/noPeople.ts';
import { options } from '../store/support.ts';
import { packWithDaysOff } from './support.ts';

/**
 * Run by adoption.test.ts: takes the whistles of a folder over to a calendar with days off, and prints how many statements it
 * wrote. argv: data folder, time (UTC ms), days off, number of the SQL statement after which to die.
 */
const [dataDir = '', now = '0', days = '', fatal = '0'] = process.argv.slice(2);
const clock = { now: () => Number(now) };
const store = openStore({ ...options(dataDir), clock });
const written = killAfterWrites(Number(fatal));
const placer = {
  place: () => ({ street: 'S1', grid: null }),
  codeOf: (row: { categoryCode: string }) => row.categoryCode,
  categoryDoubt: () => null,
  due: () => 'none' as const,
};
const pack = packWithDaysOff(days.split(','));
await openWhistles({
  store,
  journal: journalOver(store, clock),
  pack,
  placer,
  clock,
  drill: null,
  ...NO_PEOPLE,
});
process.stdout.write(String(written()));
store.close();
