import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import type { DialectName } from '../../../shared/contract/sources.ts';
import { BOSTON_NOW, BOSTON_ROWS, bostonDataExists, loadBoston } from '../../support/boston.ts';
import { type Faults, noFaults } from '../../support/dialect-server/faults.ts';
import { type DialectServer, startDialectServer } from '../../support/dialect-server/server.ts';
import { readDataFolder } from '../../support/inspect.ts';
import { temporaryFolder } from '../../support/serve.ts';
import { open311Source, startSyncing, virtualClock } from '../../support/syncing.ts';

/** `npm test` walks every fourth row, `npm run test:long` all of them. */
const EVERY = Number(process.env['BOSTON_EVERY'] ?? 4);
const rows = bostonDataExists ? loadBoston().filter((_, index) => index % EVERY === 0) : [];
const everyFault: Faults = {
  ...noFaults,
  seed: 2011,
  tooMany: 0.05,
  serverError: 0.05,
  truncated: 0.04,
  html: 0.03,
  duplicatePage: 0.03,
  shift: 0.1,
  withoutId: 0.05,
  bom: 0.1,
  skewMs: 7 * 60_000,
};

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** Polls until two pulls in a row end without an error after everything was loaded. */
async function syncAll(
  dialect: DialectName,
  faults: Faults,
): Promise<{ server: DialectServer; dataDir: string; pulls: number }> {
  const clock = virtualClock(BOSTON_NOW);
  const server = await startDialectServer({ rows, dialect, faults, now: clock.now });
  cleanups.push(() => server.close());
  const dataDir = temporaryFolder();
  cleanups.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const { sync, close } = startSyncing(dataDir, clock, () => undefined);
  cleanups.push(close);
  sync.add(open311Source('boston', server.url, dialect));
  let pulls = 0;
  let quiet = 0;
  while (quiet < 2) {
    pulls += 1;
    if (pulls > 60) throw new Error(`no end after ${pulls} pulls: ${JSON.stringify(sync.status('boston'))}`);
    await sync.syncNow('boston');
    const status = sync.status('boston');
    // Rows go on being touched at random, so «nothing new» would never be sure: the source itself says when it follows.
    quiet = status?.error === null && status.progress?.phase === 'following' ? quiet + 1 : 0;
  }
  await close();
  cleanups.pop();
  return { server, dataDir, pulls };
}

describe.skipIf(!bostonDataExists)('real rows (skipped where the data is not beside the project)', () => {
  it('are as many as were published', () => {
    if (EVERY === 1) expect(rows).toHaveLength(BOSTON_ROWS);
    expect(rows.length).toBeGreaterThan(10_000);
  });

  const times = rows.map((row) => row.requestedAt).sort((a, b) => a - b);

  it.each<[DialectName, string, Faults]>([
    ['connectedbits', 'every fault', everyFault],
    ['seeclickfix', 'every fault', everyFault],
    ['markaspot', 'every fault', everyFault],
    ['citysdk', 'every fault', everyFault],
    ['fixmystreet', 'every fault', everyFault],
    ['6aika', 'every fault', everyFault],
    ['plain', 'every fault', everyFault],
  ])(
    '%s with %s: all stored, nothing twice, the accounting exact',
    async (dialect, _name, faults) => {
      const { server, dataDir, pulls } = await syncAll(dialect, faults);
      const found = readDataFolder(dataDir);
      const integrity = checkIntegrity(dataDir);
      console.log(
        `${dialect}: ${server.requests.length} requests in ${pulls} pulls, faults ${JSON.stringify(server.faultGenerator.drawn)}, ${JSON.stringify(integrity.figures)}`,
      );
      expect(found.count).toBe(rows.length);
      expect(found.closed).toBe(rows.filter(({ status }) => status === 'closed').length);
      expect(found.gone).toBe(0);
      expect(found.located).toBe(rows.length);
      expect(found.times).toEqual(times);
      expect(integrity.findings).toEqual([]);
    },
    600_000,
  );
});
