import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retentionDays, startRetention } from '../../../electron/city/privacy/retention.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { OutboxPage } from '../../../shared/contract/outbox.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import { testPack } from '../../support/city.ts';
import { restConfig, writeBackOf } from '../outbox/support.ts';
import { fixedClock, good, openAt, page, silent, sourceConfig, T0, tempDir } from '../store/support.ts';
import { hire, openHallOf, POSTS, whistlePack } from '../whistles/support.ts';

const DAY = 86_400_000;
const NOW = T0 + 1000 * DAY;
const CANARY = '完颜试样 13900014321';
const contact = {
  name: CANARY,
  phone: '13900014321',
  email: null,
  address: null,
  identity: null,
  originalDescription: `${CANARY} 来电`,
};
const closed = (days: number) => ({
  status: 'closed' as const,
  contact,
  requestedAt: T0,
  updatedAt: NOW - days * DAY,
  closedAt: NOW - days * DAY,
});

let dir: ReturnType<typeof tempDir>;
let store: ReturnType<typeof openAt>;
beforeEach(() => {
  dir = tempDir();
  store = openAt(dir.path);
  store.saveSource({ ...sourceConfig('hotline'), paused: true });
});
afterEach(() => {
  store.close();
  expect(checkIntegrity(dir.path).findings).toEqual([]);
  dir.remove();
});

async function run(days: number | false): Promise<void> {
  const parts = { days, dataDir: dir.path, erasure: store.contactErasure };
  const retention = startRetention({ ...parts, clock: fixedClock(NOW), logger: silent });
  await retention.run();
  retention.stop();
}
const holds = (id: string) => store.contacts.of(`hotline:${id}`) !== null;
const lines = () =>
  store.people.auditPage(Number.MAX_SAFE_INTEGER, 100).filter(({ action }) => action === 'contact.purge');

describe('contact data', () => {
  it('goes once its case has been closed for long enough, and never from a case that is open', async () => {
    const rows = {
      'closed-long': closed(101),
      'closed-lately': closed(99),
      'closed-at-the-limit': closed(100),
      open: { contact, requestedAt: T0, updatedAt: T0 },
      suspended: { contact, stage: 'suspended' as const, requestedAt: T0, updatedAt: T0 },
      // Nobody told when: what counts is that we saw it change ten days ago.
      'closed-sometime': { ...closed(900), closedAt: null, updatedAt: NOW - 10 * DAY },
      'closed-before-reported': { ...closed(900), closedAt: T0 - DAY, updatedAt: NOW - 10 * DAY },
      'closed-sometime-long-ago': { ...closed(900), closedAt: null, updatedAt: NOW - 900 * DAY },
    };
    const cases = Object.entries(rows).map(([id, row]) => good(id, row));
    store.applyPage(page('hotline', cases, T0));
    await run(100);
    const kept = Object.keys(rows).filter(holds);
    expect(kept).toEqual([
      'closed-lately',
      'closed-at-the-limit',
      'open',
      'suspended',
      'closed-sometime',
      'closed-before-reported',
    ]);
    expect(lines()).toMatchObject([
      { actor: null, subject: 'cases', result: 'done', details: { count: 2, days: 100 } },
    ]);
    // The case itself stays, with all but the contact data.
    expect(store.detail('hotline:closed-long', NOW)).toMatchObject({ hasContact: false, status: 'closed' });
    await run(100);
    expect(lines()).toHaveLength(1);
  });

  it('goes in batches, each with its line, until nothing is left', async () => {
    const many = Array.from({ length: 1234 }, (_, i) => good(`c-${i}`, closed(200)));
    store.applyPage(page('hotline', many, T0));
    await run(184);
    expect(lines().map(({ details }) => details['count'])).toEqual([234, 500, 500]);
    expect(many.some((_, i) => holds(`c-${i}`))).toBe(false);
  });

  it('stays where the law of the site says so', async () => {
    store.applyPage(page('hotline', [good('1', closed(900))], T0));
    await run(false);
    expect(holds('1')).toBe(true);
    expect(lines()).toEqual([]);
  });

  it('is not taken a second time from an upstream that lists the case again, until the case is opened anew', async () => {
    const row = closed(200);
    store.applyPage(page('hotline', [good('1', row)], T0));
    await run(184);
    const again = store.applyPage(page('hotline', [good('1', row)], NOW));
    expect(again).toMatchObject({ inserted: 0, updated: 0 });
    store.applyPage(page('hotline', [good('1', { ...row, title: '补录', updatedAt: NOW })], NOW));
    expect(holds('1')).toBe(false);
    store.applyPage(page('hotline', [good('1', { ...row, status: 'open', updatedAt: NOW + 1 })], NOW + 1));
    expect(holds('1')).toBe(true);
  });

  it('stays while a whistle about the case is open', async () => {
    store.applyPage(page('hotline', [good('1', closed(200)), good('2', closed(200))], T0));
    store.close();
    await hire(dir.path, POSTS, ['duty', 'leader', 'dispatch']);
    const pack = whistlePack();
    const manifest = { ...pack.manifest, retention: { contactDays: false as const, source: '试验' } };
    const hall = await openHallOf({ ...pack, manifest }, POSTS, dir.path, [], { now: NOW });
    await hall.blown({ cases: ['hotline:1'] });
    await hall.close();
    store = openAt(dir.path);
    await run(184);
    expect(['1', '2'].filter(holds)).toEqual(['1']);
  });

  it.each([
    ['as it is stored', false],
    ['as it was before an import changed it', true],
  ])(
    'goes from what upstreams were told too, where it was hidden as long as it was known: %s',
    async (_, isImported) => {
      const named = {
        name: '完颜试样',
        phone: '025-83190000',
        email: null,
        address: null,
        identity: null,
        originalDescription: null,
      };
      const upstream = { url: 'http://127.0.0.1:9' } as Parameters<typeof restConfig>[0];
      const config = restConfig(upstream, writeBackOf('plain', { paused: true }));
      store.saveSource(SourceConfig.parse({ ...config, paused: true }));
      const cases = ['1', '2', '3'].map((id) => good(id, { ...closed(200), contact: named }));
      store.applyPage(page('grid', cases, T0));
      store.close();
      await hire(dir.path, POSTS, ['duty', 'leader', 'dispatch']);
      const pack = whistlePack();
      const manifest = { ...pack.manifest, retention: { contactDays: false as const, source: '试验' } };
      const hall = await openHallOf({ ...pack, manifest }, POSTS, dir.path, [], { now: NOW });
      const description = '完颜试样来电 025-83190000，井盖破损';
      const { summary } = await hall.blown({ cases: ['grid:1', 'grid:2'], description });
      const shown = async () =>
        OutboxPage.parse(await (await hall.as('duty', 'GET', '/api/outbox')).json()).items;
      expect((await shown()).map(({ text }) => text)).toEqual(
        Array(2).fill('[已隐去]来电 [已隐去]，井盖破损'),
      );
      await hall.pass('duty', summary.id, { type: 'withdraw', reason: '完颜试样撤回' });
      await hall.close();
      store = openAt(dir.path);
      if (isImported) {
        const key = store.imports.begin({
          id: 'i',
          source: 'grid',
          file: 'a.csv',
          at: NOW,
          by: { id: null, name: '' },
        });
        const other = { ...named, name: '另一人', phone: '025-83190009' };
        const rows = ['1', '2', '3'].map((id) => good(id, { ...closed(200), contact: other }));
        store.applyPage({ ...page('grid', rows, NOW), import: { key, leftOut: 0 } });
      }
      await run(184);
      const told = store.outbox
        .list({}, Number.MAX_SAFE_INTEGER, 10)
        .map(({ values }) => values['event.text']);
      expect(told).toEqual([
        ...Array(2).fill('[已隐去]撤回'),
        ...Array(2).fill('[已隐去]来电 [已隐去]，井盖破损'),
      ]);
      store.close();
      const db = new Database(databasePath(dir.path), { readonly: true });
      expect(JSON.stringify(db.prepare('SELECT * FROM outbox').all())).not.toMatch(/完颜试样|83190000/);
      db.close();
      store = openAt(dir.path);
    },
  );

  it('is in no byte of the database afterwards, nor in the log beside it', async () => {
    store.applyPage(page('hotline', [good('1', closed(200)), good('2', closed(200))], T0));
    await run(184);
    for (const name of readdirSync(dir.path).filter((file) => file.startsWith('city.db'))) {
      expect(readFileSync(join(dir.path, name)).includes(Buffer.from(CANARY)), name).toBe(false);
    }
  });
});

describe('old copies', () => {
  it('go with their time: upgrades after a month, what was moved aside or imported with the contact data', async () => {
    const at = (name: string, days: number) => {
      const path = join(dir.path, name);
      writeFileSync(path, CANARY);
      const seconds = (NOW - days * DAY) / 1000;
      utimesSync(path, seconds, seconds);
      return name;
    };
    mkdirSync(join(dir.path, 'backups'), { recursive: true });
    mkdirSync(join(dir.path, 'uploads'), { recursive: true });
    const old = [
      at('backups/before-v9-2026-01-01T00-00-00-000Z.db', 31),
      at('city.db.corrupt-2026-01-01T00-00-00-000Z', 185),
      at('uploads/0b0e7a9e-0000-4000-8000-000000000001.csv', 185),
    ];
    const young = [
      at('backups/before-v9-2026-02-01T00-00-00-000Z.db', 29),
      at('backups/city-2026-01-01T00-00-00-000Z.db', 400),
      at('city.db.corrupt-2026-02-01T00-00-00-000Z', 183),
      at('uploads/0b0e7a9e-0000-4000-8000-000000000002.csv', 183),
    ];
    await run(184);
    const left = readdirSync(dir.path, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'));
    expect(left).toEqual(expect.arrayContaining(young));
    expect(left.filter((name) => old.includes(name))).toEqual([]);
    expect(lines()).toMatchObject([{ subject: 'copies', details: { count: 3 } }]);
  });
});

it('takes the time from the pack, else our own', () => {
  const pack = testPack();
  const withDays = (contactDays: number | false) =>
    retentionDays({ manifest: { ...pack.manifest, retention: { contactDays, source: '试验' } } });
  expect(retentionDays(pack)).toBe(184);
  expect(withDays(30)).toBe(30);
  expect(withDays(false)).toBe(false);
});
