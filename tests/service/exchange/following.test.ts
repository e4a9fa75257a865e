import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingOf, progressOf } from '../../../electron/city/sync/progress.ts';
import { databasesExist } from '../../support/databases.ts';
import {
  adapterOf,
  exchangeSource,
  type Hall,
  listenTo,
  numbers,
  openHall,
  poll,
  READER,
  sorted,
} from './halls.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe.skipIf(!databasesExist).each(['postgres', 'mysql'] as const)('a view over %s', (engine) => {
  let hall: Hall;
  const instant = engine === 'postgres' ? 'timestamptz' : 'timestamp(6) NULL';
  beforeAll(async () => {
    hall = await openHall(engine);
  });
  afterAll(() => hall?.close());

  /** A table with `rows` cases, all of one update time `minutes` ago, and more columns of its own. */
  async function table(name: string, rows: number, minutes: number): Promise<void> {
    const at = ago(minutes);
    const values = Array.from(
      { length: rows },
      (_, n) => `(${n + 1}, '2026-03-01 08:00:00', ${at}, '案件 ${n + 1}')`,
    );
    await hall.run('hall', [
      `CREATE TABLE ${name} (id bigint PRIMARY KEY, reported_at timestamp NULL, updated_at ${instant}, title varchar(100))`,
      ...(rows === 0 ? [] : [`INSERT INTO ${name} VALUES ${values.join(', ')}`]),
    ]);
  }

  function ago(minutes: number): string {
    return engine === 'postgres'
      ? `now() - interval '${minutes} minutes'`
      : `DATE_SUB(NOW(6), INTERVAL ${minutes} MINUTE)`;
  }

  it('reads every row once where many have the same update time', async () => {
    await table('same_time', 35, 60);
    const first = await poll(adapterOf(exchangeSource(hall, 'same_time', {})), null);
    expect(first.ids).toEqual(numbers(1, 35));
    expect(first.pages.filter(({ rows }) => rows.length > 0).map(({ rows }) => rows.length)).toEqual([
      10, 10, 10, 5,
    ]);
    expect(first.warnings).toEqual([]);
  });

  it('goes on from any page after a restart', async () => {
    await table('restarted', 35, 60);
    const source = exchangeSource(hall, 'restarted', {});
    const seen: string[] = [];
    let cursor: string | null = null;
    // Each time it is stopped after one page; the position in the rows of one update time is kept.
    for (let pages = 0; pages < 3; pages += 1) {
      const stop = new AbortController();
      const one = await poll(adapterOf(source), cursor, { signal: stop.signal, onPage: () => stop.abort() });
      seen.push(...one.ids);
      cursor = one.cursor;
    }
    const rest = await poll(adapterOf(source), cursor);
    expect([...seen, ...rest.ids]).toEqual(numbers(1, 35));
  });

  it('sees what changed, and what was committed late with an older update time', async () => {
    await table('changing', 30, 60);
    await hall.run('hall', [`UPDATE changing SET updated_at = ${ago(1)} WHERE id = 30`]);
    const adapter = adapterOf(exchangeSource(hall, 'changing', {}));
    const first = await poll(adapter, null);
    await hall.run('hall', [`UPDATE changing SET updated_at = ${ago(0)}, title = '改' WHERE id IN (3, 7)`]);
    const second = await poll(adapter, first.cursor);
    // Row 30 lies in the overlap.
    expect(second.ids).toEqual(['30', '3', '7']);
    expect(second.rows[1]).toMatchObject({ title: '改' });
    // Written before row 3 was changed, committed after it had been read.
    await hall.run('hall', [`INSERT INTO changing VALUES (31, '2026-03-01 08:00:00', ${ago(8)}, '晚提交')`]);
    const third = await poll(adapter, second.cursor);
    expect(third.ids).toContain('31');
    // Later than the overlap: seen by the daily comparison at the latest.
    await hall.run('hall', [`INSERT INTO changing VALUES (32, '2026-03-01 08:00:00', ${ago(30)}, '更晚')`]);
    const fourth = await poll(adapter, third.cursor);
    expect(fourth.ids).not.toContain('32');
    const nextDay = await poll(adapter, fourth.cursor, { now: Date.now() + 25 * 3_600_000 });
    expect(nextDay.ids).toContain('32');
    expect(nextDay.pages.filter(({ sweepStartedAt }) => sweepStartedAt !== null)).toHaveLength(1);
  });

  it('reads rows without an update time at every poll, and tells how many', async () => {
    await table('empty_times', 12, 60);
    await hall.run('hall', ['UPDATE empty_times SET updated_at = NULL WHERE id <= 11']);
    const adapter = adapterOf(exchangeSource(hall, 'empty_times', {}));
    const first = await poll(adapter, null);
    expect(sorted(first.ids)).toEqual(numbers(1, 12));
    expect(first.warnings).toEqual(['exchange-no-cursor']);
    await hall.run('hall', ["UPDATE empty_times SET title = '改' WHERE id = 11"]);
    const second = await poll(adapter, first.cursor);
    expect(second.rows.find(({ id }) => id === '11')).toMatchObject({ title: '改' });
  });

  it('is not led into the future by one wrong time', async () => {
    await table('future', 5, 60);
    await hall.run('hall', ["UPDATE future SET updated_at = '2037-01-01 00:00:00' WHERE id = 2"]);
    const adapter = adapterOf(exchangeSource(hall, 'future', {}));
    const first = await poll(adapter, null);
    expect(sorted(first.ids)).toEqual(numbers(1, 5));
    expect(first.warnings).toEqual(['exchange-ahead']);
    await hall.run('hall', [`UPDATE future SET updated_at = ${ago(0)} WHERE id = 4`]);
    expect((await poll(adapter, first.cursor)).ids).toContain('4');
  });

  it('takes a page up again where the connection was cut', async () => {
    await table('cut', 45, 60);
    let cuts = 0;
    const found = await poll(adapterOf(exchangeSource(hall, 'cut', {})), null, {
      onPage: async () => {
        if (cuts++ < 3) await hall.cutConnections(READER);
      },
    });
    expect(found.ids).toEqual(numbers(1, 45));
    expect(cuts).toBeGreaterThan(3);
  });

  it('follows a sequence, and rows of a day by their date', async () => {
    await hall.run('hall', [
      'CREATE TABLE counted (id bigint PRIMARY KEY, reported_at timestamp NULL, version bigint, day date)',
      `INSERT INTO counted VALUES ${numbers(1, 25)
        .map((n) => `(${n}, '2026-03-01 08:00:00', 9007199254740000${n.padStart(2, '0')}, '2026-03-01')`)
        .join(', ')}`,
    ]);
    const bySequence = adapterOf(
      exchangeSource(hall, 'counted', { exchange: { cursor: 'version', overlap: 3 } }),
    );
    const first = await poll(bySequence, null);
    expect(first.ids).toEqual(numbers(1, 25));
    const second = await poll(bySequence, first.cursor);
    expect(second.ids).toEqual(numbers(22, 25));
    const byDay = adapterOf(exchangeSource(hall, 'counted', { exchange: { cursor: 'day' } }));
    const loaded = await poll(byDay, null);
    await hall.run('hall', ["INSERT INTO counted VALUES (26, '2026-03-01 08:00:00', 1, '2026-03-01')"]);
    expect((await poll(byDay, loaded.cursor)).ids).toContain('26');
  });

  it('without a cursor is compared as a whole: missing rows count once an hour, and only if all were read', async () => {
    await table('whole', 23, 60);
    const adapter = adapterOf(exchangeSource(hall, 'whole', { exchange: { cursor: null } }));
    const start = Date.now();
    const first = await poll(adapter, null, { now: start });
    expect(first.ids).toEqual(numbers(1, 23));
    expect(first.pages.map(({ sweepStartedAt }) => sweepStartedAt).filter((at) => at !== null)).toEqual([
      start,
    ]);
    await hall.run('hall', ['DELETE FROM whole WHERE id = 5']);
    const soon = await poll(adapter, first.cursor, { now: start + 60_000 });
    expect(soon.ids).toHaveLength(22);
    expect(soon.pages.every(({ sweepStartedAt }) => sweepStartedAt === null)).toBe(true);
    const later = await poll(adapter, soon.cursor, { now: start + 3_700_000 });
    expect(later.pages.some(({ sweepStartedAt }) => sweepStartedAt === start + 3_700_000)).toBe(true);
    // Emptied while it is rebuilt: no case is taken for gone.
    await hall.run('hall', ['DELETE FROM whole']);
    const empty = await poll(adapter, later.cursor, { now: start + DAY });
    expect(empty.pages.every(({ sweepStartedAt }) => sweepStartedAt === null)).toBe(true);
    expect(empty.warnings).toEqual(['sweep-empty']);
  });

  it('that changes while the connection is lost is told as incomplete', async () => {
    await table('moved', 30, 60);
    let pages = 0;
    const found = await poll(adapterOf(exchangeSource(hall, 'moved', { exchange: { cursor: null } })), null, {
      onPage: async () => {
        pages += 1;
        if (pages !== 2) return;
        await hall.cutConnections(READER);
        await hall.run('hall', ['DELETE FROM moved WHERE id = 3']);
      },
    });
    expect(found.ids).toEqual(numbers(1, 30));
    expect(found.incomplete).toMatchObject({
      code: 'source-incomplete',
      parameters: { stated: 30, received: 30, why: 'changing' },
    });
    expect(found.pages.every(({ sweepStartedAt }) => sweepStartedAt === null)).toBe(true);
  });

  it('stays incomplete through later polls, until a whole reading agrees with what the database counts', async () => {
    await table('forgotten', 30, 60);
    const source = exchangeSource(hall, 'forgotten', {});
    const adapter = adapterOf(source);
    const start = Date.now();
    const loaded = await poll(adapter, null, { now: start });
    expect(loaded.incomplete).toBeNull();
    let pages = 0;
    const compared = await poll(adapter, loaded.cursor, {
      now: start + DAY,
      onPage: async () => {
        pages += 1;
        // Three pages lie in the overlap; this is the second of the comparison.
        if (pages !== 5) return;
        await hall.cutConnections(READER);
        await hall.run('hall', ['DELETE FROM forgotten WHERE id = 30']);
      },
    });
    expect(compared.incomplete).toMatchObject({ parameters: { stated: 30, received: 29, why: 'short' } });
    const next = await poll(adapter, compared.cursor, { now: start + DAY + MINUTE });
    expect(next.incomplete).toEqual(compared.incomplete);
    expect(missingOf(source, next.cursor)).toEqual(compared.incomplete);
    expect(progressOf(source, next.cursor)).toMatchObject({ phase: 'following', upTo: null });
    // Not only a day later.
    const whole = await poll(adapter, next.cursor, { now: start + DAY + 20 * MINUTE });
    expect(whole.incomplete).toBeNull();
    expect(whole.pages.some(({ sweepStartedAt }) => sweepStartedAt !== null)).toBe(true);
    expect(missingOf(source, whole.cursor)).toBeNull();
  });

  it('is compared at once where more was read than is there', async () => {
    await table('surplus', 30, 60);
    let pages = 0;
    const found = await poll(adapterOf(exchangeSource(hall, 'surplus', {})), null, {
      onPage: async () => {
        pages += 1;
        if (pages === 2) await hall.run('hall', ['DELETE FROM surplus WHERE id = 3']);
      },
    });
    // Row 3 was read before it went: only a sweep can tell that it is gone.
    expect(found.ids.filter((id) => id === '3')).toHaveLength(1);
    expect(found.pages.some(({ sweepStartedAt }) => sweepStartedAt !== null)).toBe(true);
    expect(found).toMatchObject({ incomplete: null, warnings: [] });
  });

  it('is asked for its rows alone, and counts them once', async () => {
    await table('overheard', 12, 60);
    const relay = await listenTo(hall);
    try {
      const adapter = adapterOf(exchangeSource(hall, 'overheard', { exchange: { port: relay.port } }));
      const first = await poll(adapter, null);
      expect(relay.asked().match(/COUNT\(\*\)/g)).toHaveLength(1);
      await poll(adapter, first.cursor);
      expect(relay.asked().match(/COUNT\(\*\)/g)).toHaveLength(1);
      expect(relay.asked()).not.toMatch(/version\(\)|server_encoding|character_set_database/i);
    } finally {
      relay.close();
    }
  });

  it('tells rows without a key, and refuses a key that too many rows share', async () => {
    await hall.run('hall', [
      'CREATE TABLE keys_lacking (id varchar(20), reported_at timestamp NULL, updated_at timestamp NULL)',
      `INSERT INTO keys_lacking VALUES ('a', '2026-03-01 08:00:00', '2026-03-01 09:00:00'), (NULL, '2026-03-01 08:00:00', '2026-03-01 09:00:00')`,
      'CREATE TABLE keys_same (id varchar(20), reported_at timestamp NULL, updated_at timestamp NULL)',
      `INSERT INTO keys_same VALUES ${Array.from({ length: 11 }, () => "('a', '2026-03-01 08:00:00', '2026-03-01 09:00:00')").join(', ')}`,
    ]);
    const lacking = await poll(adapterOf(exchangeSource(hall, 'keys_lacking', {})), null);
    expect(lacking.ids).toEqual(['a']);
    expect(lacking.warnings).toEqual(['exchange-no-key']);
    // Told until a whole reading finds none: it does not look for them each time.
    const later = await poll(adapterOf(exchangeSource(hall, 'keys_lacking', {})), lacking.cursor);
    expect(later.warnings).toEqual(['exchange-no-key']);
    await expect(poll(adapterOf(exchangeSource(hall, 'keys_same', {})), null)).rejects.toMatchObject({
      code: 'exchange-same-key',
    });
  });

  it('needs the columns of which numbers are made, instead of that of the number', async () => {
    await table('made', 3, 60);
    const source = exchangeSource(hall, 'made', { fields: { id: 'no_such_number' } });
    const made = (idFrom: string[]) => adapterOf({ ...source, mapping: { ...source.mapping, idFrom } });
    const adapter = made(['title', 'reported_at']);
    const found = await poll(adapter, null);
    expect(found.rows.map((row) => adapter.read(row).ok)).toEqual([true, true, true]);
    await expect(poll(made(['title', 'place']), null)).rejects.toMatchObject({
      code: 'exchange-columns',
      sent: { parameters: { columns: ['place'] } },
    });
  });

  it('never parts two rows of one key at the end of a page', async () => {
    await hall.run('hall', [
      'CREATE TABLE twice (id varchar(20), reported_at timestamp NULL, updated_at timestamp NULL, title varchar(9))',
      `INSERT INTO twice VALUES ${numbers(10, 18)
        .map((n) => `('${n}', '2026-03-01 08:00:00', '2026-03-01 09:00:00', 'x')`)
        .join(
          ', ',
        )}, ('19', '2026-03-01 08:00:00', '2026-03-01 09:00:00', 'one'), ('19', '2026-03-01 08:00:00', '2026-03-01 09:00:00', 'two')`,
    ]);
    const found = await poll(adapterOf(exchangeSource(hall, 'twice', {})), null);
    expect(
      found.rows
        .filter(({ id }) => id === '19')
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['one', 'two']);
    expect(found.rows).toHaveLength(11);
  });
});
