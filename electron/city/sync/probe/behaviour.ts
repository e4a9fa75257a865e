import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import { readTime } from '../normalise/time.ts';
import { partsAround } from '../open311/fewRows.ts';
import { textOf } from '../open311/fields.ts';
import type { Format, ProbeClient, ProbeResponse } from './probeClient.ts';
import type { ProbeRun } from './run.ts';

/** Observed behaviour of a server; null where too few rows leave it undecided. */
export type Behaviour = {
  /** Page size parameters that the server supports. */
  sizeParams: string[];
  pageParam: string | null;
  maxPage: number | null;
  updatedAfter: boolean;
  updatedBefore: boolean;
  /** Whether `updated_after` excludes rows that changed exactly at that time. */
  strictAfter: boolean | null;
  /** Accepts `extensions=true`. */
  extensions: boolean;
  /** Rows of a query with `extensions=true`. */
  extendedRows: Record<string, unknown>[];
  dates: boolean | null;
  dateStyle: DialectRecord['dateStyle'];
  emptyIs404: boolean;
};

const SIZE_PARAMS = ['per_page', 'page_size', 'limit', 'max_requests'];
const SMALL_PAGE = 2;
/** More rows than any known server returns at once. */
const HUGE_PAGE = '1000';
const SMALLER_PAGES = [500, 250, 200, 100, 50, 20, 10];
/** A shorter list may be all that there is. */
const LEAST_PAGE = 20;
const LONG_AGO = { z: '1990-01-01T00:00:00Z', bare: '1990-01-01T00:00:00' };
const FAR_AHEAD = '2090-01-01T00:00:00Z';

/**
 * Tries one parameter at a time and compares the response with the unfiltered list `sample`. Throws ProbeCutShort when the server
 * stops answering: a behaviour must not be concluded from a failure that has another cause.
 */
export async function probeBehaviour(
  client: ProbeClient,
  sample: ProbeResponse,
  format: Format,
  run: ProbeRun,
): Promise<Behaviour> {
  const { steps } = run;
  const request = (...params: [string, string][]): Promise<ProbeResponse> => client.ask(format, params);
  const many = sample.ids.length > SMALL_PAGE;

  const sizeParams: string[] = [];
  for (const name of many ? SIZE_PARAMS : []) {
    // Some servers support both of the first two; none supports any of the last two in addition.
    if (sizeParams.length > 0 && !SIZE_PARAMS.slice(0, 2).includes(name)) break;
    const small = await request([name, String(SMALL_PAGE)]);
    if (small.rows.length > 0 && small.rows.length <= SMALL_PAGE) sizeParams.push(name);
  }
  const pageSizeParam = sizeParams[0] ?? null;
  const hasRows = sample.ids.length > 0;
  const pageParam = hasRows && (await supportsPaging(request, sample, pageSizeParam)) ? 'page' : null;
  const { dates, dateStyle, noneIs404 } = await probeDates(request, sample);
  const isCut = (list: List): Promise<boolean> =>
    pageParam !== null
      ? hasSecondPage(request, list)
      : dates === true
        ? hasMoreInParts(request, list, sample.serverNow ?? run.clock.now(), dateStyle)
        : Promise.resolve(false);
  const { seen, isLimit } = await largestPage(request, sample, pageSizeParam, isCut);
  const maxPage = seen >= LEAST_PAGE || isLimit ? seen : null;
  const small: [string, string][] = pageSizeParam === null ? [] : [[pageSizeParam, String(SMALL_PAGE)]];
  const extended = await request(['extensions', 'true'], ...small);
  const extensions = !isRefused(extended) && (extended.rows.length > 0 || sample.rows.length === 0);
  if (!many && !isLimit) steps.failed('paging', 'probe-few-rows', {});
  else steps.ok('paging', 'probe-paging', { sizes: sizeParams, page: pageParam, seen });

  const futureOnly = await request(['updated_after', FAR_AHEAD]);
  const updatedAfter = sample.rows.length > 0 && isEmpty(futureOnly);
  const before = await request(['updated_after', LONG_AGO.z], ['updated_before', '1990-01-02T00:00:00Z']);
  const updatedBefore = updatedAfter && isEmpty(before);
  const strictAfter = updatedBefore ? await excludesBoundary(request, sample) : null;
  steps.ok('changes', updatedAfter ? 'probe-changes' : 'probe-no-changes', {});

  if (dates === false) steps.failed('dates', 'probe-no-dates', {});
  else steps.ok('dates', 'probe-dates', { zone: dateStyle === 'iso-z' ? 'yes' : 'no' });
  const emptyIs404 = noneIs404 || [futureOnly, before].some((response) => response.status === 404);
  if (emptyIs404) steps.ok('empty', 'probe-empty-404', {});
  return {
    sizeParams,
    pageParam,
    maxPage,
    updatedAfter,
    updatedBefore,
    strictAfter,
    extensions,
    extendedRows: extended.rows,
    dates,
    dateStyle,
    emptyIs404,
  };
}

type Request = (...params: [string, string][]) => Promise<ProbeResponse>;
/** A list with what it was asked for with. */
type List = { answer: ProbeResponse; params: [string, string][] };

/** Whether the time of report is filtered by, in which form, and whether 404 means «none». */
async function probeDates(
  request: Request,
  sample: ProbeResponse,
): Promise<Pick<Behaviour, 'dates' | 'dateStyle'> & { noneIs404: boolean }> {
  const old = await request(['start_date', LONG_AGO.z], ['end_date', '1990-01-02T00:00:00Z']);
  const bare = isRefused(old)
    ? await request(['start_date', LONG_AGO.bare], ['end_date', '1990-01-02T00:00:00'])
    : old;
  const dateStyle = isRefused(old) && !isRefused(bare) ? 'iso-no-zone' : 'iso-z';
  const dates = sample.rows.length === 0 ? null : isEmpty(bare);
  return { dates, dateStyle, noneIs404: bare.status === 404 };
}

/**
 * Rows of the largest page that the server gives, and whether it is known to give no more (`isLimit`). One that does not allow
 * the size asked for may fall back to its default, which is far below what it allows: then smaller sizes are tried. A list of
 * few rows may be all that there is; only where rows are behind it is its length a limit.
 */
async function largestPage(
  request: Request,
  sample: ProbeResponse,
  sizeParam: string | null,
  isCut: (list: List) => Promise<boolean>,
): Promise<{ seen: number; isLimit: boolean }> {
  const usual = sample.rows.length;
  const judged = async (answer: ProbeResponse, params: [string, string][]) => {
    const seen = answer.rows.length;
    return { seen, isLimit: seen < LEAST_PAGE && (await isCut({ answer, params })) };
  };
  if (sizeParam === null) return judged(sample, []);
  const asked = async (size: string): Promise<List> => {
    const params: [string, string][] = [[sizeParam, size]];
    return { answer: await request(...params), params };
  };
  const huge = await asked(HUGE_PAGE);
  if (huge.answer.rows.length > usual) return judged(huge.answer, huge.params);
  const known = await judged(sample, []);
  if (usual < LEAST_PAGE && !known.isLimit) return known;
  for (const size of SMALLER_PAGES.filter((smaller) => smaller > usual)) {
    const smaller = await asked(String(size));
    if (smaller.answer.rows.length > usual) return judged(smaller.answer, smaller.params);
  }
  return known;
}

/** Whether further rows are on page 2. */
async function hasSecondPage(request: Request, { answer, params }: List): Promise<boolean> {
  const { ids } = await request(['page', '2'], ...params);
  return ids.some((id) => !answer.ids.includes(id));
}

/** What a list without times covers at least (GeoReport v2), less a day. */
const COVERED_MS = 89 * 86_400_000;

/** Whether the list has more rows than the server gave, by asking for two parts of it. `now`: of the server, UTC ms. */
async function hasMoreInParts(
  request: Request,
  { answer, params }: List,
  now: number,
  dateStyle: DialectRecord['dateStyle'],
): Promise<boolean> {
  const requested = answer.rows.flatMap(
    (row) => readTime(textOf(row, 'requested_datetime'), { format: 'auto', zone: 'UTC' })?.ms ?? [],
  );
  const parts = partsAround(requested, answer.rows.length, { from: now - COVERED_MS, to: now });
  const written = (at: number): string =>
    `${new Date(at).toISOString().slice(0, 19)}${dateStyle === 'iso-z' ? 'Z' : ''}`;
  for (const { from, to } of parts ?? []) {
    const { ids } = await request(['start_date', written(from)], ['end_date', written(to)], ...params);
    if (ids.some((id) => !answer.ids.includes(id))) return true;
  }
  return false;
}

/** Whether a query from and until the update time of a row excludes that row; null where no row has a usable time. */
async function excludesBoundary(request: Request, sample: ProbeResponse): Promise<boolean | null> {
  for (const row of sample.rows) {
    const at = readTime(textOf(row, 'updated_datetime'), { format: 'auto', zone: 'UTC' });
    const id = textOf(row, 'service_request_id');
    // Only times with a zone and in whole seconds can be repeated exactly in a query.
    if (at === null || id === null || !/(Z|[+-]\d\d:?\d\d)$/.test(at.original) || at.ms % 1000 !== 0)
      continue;
    const boundary = `${new Date(at.ms).toISOString().slice(0, 19)}Z`;
    const response = await request(['updated_after', boundary], ['updated_before', boundary]);
    if (response.ids.includes(id)) return false;
    return isEmpty(response) ? true : null;
  }
  return null;
}

async function supportsPaging(
  request: Request,
  sample: ProbeResponse,
  sizeParam: string | null,
): Promise<boolean> {
  const size: [string, string][] = sizeParam === null ? [] : [[sizeParam, String(SMALL_PAGE)]];
  const second = await request(['page', '2'], ...size);
  const first = sample.ids.slice(0, sizeParam === null ? sample.ids.length : SMALL_PAGE);
  if (second.ids.length > 0) return second.ids.every((id) => !first.includes(id));
  // An empty page 2 means that the parameter is supported and the list ends with page 1.
  return isEmpty(second);
}

function isEmpty(response: ProbeResponse): boolean {
  if (response.status === 404) return true;
  return (
    response.status >= 200 &&
    response.status < 300 &&
    response.body?.kind === 'rows' &&
    response.rows.length === 0
  );
}

function isRefused(response: ProbeResponse): boolean {
  return response.status === 0 || (response.status >= 400 && response.status !== 404);
}
