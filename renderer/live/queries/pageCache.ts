import type { CaseSummary } from '../../../shared/contract/cases.ts';

/** Rows per request: two screens of a 4K monitor, well under the 1000 that the service allows. */
export const PAGE_SIZE = 200;

/** Pages kept in memory: 12,000 rows, so that scrolling back needs no request while a walk through 1M rows stays small. */
export const PAGES_KEPT = 60;

/** Numbers of the pages with rows `first` … `end` (exclusive), nearest to the middle first. */
export function pagesFor(first: number, end: number): number[] {
  if (end <= first) return [];
  const from = Math.floor(first / PAGE_SIZE);
  const to = Math.floor((end - 1) / PAGE_SIZE);
  const middle = (first + end - 1) / 2 / PAGE_SIZE - 0.5;
  const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return pages.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}

/**
 * Rows of one snapshot of the queue by position. A page that has been loaded is never replaced while the snapshot lasts,
 * so no row moves under the cursor; single rows are refreshed in place by id.
 */
export class PageCache {
  readonly #pages = new Map<number, CaseSummary[]>();
  readonly #positions = new Map<string, number>();

  has(page: number): boolean {
    return this.#pages.has(page);
  }

  row(index: number): CaseSummary | null {
    const page = Math.floor(index / PAGE_SIZE);
    return this.#pages.get(page)?.[index - page * PAGE_SIZE] ?? null;
  }

  /** Position of a loaded row, -1 when it is not loaded. */
  indexOf(id: string): number {
    return this.#positions.get(id) ?? -1;
  }

  /** Page of a loaded row; null when it is not loaded. */
  pageOf(id: string): number | null {
    const index = this.#positions.get(id);
    return index === undefined ? null : Math.floor(index / PAGE_SIZE);
  }

  /** Numbers of the loaded pages. */
  pages(): number[] {
    return [...this.#pages.keys()];
  }

  put(page: number, rows: CaseSummary[]): void {
    this.#pages.delete(page);
    this.#pages.set(page, rows);
    rows.forEach((row, at) => {
      this.#positions.set(row.id, page * PAGE_SIZE + at);
    });
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) break;
      this.#drop(oldest);
    }
  }

  /** Marks pages as in use, so that the least recently seen are dropped first. */
  touch(pages: number[]): void {
    for (const page of pages) {
      const rows = this.#pages.get(page);
      if (rows === undefined) continue;
      this.#pages.delete(page);
      this.#pages.set(page, rows);
    }
  }

  /** Replaces a row by a newer version; false if the row is not loaded. */
  replace(row: CaseSummary): boolean {
    const index = this.#positions.get(row.id);
    if (index === undefined) return false;
    const page = Math.floor(index / PAGE_SIZE);
    const rows = this.#pages.get(page);
    if (rows === undefined) return false;
    this.#pages.set(page, rows.with(index - page * PAGE_SIZE, row));
    return true;
  }

  #drop(page: number): void {
    for (const row of this.#pages.get(page) ?? []) {
      const at = this.#positions.get(row.id);
      if (at !== undefined && Math.floor(at / PAGE_SIZE) === page) this.#positions.delete(row.id);
    }
    this.#pages.delete(page);
  }
}
