/** A case as the service keeps it. `at`: UTC ms; `x`, `y`: in the system of the layer. */
export type ServiceRow = {
  id: string;
  at: number;
  stage: 1 | 2;
  x: number;
  y: number;
  /** When it was edited, UTC ms; null: the server was never told. */
  edited?: number | null;
  /** Columns of a list of its own, in place of those of the hall. */
  columns?: Record<string, string | number | null>;
};

/** What is wrong with a service; each as real ones have it. */
export type ServiceFaults = {
  /** Most rows of one answer. */
  cap: number;
  /** Every page is the first one. */
  ignoresOffset: boolean;
  /** Pages begin so many rows too early: there is no order of their own. */
  overlap: number;
  /** States a total one row higher at every answer. */
  growingTotal: boolean;
  /** Is not told of its own total. */
  noTotal: boolean;
  /** This page (from 1) is empty, although more follow. */
  emptyPage: number;
  /** The row A… that the total counts is never given. */
  hiddenRow: number;
  /** Has no pages: it refuses to page, or (OGC) gives no link. */
  noPaging: boolean;
  /** Editor tracking (ArcGIS): kept, with its condition refused, or with its condition ignored. */
  edits: 'none' | 'kept' | 'refuses' | 'ignores';
  /** The first requests meet this instead of an answer. */
  first: { requests: number; with: '429' | '500' | 'login' | 'error-in-200' };
};

export const soundService: ServiceFaults = {
  cap: 1000,
  ignoresOffset: false,
  overlap: 0,
  growingTotal: false,
  noTotal: false,
  emptyPage: 0,
  hiddenRow: -1,
  noPaging: false,
  edits: 'none',
  first: { requests: 0, with: '500' },
};

/** How a layer names its coordinate system, and what it has besides. */
export type ServiceLayer = { wkid: number; latFirst: boolean };

export type Question = {
  url: URL;
  rows: ServiceRow[];
  faults: ServiceFaults;
  layer: ServiceLayer;
  /** How many pages were answered before. */
  pages: number;
  origin: string;
};

/** `page`: this answer was a page of rows. */
export type Reply = { status: number; type: string; body: string; page: boolean };

export const json = (body: unknown, page: boolean): Reply => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
  page,
});
export const xml = (body: string, status: number): Reply => ({ status, type: 'text/xml', body, page: false });

/** The rows of one page under the faults, and the number that the service states. */
export function pageOf(
  { rows, faults, pages }: Question,
  offset: number,
  limit: number,
): { rows: ServiceRow[]; total: number; more: boolean } {
  const size = Math.min(faults.cap, limit);
  const start = faults.ignoresOffset ? 0 : Math.max(0, offset - (offset > 0 ? faults.overlap : 0));
  const isEmpty = faults.emptyPage > 0 && pages + 1 === faults.emptyPage;
  const found = isEmpty ? [] : rows.slice(start, start + size);
  return {
    rows: found.filter(({ id }) => id !== `A${faults.hiddenRow}`),
    total: rows.length + (faults.growingTotal ? pages : 0),
    more: start + size < rows.length,
  };
}
