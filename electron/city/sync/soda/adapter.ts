import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { SourceConfig } from '../../../../shared/contract/sources.ts';
import {
  type CityFrame,
  type HttpAnswer,
  type PullContext,
  type PulledPage,
  type SourceAdapter,
  UpstreamError,
} from '../adapter.ts';
import { createMappedReader } from '../normalise/mapped.ts';
import { isObject, textValue, valueAt } from '../normalise/paths.ts';
import { readTime } from '../normalise/time.ts';
import { parseJson } from '../parse/json.ts';

type SodaConfig = Extract<SourceConfig, { kind: 'soda' }>;

/** Header that carries an app token; the key itself is kept with the source's secret. */
export const SODA_TOKEN_HEADER = 'X-App-Token';

const OVERLAP = 10 * 60_000;
/** Pages of overlap that are read again; more means a bulk load, which is not worth reading twice at every poll. */
const OVERLAP_PAGES = 3;
/** «202 Accepted: still computing» is asked again this often, with this pause unless the server names one. */
const MOST_PENDING = 20;
const PENDING_PAUSE = 2000;

/** Where the walk stands in the order of `:updated_at`, then `:id`. */
const Cursor = z.object({ at: z.string(), id: z.string() });
type Cursor = z.infer<typeof Cursor>;

/**
 * Adapter of Socrata SODA 2.1 (work-order-apis.md §1.6), `url` ending in `/resource/xxxx-xxxx.json`. Rows are walked in
 * the order of their system fields, each page from where the last one ended. The pages are not asked by `$offset`:
 * a row that is updated meanwhile moves to the end, and all later offsets shift by one. The cursor stands after every
 * page, so that the first reading of millions of rows survives a restart.
 */
export function createSodaAdapter(config: SodaConfig, frame: CityFrame, now: () => number): SourceAdapter {
  const mapping = { ...config.options.mapping, crs: config.crs, zone: config.zone };
  const read = createMappedReader(mapping, frame, now);
  return {
    read: (row) => read(row),
    async *pull(context) {
      const committed = readCursor(context.cursor);
      let from = committed === null ? null : overlapped(committed);
      for (let page = 1; !context.signal.aborted; page++) {
        const answer = await fetchPage(config, context, from);
        if (answer === null) return;
        const rows = rowsOf(answer);
        if (rows.length === 0) return;
        const last = positionOf(rows.at(-1));
        // Behind the committed position the overlap is over at the latest; it never moves back.
        const cursor = last !== null && (committed === null || isAfter(last, committed)) ? last : null;
        yield pageOf(rows, cursor, answer, context);
        if (rows.length < config.options.pageSize) return;
        if (last === null || (from !== null && !isAfter(last, from))) {
          throw new UpstreamError(
            'no-system-fields',
            '数据集没有返回 :updated_at 与 :id，无法增量同步',
            false,
          );
        }
        from = committed !== null && cursor === null && page >= OVERLAP_PAGES ? committed : last;
      }
    },
  };
}

async function fetchPage(
  config: SodaConfig,
  context: PullContext,
  from: Cursor | null,
): Promise<HttpAnswer | null> {
  const url = new URL(config.url);
  url.searchParams.set('$select', ':*, *');
  url.searchParams.set('$order', ':updated_at, :id');
  url.searchParams.set('$limit', String(config.options.pageSize));
  if (from !== null) {
    const at = literal(from.at);
    const where = `:updated_at > ${at} OR (:updated_at = ${at} AND :id > ${literal(from.id)})`;
    url.searchParams.set('$where', where);
  }
  for (let tries = 1; ; tries++) {
    const answer = await context.http.get(url.href, { accept: 'application/json' });
    if (answer.status !== 202) return checked(answer);
    if (tries >= MOST_PENDING) {
      throw new UpstreamError('still-pending', '上游一直答复“正在准备”（HTTP 202），稍后再试', true);
    }
    const seconds = Number(answer.headers['retry-after'] ?? Number.NaN);
    await pause(Number.isFinite(seconds) ? seconds * 1000 : PENDING_PAUSE, context.signal);
    if (context.signal.aborted) return null;
  }
}

/** Waits, at most a minute, or until the signal is aborted; never throws. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(Math.min(Math.max(ms, 0), 60_000), undefined, { signal });
  } catch {
    // Aborted: the caller looks at the signal.
  }
}

function checked(answer: HttpAnswer): HttpAnswer | null {
  const { status } = answer;
  if (status === 304) return null;
  if (status === 401 || status === 403) {
    throw new UpstreamError(
      'auth',
      `上游拒绝访问（HTTP ${status}），请检查应用令牌（${SODA_TOKEN_HEADER}）`,
      false,
    );
  }
  if (status === 404)
    throw new UpstreamError('not-found', '上游没有这个数据集（HTTP 404），请核对地址', false);
  if (status !== 200) {
    const detail = /"message"\s*:\s*"([^"]{1,200})/.exec(answer.text)?.[1];
    throw new UpstreamError(
      'http-status',
      `上游答复 HTTP ${status}${detail === undefined ? '' : `：${detail}`}`,
      false,
    );
  }
  return answer;
}

function rowsOf(answer: HttpAnswer): unknown[] {
  const body = parseJson(answer.text);
  if (Array.isArray(body)) return body;
  throw new UpstreamError('no-rows', '上游答复不是数据行列表，请使用 /resource/….json 地址', false);
}

function pageOf(
  rows: unknown[],
  cursor: Cursor | null,
  answer: HttpAnswer,
  context: PullContext,
): PulledPage {
  return {
    rows: rows.map(withoutSystemFields),
    cursor: cursor === null ? null : JSON.stringify(cursor),
    sweepStartedAt: null,
    skewMs: answer.serverNow === null ? null : answer.serverNow - context.now(),
  };
}

/** Publishing a data set anew touches the system fields of every row; a case has not changed by that. */
function withoutSystemFields(row: unknown): unknown {
  if (!isObject(row)) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(':')));
}

function positionOf(row: unknown): Cursor | null {
  const at = textValue(valueAt(row, ':updated_at'));
  const id = textValue(valueAt(row, ':id'));
  return at === null || id === null ? null : { at, id };
}

function isAfter(a: Cursor, b: Cursor): boolean {
  const [left, right] = [instant(a.at), instant(b.at)];
  return left === right ? a.id > b.id : left > right;
}

function instant(text: string): number {
  return readTime(text, { format: 'iso', zone: 'UTC' })?.ms ?? Number.NEGATIVE_INFINITY;
}

/** Rows may become visible a little after the time they carry: begin ten minutes earlier. */
function overlapped(cursor: Cursor): Cursor {
  const at = instant(cursor.at);
  return Number.isFinite(at) ? { at: new Date(at - OVERLAP).toISOString(), id: '' } : cursor;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Null before the first page, and for a cursor that cannot be read. */
export function readCursor(text: string | null): Cursor | null {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}
