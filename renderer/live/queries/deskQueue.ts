import type { CasePage, CaseSummary } from '../../../shared/contract/cases.ts';
import type { CaseSort } from '../../../shared/contract/filters.ts';
import type { routes } from '../../../shared/contract/routes.ts';
import { pageTimers } from '../../base/timers.ts';
import { type ApiError, asApiError } from '../client/apiError.ts';
import type { QueryOf } from '../client/request.ts';
import { BURST_OF_THREE, createRefresher, type Refresher } from '../stream/refresher.ts';
import type { CaseQuery } from './cases.ts';
import { PAGE_SIZE, PageCache, pagesFor } from './pageCache.ts';

/** The filter of the queue as a query without paging. */
export type QueueQuery = { filter: CaseQuery; sort: CaseSort };

/** A page of the queue, or with `limit` 0 only how many there are. */
export type PageQuery = QueryOf<typeof routes.cases>;

/** Fetches a page; the queue's only dependency. */
export type FetchPage = (query: PageQuery, signal: AbortSignal) => Promise<CasePage>;

export type QueueView = {
  /** Rows in the snapshot; null before the first answer. */
  total: number | null;
  revision: number;
  /** When the latest answer arrived, by this machine's clock; null before the first. */
  readAt: number | null;
  /** Another query is under way and the rows still belong to the one before. */
  stale: boolean;
  error: ApiError | null;
  /** Cases reported after the snapshot that match the filter. */
  newCases: number;
  /** The snapshot's rows are no longer those of the service (closed, filled in late …). */
  outdated: boolean;
};

const EMPTY_VIEW: QueueView = {
  total: null,
  revision: 0,
  readAt: null,
  stale: false,
  error: null,
  newCases: 0,
  outdated: false,
};

/**
 * One frozen order of the queue, read page by page. Its query is bounded by the newest report at the moment it was
 * opened, so that what is reported later cannot push rows down while the operator scrolls; those are counted as
 * `newCases` until the operator asks for them. Rows that change are replaced where they stand.
 */
export class DeskQueue {
  readonly #fetchPage: FetchPage;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #view: QueueView = EMPTY_VIEW;
  #cache = new PageCache();
  #query: QueueQuery | null = null;
  #key = '';
  /** Upper bound (exclusive, UTC ms) of the snapshot; null while it is empty. */
  #bound: number | null = null;
  #abort = new AbortController();
  #loading = new Set<number>();
  #range = { first: 0, end: 0 };
  readonly #refresher: Refresher;
  /** Loaded pages with rows that changed since: read again as soon as they are in sight. */
  #dirty = new Set<number>();

  constructor(fetchPage: FetchPage, now: () => number) {
    this.#fetchPage = fetchPage;
    this.#now = now;
    this.#refresher = createRefresher(() => this.#checkForChanges(), BURST_OF_THREE, pageTimers);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  view = (): QueueView => this.#view;
  row = (index: number): CaseSummary | null => this.#cache.row(index);
  indexOf = (id: string): number => this.#cache.indexOf(id);

  /** Shows another query; the same one again does nothing. */
  open(query: QueueQuery): void {
    const key = JSON.stringify(query);
    if (key === this.#key) return;
    this.#key = key;
    this.#query = query;
    this.#range = { first: 0, end: 0 };
    void this.#restart();
  }

  /** A new snapshot of the same query; rows on screen stay until the new ones are there. */
  refresh(): Promise<void> {
    return this.#restart();
  }

  /** Sets which rows are on screen: missing ones are fetched, requests for others are cancelled. */
  show(first: number, end: number): void {
    this.#range = { first, end };
    if (this.#view.stale || this.#view.total === null) return;
    const pages = pagesFor(first, Math.min(end, this.#view.total));
    this.#cache.touch(pages);
    for (const page of pages) if (!this.#cache.has(page)) void this.#load(page);
    void this.#refetchChangedRows(this.#abort.signal);
  }

  /** Call when the service committed a change to these cases; null: to an unknown set. */
  changed(ids: readonly string[] | null): void {
    const pages = ids === null ? this.#cache.pages() : ids.map((id) => this.#cache.pageOf(id));
    for (const page of pages) if (page !== null) this.#dirty.add(page);
    if (this.#query !== null) this.#refresher.changed();
  }

  close(): void {
    this.#abort.abort();
    this.#key = '';
  }

  async #restart(): Promise<void> {
    const query = this.#query;
    if (query === null) return;
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#loading = new Set();
    this.#set({ stale: true, error: null });
    try {
      const newest = await this.#fetchNewest(query, signal);
      const pin = newest.items[0] === undefined ? null : newest.items[0].requestedAt + 1;
      const first = Math.floor(Math.min(this.#range.first, Math.max(0, newest.total - 1)) / PAGE_SIZE);
      const page =
        query.sort === '-requested' && first === 0
          ? newest
          : await this.#fetchPage(this.#pageQuery(query, pin, first), signal);
      if (signal.aborted) return;
      this.#bound = pin;
      this.#cache = new PageCache();
      this.#dirty = new Set();
      this.#cache.put(first, page.items);
      this.#set({
        total: page.total,
        revision: page.revision,
        readAt: this.#now(),
        stale: false,
        newCases: 0,
        outdated: false,
      });
      this.show(this.#range.first, this.#range.end);
      // Requests the counts once; afterwards the service pushes them with each change.
      this.changed([]);
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  /** First page of the newest reports: the rows themselves for the usual order, one row to find the bound otherwise. */
  #fetchNewest(query: QueueQuery, signal: AbortSignal): Promise<CasePage> {
    const limit = query.sort === '-requested' ? PAGE_SIZE : 1;
    return this.#fetchPage({ ...query.filter, sort: '-requested', offset: 0, limit }, signal);
  }

  #pageQuery(query: QueueQuery, pin: number | null, page: number): PageQuery {
    const to = this.#upperBound(query, pin);
    return { ...query.filter, to, sort: query.sort, offset: page * PAGE_SIZE, limit: PAGE_SIZE };
  }

  #upperBound(query: QueueQuery, pin: number | null): number | null | undefined {
    const { to } = query.filter;
    return pin === null ? to : typeof to === 'number' ? Math.min(to, pin) : pin;
  }

  async #load(page: number): Promise<void> {
    const query = this.#query;
    if (query === null || this.#loading.has(page)) return;
    const { signal } = this.#abort;
    const loading = this.#loading;
    loading.add(page);
    try {
      const answer = await this.#fetchPage(this.#pageQuery(query, this.#bound, page), signal);
      if (signal.aborted) return;
      this.#cache.put(page, answer.items);
      const outdated = this.#view.outdated || answer.total !== this.#view.total;
      this.#set({ outdated, error: null, readAt: this.#now() });
    } catch (error) {
      this.#fail(error, signal);
    } finally {
      loading.delete(page);
    }
  }

  /** Counts new rows, and updates the rows on screen without moving them. */
  async #checkForChanges(): Promise<void> {
    const query = this.#query;
    const { signal } = this.#abort;
    if (query === null || this.#view.stale || signal.aborted) return;
    if (this.#view.total === null || this.#bound === null) return this.#restart();
    try {
      // Counts are pushed, pages have to be fetched: the number of new cases is shown without waiting for them.
      const [later, within] = await Promise.all([
        this.#countNewCases(query, this.#bound, signal),
        this.#fetchPage({ ...query.filter, to: this.#upperBound(query, this.#bound), limit: 0 }, signal),
      ]);
      if (signal.aborted) return;
      const outdated = this.#view.outdated || within.total !== this.#view.total;
      const { revision } = within;
      this.#set({ newCases: later, outdated, revision, readAt: this.#now(), error: null });
      await this.#refetchChangedRows(signal);
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  /** Updates changed rows on screen in place. */
  async #refetchChangedRows(signal: AbortSignal): Promise<void> {
    const query = this.#query;
    const visible = pagesFor(this.#range.first, Math.min(this.#range.end, this.#view.total ?? 0));
    const pages = visible.filter((page) => this.#dirty.has(page));
    if (query === null || pages.length === 0) return;
    for (const page of pages) this.#dirty.delete(page);
    try {
      const refetch = (page: number) => this.#fetchPage(this.#pageQuery(query, this.#bound, page), signal);
      const answers = await Promise.all(pages.map(refetch));
      if (signal.aborted) return;
      for (const { items } of answers) for (const row of items) this.#cache.replace(row);
      const revision = Math.max(this.#view.revision, ...answers.map((answer) => answer.revision));
      this.#set({ revision, readAt: this.#now(), error: null });
    } catch (error) {
      for (const page of pages) this.#dirty.add(page);
      this.#fail(error, signal);
    }
  }

  async #countNewCases(query: QueueQuery, pin: number, signal: AbortSignal): Promise<number> {
    const { from, to } = query.filter;
    const bound = typeof from === 'number' ? Math.max(from, pin) : pin;
    if (typeof to === 'number' && to <= bound) return 0;
    return (await this.#fetchPage({ ...query.filter, from: bound, limit: 0 }, signal)).total;
  }

  #fail(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#set({ error: asApiError(error), stale: false });
  }

  #set(change: Partial<QueueView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
