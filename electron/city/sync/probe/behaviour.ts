import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import { readTime } from '../normalise/time.ts';
import { textOf } from '../open311/fields.ts';
import type { Asked, Asker, Format } from './asker.ts';
import type { ProbeRun } from './run.ts';

/** What asking showed; null where it could not be told (too few rows). */
export type Behaviour = {
  /** Every known name of the page size that the server heeds. */
  sizeParams: string[];
  pageParam: string | null;
  maxPage: number | null;
  updatedAfter: boolean;
  updatedBefore: boolean;
  /** `updated_after` leaves out what changed at that very moment. */
  strictAfter: boolean | null;
  /** Takes `extensions=true` without complaint. */
  extensions: boolean;
  /** Rows with all that the server can add to them. */
  extendedRows: Record<string, unknown>[];
  dates: boolean | null;
  dateStyle: DialectRecord['dateStyle'];
  emptyIs404: boolean;
};

const SIZE_PARAMS = ['per_page', 'page_size', 'limit', 'max_requests'];
const SMALL = 2;
/** More than any known server gives at once. */
const HUGE = '1000';
const LONG_AGO = { z: '1990-01-01T00:00:00Z', bare: '1990-01-01T00:00:00' };
const FAR_AHEAD = '2090-01-01T00:00:00Z';

/** Asks one thing at a time and compares with the plain list `sample`. */
export async function askBehaviour(
  asker: Asker,
  sample: Asked,
  format: Format,
  run: ProbeRun,
): Promise<Behaviour> {
  const { steps } = run;
  const ask = (...params: [string, string][]): Promise<Asked> => asker.ask('requests', format, params);
  const many = sample.ids.length > SMALL;

  const sizeParams: string[] = [];
  for (const name of many ? SIZE_PARAMS : []) {
    // Some servers know both of the first two, none the last two beside them.
    if (sizeParams.length > 0 && !SIZE_PARAMS.slice(0, 2).includes(name)) break;
    const small = await ask([name, String(SMALL)]);
    if (small.rows.length > 0 && small.rows.length <= SMALL) sizeParams.push(name);
  }
  const pageSizeParam = sizeParams[0] ?? null;
  const pageParam = many && (await turnsPages(ask, sample, pageSizeParam)) ? 'page' : null;
  const largest = pageSizeParam === null ? sample : await ask([pageSizeParam, HUGE]);
  const seen = Math.max(largest.rows.length, sample.rows.length);
  const maxPage = seen >= 20 ? seen : null;
  const small: [string, string][] = pageSizeParam === null ? [] : [[pageSizeParam, String(SMALL)]];
  const extended = await ask(['extensions', 'true'], ...small);
  const extensions = !isRefused(extended) && (extended.rows.length > 0 || sample.rows.length === 0);
  if (!many) steps.failed('翻页', '样本太少，无法判断翻页方式，按时间窗口读取。');
  else steps.ok('翻页', tellPaging(sizeParams, pageParam, seen));

  const never = await ask(['updated_after', FAR_AHEAD]);
  const updatedAfter = sample.rows.length > 0 && isEmpty(never);
  const before = await ask(['updated_after', LONG_AGO.z], ['updated_before', '1990-01-02T00:00:00Z']);
  const updatedBefore = updatedAfter && isEmpty(before);
  const strictAfter = updatedBefore ? await leavesOutTheMoment(ask, sample) : null;
  steps.ok(
    '增量',
    updatedAfter ? '支持 updated_after，只取变更。' : '不支持 updated_after，按时段读取并复查未结工单。',
  );

  const old = await ask(['start_date', LONG_AGO.z], ['end_date', '1990-01-02T00:00:00Z']);
  const bare = isRefused(old)
    ? await ask(['start_date', LONG_AGO.bare], ['end_date', '1990-01-02T00:00:00'])
    : old;
  const dateStyle = isRefused(old) && !isRefused(bare) ? 'iso-no-zone' : 'iso-z';
  const dates = sample.rows.length === 0 ? null : isEmpty(bare);
  if (dates === false) steps.failed('时间窗口', '对方不理会 start_date/end_date，只能反复读取整个列表。');
  else
    steps.ok(
      '时间窗口',
      dateStyle === 'iso-z' ? '支持按上报时间查询。' : '支持按上报时间查询，时间不能带时区。',
    );
  const emptyIs404 = [never, before, bare].some((asked) => asked.status === 404);
  if (emptyIs404) steps.ok('空结果', '没有数据时对方回答 404，按空处理。');
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

/** Asks for changes from one row's moment up to the same moment; null where no row tells a whole second. */
async function leavesOutTheMoment(
  ask: (...params: [string, string][]) => Promise<Asked>,
  sample: Asked,
): Promise<boolean | null> {
  for (const row of sample.rows) {
    const at = readTime(textOf(row, 'updated_datetime'), { format: 'auto', zone: 'UTC' });
    const id = textOf(row, 'service_request_id');
    // Without a zone of its own the time would be ours to guess, and the answer about another moment.
    if (at === null || id === null || !/(Z|[+-]\d\d:?\d\d)$/.test(at.original) || at.ms % 1000 !== 0)
      continue;
    const moment = `${new Date(at.ms).toISOString().slice(0, 19)}Z`;
    const answer = await ask(['updated_after', moment], ['updated_before', moment]);
    if (answer.ids.includes(id)) return false;
    return isEmpty(answer) ? true : null;
  }
  return null;
}

async function turnsPages(
  ask: (...params: [string, string][]) => Promise<Asked>,
  sample: Asked,
  sizeParam: string | null,
): Promise<boolean> {
  const size: [string, string][] = sizeParam === null ? [] : [[sizeParam, String(SMALL)]];
  const second = await ask(['page', '2'], ...size);
  const first = sample.ids.slice(0, sizeParam === null ? sample.ids.length : SMALL);
  if (second.ids.length > 0) return second.ids.every((id) => !first.includes(id));
  // Nothing on page 2 of a list that may be longer: the parameter is known, there is just no more.
  return isEmpty(second);
}

function isEmpty(asked: Asked): boolean {
  if (asked.status === 404) return true;
  return asked.status >= 200 && asked.status < 300 && asked.body?.kind === 'rows' && asked.rows.length === 0;
}

function isRefused(asked: Asked): boolean {
  return asked.status === 0 || (asked.status >= 400 && asked.status !== 404);
}

function tellPaging(sizeParams: string[], pageParam: string | null, seen: number): string {
  const size = sizeParams.length === 0 ? '条数不可指定' : `条数用 ${sizeParams.join(' 或 ')}`;
  const page = pageParam === null ? '不支持页码' : `页码用 ${pageParam}`;
  return `${size}，${page}，一次最多见到 ${seen} 条。`;
}
