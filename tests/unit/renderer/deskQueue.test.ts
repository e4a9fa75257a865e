import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ApiError, windowError } from '../../../renderer/live/client/apiError.ts';
import type { PageQuery } from '../../../renderer/live/queries/deskQueue.ts';
import { DeskQueue } from '../../../renderer/live/queries/deskQueue.ts';
import { PAGE_SIZE, PAGES_KEPT, PageCache, pagesFor } from '../../../renderer/live/queries/pageCache.ts';
import type { CasePage, CaseSummary } from '../../../shared/contract/cases.ts';

function row(id: number, requestedAt: number, title = `case ${id}`): CaseSummary {
  return {
    id: `s:${id}`,
    source: 's',
    sourceId: String(id),
    status: 'open',
    stage: null,
    categoryCode: 'c',
    categoryName: 'c',
    title,
    address: null,
    street: null,
    grid: null,
    org: null,
    channel: null,
    requestedAt,
    updatedAt: null,
    closedAt: null,
    dueAt: null,
    dueBasis: null,
    overdue: false,
    rework: 0,
    lon: null,
    lat: null,
    locationQuality: 'none',
  };
}

/** A service with real rows: filters by time, sorts, pages. */
function city(rows: CaseSummary[]) {
  const asked: PageQuery[] = [];
  let revision = 1;
  let failure: ApiError | null = null;
  const fetchPage = async (query: PageQuery, signal: AbortSignal): Promise<CasePage> => {
    asked.push(query);
    await Promise.resolve();
    if (signal.aborted) throw new DOMException('aborted', 'AbortError');
    if (failure !== null) throw failure;
    const { from, to, sort, offset, limit, q } = query;
    const found = rows
      .filter((each) => typeof from !== 'number' || each.requestedAt >= from)
      .filter((each) => typeof to !== 'number' || each.requestedAt < to)
      .filter((each) => typeof q !== 'string' || q === '' || each.title.includes(q))
      .sort((a, b) => (sort === 'requested' ? a.requestedAt - b.requestedAt : b.requestedAt - a.requestedAt));
    const start = Number(offset);
    return {
      items: found.slice(start, start + Number(limit)),
      total: found.length,
      nextCursor: null,
      revision,
    };
  };
  return {
    asked,
    fetchPage,
    add: (...more: CaseSummary[]) => {
      rows = [...rows, ...more];
      revision += 1;
    },
    change: (id: string, title: string) => {
      rows = rows.map((each) => (each.id === id ? { ...each, title } : each));
      revision += 1;
    },
    drop: (id: string) => {
      rows = rows.filter((each) => each.id !== id);
      revision += 1;
    },
    fail: (error: ApiError | null) => {
      failure = error;
    },
  };
}

const many = (count: number): CaseSummary[] => Array.from({ length: count }, (_, at) => row(at, at * 1000));
const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(1000).then(() => undefined);

describe('the frozen queue', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function opened(service: ReturnType<typeof city>, sort: '-requested' | 'requested' = '-requested') {
    const queue = new DeskQueue(service.fetchPage, () => 42);
    queue.open({ filter: {}, sort });
    await settle();
    return queue;
  }

  it('reads the first page with one question, counts what may follow, and the rest as they come into sight', async () => {
    const service = city(many(1000));
    const queue = await opened(service);
    // The page, and the two counts that later come with the news.
    expect(service.asked.map(({ limit }) => limit)).toEqual([200, 0, 0]);
    expect(queue.view()).toMatchObject({ total: 1000, newCases: 0, outdated: false, readAt: 42 });
    expect(queue.row(0)?.id).toBe('s:999');
    expect(queue.row(600)).toBeNull();
    queue.show(590, 630);
    await settle();
    expect(queue.row(600)?.id).toBe('s:399');
  });

  it('never moves a row when cases come in; they are counted until asked for', async () => {
    const service = city(many(1000));
    const queue = await opened(service);
    queue.show(0, 40);
    service.add(row(5000, 5_000_000), row(5001, 5_001_000));
    queue.changed(null);
    await settle();
    expect(queue.view()).toMatchObject({ total: 1000, newCases: 2, outdated: false });
    expect(queue.row(0)?.id).toBe('s:999');
    // Pages that are read after it belong to the same order.
    queue.show(400, 440);
    await settle();
    expect(queue.row(400)?.id).toBe('s:599');
    queue.show(0, 40);
    await queue.refresh();
    expect(queue.view()).toMatchObject({ total: 1002, newCases: 0 });
    expect(queue.row(0)?.id).toBe('s:5001');
    expect(queue.indexOf('s:999')).toBe(2);
  });

  it('keeps its order under other sorts too', async () => {
    const service = city(many(500));
    const queue = await opened(service, 'requested');
    expect(queue.row(0)?.id).toBe('s:0');
    service.add(row(9000, 9_000_000));
    queue.changed(null);
    await settle();
    expect(queue.view()).toMatchObject({ total: 500, newCases: 1 });
  });

  it('brings a changed row up to date where it stands', async () => {
    const service = city(many(300));
    const queue = await opened(service);
    queue.show(0, 40);
    service.change('s:290', 'changed');
    queue.changed(null);
    await settle();
    expect(queue.row(9)?.title).toBe('changed');
    expect(queue.view()).toMatchObject({ newCases: 0, outdated: false });
  });

  it('asks for a page again only when a row of it in sight has changed', async () => {
    const service = city(many(1000));
    const queue = await opened(service);
    queue.show(0, 40);
    await settle();
    service.asked.length = 0;
    service.add(row(5000, 5_000_000));
    queue.changed(['s:5000']);
    await settle();
    expect(queue.view()).toMatchObject({ newCases: 1, outdated: false });
    expect(service.asked.map(({ limit }) => limit)).toEqual([0, 0]);
    service.change('s:990', 'closed meanwhile');
    queue.changed(['s:990']);
    // A row of another page, which will be read when it comes into sight.
    service.change('s:3', 'far away');
    queue.changed(['s:3']);
    await settle();
    expect(queue.row(9)?.title).toBe('closed meanwhile');
    expect(service.asked.filter(({ limit }) => limit !== 0)).toHaveLength(1);
  });

  it('reads a changed row that was out of sight as soon as it is seen', async () => {
    const service = city(many(1000));
    const queue = await opened(service);
    queue.show(400, 440);
    await settle();
    queue.show(0, 40);
    service.change('s:590', 'changed out of sight');
    queue.changed(['s:590']);
    await settle();
    expect(queue.row(409)?.title).toBe('case 590');
    queue.show(400, 440);
    await settle();
    expect(queue.row(409)?.title).toBe('changed out of sight');
  });

  it('tells when rows of its order are gone', async () => {
    const service = city(many(300));
    const queue = await opened(service);
    queue.show(0, 40);
    service.drop('s:100');
    queue.changed(null);
    await settle();
    expect(queue.view().outdated).toBe(true);
    await queue.refresh();
    expect(queue.view()).toMatchObject({ total: 299, outdated: false });
  });

  it('looks at a burst of changes once, and once more for what came meanwhile', async () => {
    const service = city(many(300));
    const queue = await opened(service);
    queue.show(0, 40);
    const before = service.asked.length;
    for (let time = 0; time < 50; time++) queue.changed(null);
    await settle();
    // Two counts twice, and the page in sight.
    expect(service.asked.length - before).toBe(5);
    await settle();
    expect(service.asked.length - before).toBe(5);
  });

  it('shows the newest query only, with the old rows until its answer', async () => {
    const service = city([...many(300), row(7, 9_000_000, '井盖')]);
    const queue = await opened(service);
    queue.open({ filter: { q: 'case 2' }, sort: '-requested' });
    expect(queue.view().stale).toBe(true);
    expect(queue.row(0)?.title).toBe('井盖');
    queue.open({ filter: { q: '井盖' }, sort: '-requested' });
    await settle();
    expect(queue.view()).toMatchObject({ total: 1, stale: false });
    expect(queue.row(0)?.title).toBe('井盖');
  });

  it('fills itself when the first cases come into an empty queue', async () => {
    const service = city([]);
    const queue = await opened(service);
    expect(queue.view().total).toBe(0);
    service.add(row(1, 1000));
    queue.changed(null);
    await settle();
    expect(queue.view()).toMatchObject({ total: 1, newCases: 0 });
  });

  it('keeps the rows on an error and recovers', async () => {
    const service = city(many(300));
    const queue = await opened(service);
    service.fail(windowError('unreachable', {}, 0));
    await queue.refresh();
    expect(queue.view().error?.code).toBe('unreachable');
    expect(queue.row(0)?.id).toBe('s:299');
    service.fail(null);
    await queue.refresh();
    expect(queue.view()).toMatchObject({ error: null, total: 300, stale: false });
  });

  it('looks at once at the first changes, and lets those of a flood wait for one look', async () => {
    const service = city(many(300));
    const queue = new DeskQueue(service.fetchPage, Date.now);
    queue.open({ filter: {}, sort: '-requested' });
    await settle();
    await settle();
    for (const count of [1, 2, 3]) {
      service.add(row(9000 + count, 9_000_000 + count));
      queue.changed(null);
      await vi.advanceTimersByTimeAsync(50);
      expect(queue.view().newCases).toBe(count);
    }
    const { length } = service.asked;
    service.add(row(9100, 9_100_000));
    queue.changed(null);
    queue.changed(null);
    await vi.advanceTimersByTimeAsync(500);
    expect(service.asked).toHaveLength(length);
    await settle();
    expect(queue.view().newCases).toBe(4);
  });

  it('respects the end of a filter that lies before the bound', async () => {
    const service = city(many(300));
    const queue = new DeskQueue(service.fetchPage, () => 0);
    queue.open({ filter: { to: 100_000 }, sort: '-requested' });
    await settle();
    expect(queue.view().total).toBe(100);
    service.add(row(9000, 9_000_000));
    queue.show(0, 40);
    queue.changed(null);
    await settle();
    expect(queue.view()).toMatchObject({ total: 100, newCases: 0 });
  });
});

describe('the page cache', () => {
  it('asks for pages from the middle of the view outwards', () => {
    expect(pagesFor(0, 0)).toEqual([]);
    expect(pagesFor(0, 1)).toEqual([0]);
    expect(pagesFor(PAGE_SIZE - 1, PAGE_SIZE + 1)).toHaveLength(2);
    expect(pagesFor(PAGE_SIZE, PAGE_SIZE * 4)[0]).toBe(2);
  });
  it('drops the pages unseen for longest, and their positions', () => {
    const cache = new PageCache();
    cache.put(0, [row(1, 1)]);
    for (let page = 1; page < PAGES_KEPT; page++) cache.put(page, [row(page + 1, 1)]);
    cache.touch([0]);
    cache.put(PAGES_KEPT, [row(999, 1)]);
    expect(cache.has(0)).toBe(true);
    expect(cache.has(1)).toBe(false);
    expect(cache.indexOf('s:2')).toBe(-1);
    expect(cache.indexOf('s:999')).toBe(PAGES_KEPT * PAGE_SIZE);
  });
  it('replaces a row in its place, and only one that it holds', () => {
    const cache = new PageCache();
    cache.put(3, [row(1, 1), row(2, 2)]);
    expect(cache.replace(row(2, 2, 'new'))).toBe(true);
    expect(cache.row(3 * PAGE_SIZE + 1)?.title).toBe('new');
    expect(cache.replace(row(77, 1))).toBe(false);
  });
});
