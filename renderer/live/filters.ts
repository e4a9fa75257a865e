import { create } from 'zustand';
import type { CaseStatus } from '../../shared/contract/cases.ts';
import type { Punctuality, StageKey } from '../../shared/contract/filters.ts';
import type { Query } from './client.ts';
import { fromSearch, intoSearch } from './filter-address.ts';

/** How far back the windows look: the extent of the scrubber. */
export type Period = 'today' | '24h' | '7d' | '30d' | 'all';

/** The one filter of all linked windows. Empty lists and nulls mean «any». Times are UTC ms, `to` exclusive. */
export type Filter = {
  period: Period;
  /** A part of the period chosen on the scrubber; wins over the period. */
  range: { from: number; to: number } | null;
  status: CaseStatus | null;
  /** 办理阶段, `none` among them. */
  stage: StageKey[];
  category: string[];
  street: string[];
  grid: string[];
  org: string[];
  channel: string[];
  source: string[];
  overdue: boolean | null;
  /** Time of closing (结案时间). */
  closed: { from: number; to: number } | null;
  /** 按期结案, 超期结案. */
  punctuality: Punctuality[];
  q: string;
};

export const ANY: Filter = {
  period: 'all',
  range: null,
  status: null,
  stage: [],
  category: [],
  street: [],
  grid: [],
  org: [],
  channel: [],
  source: [],
  overdue: null,
  closed: null,
  punctuality: [],
  q: '',
};

/** What linked windows share. `caseId` is the selected case. */
export type Linked = { filter: Filter; caseId: string | null };
type LinkState = Linked & {
  /** A pinned window keeps its own filter and selection. */
  pinned: boolean;
};

type Message = { kind: 'share'; linked: Linked } | { kind: 'hello' };

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('citywhistle-linked');

/** The address of this window; injected, since this module also runs where there is none. */
export type AddressBar = { search(): string; replace(search: string): void };
let bar: AddressBar | null = null;

export const useLink = create<LinkState>()(() => ({ filter: ANY, caseId: null, pinned: false }));

/** Takes what the address says and joins the other windows. Call once, before the first render. */
export function startLinking(address: AddressBar): void {
  bar = address;
  const { filter, caseId, pinned, own } = fromSearch(address.search());
  useLink.setState({ filter, caseId, pinned });
  if (channel === null) return;
  channel.onmessage = ({ data }: { data: Message }) => {
    const now = useLink.getState();
    if (now.pinned) return;
    if (data.kind === 'share') apply(data.linked, false);
    else tell({ filter: now.filter, caseId: now.caseId });
  };
  // A window opened without a filter of its own shows what the others show.
  if (!own && !pinned) channel.postMessage({ kind: 'hello' } satisfies Message);
}

function tell(linked: Linked): void {
  channel?.postMessage({ kind: 'share', linked } satisfies Message);
}

/** Changes part of the filter, in every linked window unless this one is pinned. */
export function setFilter(change: Partial<Filter>): void {
  apply({ filter: { ...useLink.getState().filter, ...change } }, true);
}

/** Selects a case, or nothing. */
export function select(caseId: string | null): void {
  apply({ caseId }, true);
}

/** Pins this window to its own filter, or links it again (it then takes what the others show). */
export function setPinned(pinned: boolean): void {
  useLink.setState({ pinned });
  remember();
  if (!pinned) channel?.postMessage({ kind: 'hello' } satisfies Message);
}

function apply(change: Partial<Linked>, share: boolean): void {
  useLink.setState(change);
  remember();
  const { pinned, filter, caseId } = useLink.getState();
  if (share && !pinned) tell({ filter, caseId });
}

/** Keeps the address current, so that a reload or a copied link shows the same. */
function remember(): void {
  if (bar === null) return;
  const search = intoSearch(bar.search(), useLink.getState());
  if (search !== bar.search()) bar.replace(search);
}

/** Start and end of a period; `to` null means «until now, and what comes». */
export type Bounds = { from: number | null; to: number | null };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * When a period begins. `todayStart` is the pack's midnight, `now` the service's clock. Rolling periods begin on a full
 * hour, so that a query keeps its key (and its cached answer) for an hour instead of a millisecond.
 */
export function periodStart(period: Period, now: number, todayStart: number): number | null {
  const hour = Math.floor(now / HOUR) * HOUR;
  if (period === 'today') return todayStart;
  if (period === '24h') return hour + HOUR - DAY;
  if (period === '7d') return todayStart - 6 * DAY;
  if (period === '30d') return todayStart - 29 * DAY;
  return null;
}

/** The filter as a query of the API, within the given bounds of time. */
export function toQuery(filter: Filter, bounds: Bounds): Query {
  return {
    from: bounds.from,
    to: bounds.to,
    status: filter.status,
    stage: filter.stage,
    category: filter.category,
    street: filter.street,
    grid: filter.grid,
    org: filter.org,
    channel: filter.channel,
    source: filter.source,
    overdue: filter.overdue,
    closedFrom: filter.closed?.from,
    closedTo: filter.closed?.to,
    punctuality: filter.punctuality,
    q: filter.q,
  };
}
