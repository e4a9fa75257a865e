import { openStore } from '../../../electron/city/store/open.ts';
import { bad, good, options, sourceConfig } from './support.ts';

/**
 * Run by kill.test.ts: applies pages for ever and prints a line for each acknowledged one, until it is killed.
 * argv: data folder, first page number. A page's content follows from its number alone.
 */
const [dataDir = '', first = '0'] = process.argv.slice(2);
const store = openStore(options(dataDir));
store.saveSource(sourceConfig('hotline'));
for (let n = Number(first); ; n++) {
  const at = 1_000_000 + n;
  const result = store.applyPage({
    source: 'hotline',
    rows: [
      ...Array.from({ length: 6 }, (_, i) => good(`${n}-${i}`, { updatedAt: at })),
      // A case that every page changes, one that never does, and a row that cannot be read.
      good('moving', { updatedAt: at, title: `页 ${n}` }),
      good('still', {}),
      bad(`bad ${n % 3}`, 'json'),
    ],
    cursor: String(n),
    at,
  });
  if (n % 4 === 0) store.indexBatch(10);
  process.stdout.write(
    `${JSON.stringify({ n, revision: result.revision, received: result.accounting.received })}\n`,
  );
}
