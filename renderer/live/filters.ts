import { create } from 'zustand';
import type { CaseStatus } from '../../shared/contract/cases.ts';
import type { Punctuality, StageKey } from '../../shared/contract/filters.ts';
import type { Query } from './client.ts';
import { fromSearch, intoSearch } from './filter-address.ts';
import { isLater, NEVER, type Stamp, stampOf } from './stamp.ts';

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

/** What linked windows share. `caseId` is the selected case, `whistleId` the whistle that is looked at. */
export type Linked = { filter: Filter; caseId: string | null; whistleId: string | null };
type LinkState = Linked & {
  /** A pinned window keeps its own filter and selection. */
  pinned: boolean;
};

type Message = { kind: 'share'; linked: Linked; stamp: Stamp } | { kind: 'hello' };

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('citywhistle-linked');

/** The address of this window; injected, since this module also runs where there is none. */
export type AddressBar = {
  search(): string;
  replace(search: string): void;
  /** A line that is kept over a reload of this window; null before one was. */
  kept(): string | null;
  keep(text: string): void;
  /** Calls it whenever the window is seen again after the browser had put it to sleep. */
  onWake(wake: () => void): void;
};
let bar: AddressBar | null = null;

export const useLink = create<LinkState>()(() => ({
  filter: ANY,
  caseId: null,
  whistleId: null,
  pinned: false,
}));

/** Which window this is among those that change things in the same millisecond. */
const OURS = crypto.randomUUID();
/** When what this window shows was chosen, and where. A window that slept must not bring old choices back. */
let stamp = NEVER;

/** Takes what the address says and joins the other windows. Call once, before the first render. */
export function startLinking(address: AddressBar): void {
  bar = address;
  const { filter, caseId, pinned, own } = fromSearch(address.search());
  useLink.setState({ filter, caseId, pinned });
  // A reload shows what it showed, as old as it is; a link that was just opened is a new choice.
  if (own) stamp = stampOf(address.kept()) ?? { at: Date.now(), from: OURS };
  if (channel === null) return;
  channel.onmessage = ({ data }: { data: Message }) => {
    const now = useLink.getState();
    if (now.pinned) return;
    if (data.kind === 'hello') tell();
    else if (isLater(data.stamp, stamp)) {
      setStamp(data.stamp);
      apply(data.linked, false);
    }
  };
  // What was said while the browser had this window asleep may be lost: the others know.
  address.onWake(() => {
    if (!useLink.getState().pinned) channel.postMessage({ kind: 'hello' } satisfies Message);
  });
  // Shows what the others show, unless it was chosen before.
  if (!pinned) channel.postMessage({ kind: 'hello' } satisfies Message);
}

function tell(): void {
  const { filter, caseId, whistleId } = useLink.getState();
  channel?.postMessage({
    kind: 'share',
    linked: { filter, caseId, whistleId },
    stamp,
  } satisfies Message);
}

/** Changes part of the filter, in every linked window unless this one is pinned. */
export function setFilter(change: Partial<Filter>): void {
  apply({ filter: { ...useLink.getState().filter, ...change } }, true);
}

/** Selects a case, or nothing. */
export function select(caseId: string | null): void {
  apply({ caseId }, true);
}

/** Tells the maps of linked windows which whistle is looked at; null: none. Boards do not follow. */
export function lookAtWhistle(whistleId: string | null): void {
  if (useLink.getState().whistleId !== whistleId) apply({ whistleId }, true);
}

/** Pins this window to its own filter, or links it again (it then takes what the others show). */
export function setPinned(pinned: boolean): void {
  useLink.setState({ pinned });
  remember();
  // What was chosen while it was pinned was for itself.
  if (!pinned) setStamp(NEVER);
  if (!pinned) channel?.postMessage({ kind: 'hello' } satisfies Message);
}

function apply(change: Partial<Linked>, share: boolean): void {
  useLink.setState(change);
  remember();
  if (!share || useLink.getState().pinned) return;
  setStamp({ at: Math.max(Date.now(), stamp.at + 1), from: OURS });
  tell();
}

function setStamp(next: Stamp): void {
  stamp = next;
  bar?.keep(JSON.stringify(next));
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
