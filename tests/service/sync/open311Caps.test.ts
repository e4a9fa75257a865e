import { afterEach, expect, it } from 'vitest';
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

it.each(FAMILIES.flatMap((family) => [3, 7].map((cap) => [family, cap] as const)))(
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
    expect(shelf).toMatchObject({ warnings: [], sweeps: [expect.any(Number)] });
  },
);
