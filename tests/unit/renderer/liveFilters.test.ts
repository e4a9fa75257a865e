import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateText, shortTime, startOfDay } from '../../../renderer/live/link/cityTime.ts';
import { EMPTY_FILTER, type Filter, periodStart, toQuery } from '../../../renderer/live/link/filter.ts';
import { parseSearch, writeSearch } from '../../../renderer/live/link/filterAddress.ts';
import { INITIAL_STATE, reduce } from '../../../renderer/live/stream/liveState.ts';
import { CaseFilterQuery, Punctuality, StageKey } from '../../../shared/contract/filters.ts';

const name = fc.stringMatching(/^[a-z0-9一-龥]{1,8}$/);
const list = fc.array(name, { maxLength: 3 });
const filters: fc.Arbitrary<Filter> = fc.record({
  period: fc.constantFrom('today', '24h', '7d', '30d', 'all'),
  range: fc.option(fc.integer({ min: 1, max: 2e12 }).map((from) => ({ from, to: from + 60_000 }))),
  status: fc.constantFrom('open', 'closed', null),
  stage: fc.subarray([...StageKey.options]),
  category: list,
  street: list,
  grid: list,
  org: list,
  channel: list,
  source: list,
  overdue: fc.constantFrom(true, false, null),
  closed: fc.option(fc.integer({ min: 1, max: 2e12 }).map((from) => ({ from, to: from + 60_000 }))),
  counted: fc.option(fc.integer({ min: 1, max: 2e12 }).map((from) => ({ from, to: from + 60_000 }))),
  punctuality: fc.subarray([...Punctuality.options]),
  q: fc.oneof(fc.constant(''), name),
});

describe('filters in the address', () => {
  it('come back as they went in, and leave the role alone', () => {
    fc.assert(
      fc.property(filters, fc.option(name), fc.boolean(), (filter, caseId, pinned) => {
        const search = writeSearch('?role=wall&kiosk=1', { filter, caseId, pinned });
        const back = parseSearch(search);
        expect({ filter: back.filter, caseId: back.caseId, pinned: back.pinned }).toEqual({
          filter,
          caseId,
          pinned,
        });
        expect(new URLSearchParams(search).get('role')).toBe('wall');
        expect(new URLSearchParams(search).get('kiosk')).toBe('1');
      }),
    );
  });

  it('hold no contact data, whichever way', () => {
    for (const q of ['13800001234', '+86 138 0000 1234', 'a.bee@example.cn', '井盖 025-80001234']) {
      const search = writeSearch('?q=old', { filter: { ...EMPTY_FILTER, q }, caseId: null, pinned: false });
      expect(search).toBe('');
      expect(parseSearch(`?period=7d&q=${encodeURIComponent(q)}`).filter).toEqual({
        ...EMPTY_FILTER,
        period: '7d',
      });
    }
    const order = { filter: { ...EMPTY_FILTER, q: 'GD20250612000123' }, caseId: null, pinned: false };
    expect(parseSearch(writeSearch('', order)).filter).toEqual(order.filter);
  });

  it('are «any» where the address makes no sense', () => {
    const { filter, hasFilter: own } = parseSearch(
      '?period=century&status=lost&from=5&to=x&overdue=maybe&street=,,',
    );
    expect(filter).toEqual(EMPTY_FILTER);
    expect(own).toBe(true);
    expect(parseSearch('?role=desk').hasFilter).toBe(false);
  });
});

describe('a filter as a query', () => {
  it('is accepted by the contract', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const query = toQuery(filter, { from: 0, to: 1000 });
        const texts = Object.entries(query).flatMap(([key, value]) =>
          value === null ||
          value === undefined ||
          (typeof value === 'object' && value.length === 0) ||
          value === ''
            ? []
            : [[key, String(value)]],
        );
        expect(CaseFilterQuery.strict().safeParse(Object.fromEntries(texts)).success).toBe(true);
      }),
    );
  });

  it('begins where its period begins', () => {
    const today = Date.UTC(2026, 10, 21, 16);
    const now = today + 9.5 * 3_600_000;
    const day = 86_400_000;
    expect(periodStart('today', now, today)).toBe(today);
    expect(periodStart('24h', now, today)).toBe(today + 10 * 3_600_000 - day);
    expect(periodStart('7d', now, today)).toBe(today - 6 * day);
    expect(periodStart('all', now, today)).toBeNull();
  });
});

describe('time in the city', () => {
  it.each([
    ['2026-11-22T02:00:00Z', 'Asia/Shanghai', '2026-11-21T16:00:00Z'],
    ['2026-11-21T15:59:59Z', 'Asia/Shanghai', '2026-11-20T16:00:00Z'],
    // Clocks went back at two on this day: midnight still had summer time.
    ['2026-11-01T20:00:00Z', 'America/New_York', '2026-11-01T04:00:00Z'],
    ['2026-03-08T20:00:00Z', 'America/New_York', '2026-03-08T05:00:00Z'],
  ])('the day of %s in %s began %s', (at, zone, expected) => {
    expect(new Date(startOfDay(Date.parse(at), zone)).toISOString()).toBe(new Date(expected).toISOString());
  });

  it('is written for the zone, with the year only where it differs', () => {
    const at = Date.parse('2026-01-01T15:59:00Z');
    expect(shortTime(at, 'Asia/Shanghai', at)).toBe('01-01 23:59');
    expect(shortTime(at - 86_400_000 * 2, 'Asia/Shanghai', at)).toBe('2025-12-30 23:59');
    expect(dateText(at, 'Asia/Tokyo')).toBe('2026-01-02');
  });
});

describe('what a window knows', () => {
  const source = {
    id: 'a',
    name: 'A',
    kind: 'open311',
    state: 'fresh',
    lastSuccessAt: 1,
    lastAttemptAt: 1,
    nextAttemptAt: null,
    pollSeconds: 5,
    cursor: null,
    skewMs: null,
    newestRowAt: null,
    error: null,
    received: 1,
    stored: 1,
    unchanged: 0,
    quarantined: 0,
  } as const;
  const status = {
    revision: 7,
    version: 0,
    mode: 'drill',
    pack: { id: 'p', name: 'P', version: '1' },
    now: 5000,
    cases: { total: 0, open: 0, overdue: 0 },
    sources: [source],
    outbox: { pending: 0, failed: 0 },
    quarantine: { waiting: 0 },
    warnings: [],
  } as const;
  const begun = reduce(
    INITIAL_STATE,
    { type: 'init', revision: 7, status: { ...status, sources: [source], warnings: [] } },
    1000,
  );

  it('takes an init as it is, clock and lower revision included', () => {
    expect(begun.revision).toBe(7);
    expect(begun.clockOffset).toBe(4000);
    const again = reduce(
      { ...begun, revision: 99 },
      { type: 'init', revision: 2, status: { ...status, sources: [], warnings: [] } },
      1000,
    );
    expect(again.revision).toBe(2);
  });

  it('never goes back by a delta, and patches the source it tells of', () => {
    const old = reduce(
      begun,
      { type: 'source', revision: 3, version: 1, status: { ...source, state: 'down' } },
      1100,
    );
    expect(old.revision).toBe(7);
    expect(old.status?.sources.map((each) => each.state)).toEqual(['down']);
    const added = reduce(
      old,
      { type: 'source', revision: 8, version: 2, status: { ...source, id: 'b' } },
      1200,
    );
    expect(added.status?.sources.map((each) => each.id)).toEqual(['a', 'b']);
    expect(added.revision).toBe(8);
  });
});
