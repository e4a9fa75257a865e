import { commitPage } from '../../../electron/city/sync/commit.ts';
import { createPlacer } from '../../../shared/pack/placer.ts';
import { pack } from '../../unit/pack/packs.ts';
import { fixedClock, openAt, T0 } from '../store/support.ts';

/** The end of the third sweep that listed none of the source's cases. */
export async function endThirdSweep(store: ReturnType<typeof openAt>, told: () => void): Promise<void> {
  await commitPage(
    { store, placer: createPlacer(pack('nanjing-qinhuai')), clock: fixedClock(T0 + 40), onPage: told },
    'hotline',
    () => {
      throw new Error('no row is read');
    },
    { rows: [], cursor: 'after the sweep', sweepStartedAt: T0 + 30, skewMs: null },
  );
}

/** Run by sweepTombstones.test.ts with a data folder: ends the sweep, a line per transaction, and waits to be killed. */
if (process.argv[1] === import.meta.filename) {
  const store = openAt(process.argv[2] ?? '');
  await endThirdSweep(store, () => process.stdout.write('wrote tombstones\n'));
  setInterval(() => process.stdout.write('done\n'), 5);
}
