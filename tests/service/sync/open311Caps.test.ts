import { afterEach, expect, it } from 'vitest';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { probeSource } from '../../../electron/city/sync/probe/probe.ts';
import { ProbeRequest } from '../../../shared/contract/sources.ts';
import type { ServerDialect } from '../../support/dialect-server/dialects.ts';
import { noFaults } from '../../support/dialect-server/faults.ts';
import { makeRows } from '../../support/dialect-server/rows.ts';
import { type DialectServer, startDialectServer } from '../../support/dialect-server/server.ts';
import { BOSTON, pullInto, quickHttp, Shelf } from './open311Pull.ts';

const DAY = 86_400_000;
const FAMILIES: ServerDialect[] = [
  ...(['plain', 'citysdk', 'fixmystreet'] as const),
  ...(['connectedbits', 'seeclickfix', 'markaspot', '6aika'] as const),
];

let server: DialectServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

it.each(FAMILIES.flatMap((family) => [1, 2, 3, 7].map((cap) => [family, cap] as const)))(
  'the probe of %s finds that it gives %i cases at once, and with that all of them are read',
  async (family, cap) => {
    const { family: http, now } = quickHttp();
    const rows = makeRows(60, now() - 20 * DAY);
    server = await startDialectServer({ rows, dialect: family, faults: noFaults, now, cap });
    const asked = ProbeRequest.parse({ url: server.url, kind: 'open311' });
    const signal = new AbortController().signal;
    const { suggested } = await probeSource(asked, { http, city: BOSTON, clock: { now }, signal });
    if (suggested?.kind !== 'open311') throw new Error('nothing suggested');
    expect(suggested.dialect.maxPage).toBe(cap);
    const shelf = new Shelf();
    await pullInto(shelf, server.url, suggested.dialect, {
      ...{ stopAfter: Number.POSITIVE_INFINITY, now, open: [], family: http },
    });
    expect(shelf.rows.size).toBe(60);
    // What else there is in the second of a single row, only a further page tells.
    const isTold = cap === 1 && suggested.dialect.pageParam === null;
    expect(shelf.incomplete).toEqual(isTold ? ['source-incomplete'] : []);
    expect(shelf.warnings).toEqual([]);
    expect(shelf.sweeps).toHaveLength(isTold ? 0 : 1);
  },
);

it.each(FAMILIES)(
  'a city of one case is whole, and is not taken for a server of %s that gives no more',
  async (family) => {
    const { family: http, now } = quickHttp();
    server = await startDialectServer({
      ...{ rows: makeRows(1, now() - 20 * DAY), dialect: family, faults: noFaults, now },
    });
    const shelf = new Shelf();
    const options = { stopAfter: Number.POSITIVE_INFINITY, now, open: [], family: http };
    await pullInto(shelf, server.url, DIALECTS[family], options);
    expect(shelf).toMatchObject({ incomplete: [], warnings: [], sweeps: [expect.any(Number)] });
    const before = server.requests.length;
    await pullInto(shelf, server.url, DIALECTS[family], options);
    expect(server.requests.length - before).toBeLessThan(12);
    expect(shelf).toMatchObject({ incomplete: [], warnings: [] });
  },
);
