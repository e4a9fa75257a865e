import { Punctuality, StageKey } from '../../../shared/contract/filters.ts';
import { linkableText } from '../../../shared/privacy/searchText.ts';
import { type Filter, Period } from './filter.ts';

/** The content of an address: filter, selected case, pinned; `hasFilter`: it contains any part of a filter. */
export type Address = { filter: Filter; caseId: string | null; pinned: boolean; hasFilter: boolean };

const LISTS = ['stage', 'category', 'street', 'grid', 'org', 'channel', 'source', 'punctuality'] as const;
const RANGES = ['from', 'to', 'closedFrom', 'closedTo', 'countedFrom', 'countedTo'] as const;
const NAMES = ['period', 'status', 'overdue', 'q', ...RANGES, ...LISTS] as const;

/** Reads filters from an address; an unreadable part means «any», never an error. Contact data in it is ignored. */
export function parseSearch(search: string): Address {
  const params = new URLSearchParams(search);
  const list = (name: string): string[] =>
    (params.get(name) ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  const range = (first: string, last: string): { from: number; to: number } | null => {
    const from = Number(params.get(first) ?? Number.NaN);
    const to = Number(params.get(last) ?? Number.NaN);
    return Number.isFinite(from) && Number.isFinite(to) && from < to ? { from, to } : null;
  };
  const status = params.get('status');
  const overdue = params.get('overdue');
  const filter: Filter = {
    period: Period.options.find((period) => period === params.get('period')) ?? 'all',
    range: range('from', 'to'),
    status: status === 'open' || status === 'closed' ? status : null,
    stage: StageKey.options.filter((stage) => list('stage').includes(stage)),
    category: list('category'),
    street: list('street'),
    grid: list('grid'),
    org: list('org'),
    channel: list('channel'),
    source: list('source'),
    overdue: overdue === 'true' ? true : overdue === 'false' ? false : null,
    closed: range('closedFrom', 'closedTo'),
    counted: range('countedFrom', 'countedTo'),
    punctuality: Punctuality.options.filter((each) => list('punctuality').includes(each)),
    q: linkableText(params.get('q') ?? ''),
  };
  return {
    filter,
    caseId: params.get('case'),
    pinned: params.get('pinned') === '1',
    hasFilter: NAMES.some((name) => params.has(name)),
  };
}

/**
 * Writes filters into an address, leaving its other parameters (role, kiosk) alone. A search text that bears contact data
 * is left out: addresses stand in histories, in title bars and on pictures of the screen.
 */
export function writeSearch(
  search: string,
  state: { filter: Filter; caseId: string | null; pinned: boolean },
): string {
  const params = new URLSearchParams(search);
  const { filter } = state;
  const setParameter = (name: string, value: string | null): void => {
    if (value === null || value === '') params.delete(name);
    else params.set(name, value);
  };
  setParameter('period', filter.period === 'all' ? null : filter.period);
  const setRange = (first: string, last: string, range: { from: number; to: number } | null): void => {
    setParameter(first, range === null ? null : String(range.from));
    setParameter(last, range === null ? null : String(range.to));
  };
  setRange('from', 'to', filter.range);
  setRange('closedFrom', 'closedTo', filter.closed);
  setRange('countedFrom', 'countedTo', filter.counted);
  setParameter('status', filter.status);
  setParameter('overdue', filter.overdue === null ? null : String(filter.overdue));
  setParameter('q', linkableText(filter.q));
  for (const name of LISTS) setParameter(name, filter[name].join(','));
  setParameter('case', state.caseId);
  setParameter('pinned', state.pinned ? '1' : null);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
