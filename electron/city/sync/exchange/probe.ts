import {
  EXCHANGE_OVERLAP,
  EXCHANGE_PAGE_SIZE,
  type ExchangeTarget,
  type ExchangeView,
} from '../../../../shared/contract/exchange.ts';
import type { ExchangeProbeReport, ExchangeProbeRequest } from '../../../../shared/contract/exchangeProbe.ts';
import type { Crs, FieldMapping, SourceConfig } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { type CityContext, UpstreamError } from '../adapter.ts';
import { guessMapping } from '../file/guessMapping.ts';
import { createMappedReader } from '../normalise/mapped.ts';
import { textValue } from '../normalise/paths.ts';
import { guessCrs, reportCrs } from '../probe/crs.ts';
import { Steps } from '../probe/run.ts';
import { readSample } from '../probe/sample.ts';
import { sourceIdFor } from '../probe/sourceId.ts';
import type { ExchangeDatabases } from './open.ts';
import { cursorKind, isKey } from './position.ts';
import { type Count, countOf, readable } from './reader.ts';
import type { Column, Session } from './session.ts';
import { Statements, sampleOf, viewName } from './statements.ts';
import { rowOf } from './values.ts';

export type ExchangeProbeDeps = {
  databases: ExchangeDatabases;
  city: CityContext;
  defaultCrs: Crs;
  now(): number;
  signal: AbortSignal;
};

type Choice = ExchangeProbeReport['cursors'][number];

const SAMPLE_ROWS = 200;
const SAMPLES_SHOWN = 5;
const MAX_SAMPLE_CHARS = 80;
/** Suggested poll interval, s; of a large view without a cursor, which is read as a whole each time. */
const POLL_SECONDS = 60;
const SLOW_POLL_SECONDS = 600;
const LARGE_ROWS = 10_000;
const MINUTE_MS = 60_000;
/** Encodings that are none: the database stores bytes as they come. */
const NO_ENCODING = /^(SQL_ASCII|binary)$/i;

/**
 * Looks at an exchange database (中间库): what the account may read and whether it could write, and of a chosen view its
 * columns with samples, a mapping, and which columns can be key and cursor. Failures become lines of the report; a
 * configuration is suggested only where everything that is needed was found.
 */
export async function probeExchange(
  { target, view }: ExchangeProbeRequest,
  password: string | null,
  deps: ExchangeProbeDeps,
): Promise<ExchangeProbeReport> {
  const steps = new Steps();
  const report: ExchangeProbeReport = {
    ...{ ok: false, steps: steps.all, suggested: null, skewMs: null, crsGuess: null },
    ...{ views: [], columns: [], cursors: [], keys: [], missing: [], rows: null },
  };
  let session: Session | null = null;
  try {
    session = await deps.databases.open(target, password, deps.signal);
    await lookAtServer(session, steps, report, deps);
    if (view !== null && report.views.length > 0)
      await lookAtView(session, target, view, steps, report, deps);
    else report.ok = report.views.length > 0;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    steps.add(session === null ? 'login' : 'access', false, error.sent);
    report.ok = false;
    report.suggested = null;
  } finally {
    session?.close();
  }
  return report;
}

async function lookAtServer(
  session: Session,
  steps: Steps,
  report: ExchangeProbeReport,
  { now }: ExchangeProbeDeps,
): Promise<void> {
  const { server, encoding } = await session.describe();
  steps.ok('login', 'probe-login', { server, encoding, tls: session.encrypted ? 'yes' : 'no' });
  if (NO_ENCODING.test(encoding)) steps.failed('login', 'probe-encoding', { encoding });
  const mayWrite = await session.mayWrite().catch(() => null);
  if (mayWrite === null) steps.failed('rights', 'probe-rights-unknown', {});
  else if (mayWrite) steps.failed('rights', 'probe-writable', {});
  else steps.ok('rights', 'probe-read-only', {});
  report.skewMs = (await session.now()) - now();
  const minutes = Math.round(Math.abs(report.skewMs) / MINUTE_MS);
  const direction = report.skewMs > 0 ? 'ahead' : 'behind';
  if (minutes === 0) steps.ok('clock', 'probe-clock', {});
  else steps.ok('clock', 'probe-clock-skew', { direction, minutes });
  report.views = await session.views();
  if (report.views.length === 0) steps.failed('views', 'probe-no-views', {});
  else steps.ok('views', 'probe-views', { count: report.views.length });
}

async function lookAtView(
  session: Session,
  target: ExchangeTarget,
  view: ExchangeView,
  steps: Steps,
  report: ExchangeProbeReport,
  deps: ExchangeProbeDeps,
): Promise<void> {
  const all = await session.columns(view);
  const columns = readable(all);
  steps.ok('columns', 'probe-columns', { count: columns.length });
  const leftOut = all.filter((column) => !columns.includes(column)).map(({ name }) => name);
  if (leftOut.length > 0) steps.failed('columns', 'probe-left-out', { columns: leftOut });
  const { text, values } = sampleOf(session.dialect, view, columns, SAMPLE_ROWS);
  const cells = await session.query(text, values, viewName(view));
  const rows = cells.map((row) => rowOf(columns, row));
  const guess = guessMapping(
    columns.map(({ name }) => {
      const texts = rows.map((row) => sampleText(row[name])).filter((value) => value !== null);
      return { name, samples: [...new Set(texts)].slice(0, 40), filled: texts.length };
    }),
  );
  report.missing = guess.missing;
  const kinds = new Map(guess.contacts.map(({ column, kind }) => [column, kind]));
  report.columns = columns.map(({ name }) => ({
    name,
    samples: [...new Set(rows.map((row) => sampleText(row[name])).filter((value) => value !== null))]
      .slice(0, SAMPLES_SHOWN)
      .map((value) => shown(value, kinds.has(name))),
    contact: kinds.get(name) ?? null,
  }));
  if (guess.missing.length > 0) steps.failed('mapping', 'probe-unmapped', { fields: guess.missing });
  else steps.ok('mapping', 'probe-mapped', { count: Object.keys(guess.mapping.fields).length });
  report.keys = keyChoices(columns, guess.mapping);
  report.cursors = cursorChoices(columns, guess.mapping);
  const [key] = report.keys;
  const [cursor] = report.cursors;
  if (key === undefined) {
    steps.failed('key', 'probe-no-key', {});
    return;
  }
  const keyColumn = columns.find(({ name }) => name === key.column);
  if (keyColumn === undefined) return;
  const statements = new Statements(session.dialect, { view }, keyColumn, null, columns);
  const counted = await countRows(session, statements, view, steps);
  report.rows = counted?.all ?? null;
  const isUsable = await checkKey(session, statements, view, key.column, counted, steps);
  if (cursor === undefined) steps.failed('cursor', 'probe-no-cursor', {});
  else steps.ok('cursor', 'probe-cursor', { column: cursor.column, cause: cursor.why });
  const crs = guess.mapping.crs === 'wgs84' ? deps.defaultCrs : guess.mapping.crs;
  const mapping: FieldMapping = { ...guess.mapping, zone: deps.city.zone, crs };
  const readings = readSample(rows, createMappedReader(mapping, deps.city, deps.now), steps);
  report.crsGuess = guessCrs(readings.points, deps.city);
  if (report.crsGuess !== null) reportCrs(report.crsGuess, deps.city, steps);
  report.ok = isUsable && guess.missing.length === 0 && (rows.length === 0 || readings.good > 0);
  // An empty view can be connected: its cases are still to come.
  if (!isUsable) return;
  const isSequence = columns.find(({ name }) => name === cursor?.column)?.kind === 'integer';
  const suggested: SourceConfig = {
    ...{ kind: 'exchange', id: idOf(target, view), name: `${target.database}.${view.name}`.slice(0, 80) },
    pollSeconds:
      cursor === undefined && (report.rows ?? LARGE_ROWS) >= LARGE_ROWS ? SLOW_POLL_SECONDS : POLL_SECONDS,
    ...{ paused: false, crs: report.crsGuess?.crs ?? crs, zone: deps.city.zone },
    ...{ auth: { in: 'none', name: 'api_key' }, jurisdiction: null },
    exchange: {
      ...target,
      ...{ view, key: key.column, cursor: cursor?.column ?? null, pageSize: EXCHANGE_PAGE_SIZE },
      overlap: isSequence ? EXCHANGE_OVERLAP.sequence : EXCHANGE_OVERLAP.time,
    },
    mapping: { ...mapping, crs: report.crsGuess?.crs ?? crs },
  };
  report.suggested = suggested;
}

/** Null where the server cannot count in time. */
async function countRows(
  session: Session,
  statements: Statements,
  view: ExchangeView,
  steps: Steps,
): Promise<Count | null> {
  const { text, values } = statements.count();
  const rows = await unlessSlow(session.query(text, values, viewName(view)));
  if (rows === null) {
    steps.failed('rows', 'probe-no-count', {});
    return null;
  }
  const counted = countOf(rows);
  steps.ok('rows', 'probe-count', { rows: counted.all });
  return counted;
}

/** Whether rows can be told apart by the key, as far as that can be seen in time. */
async function checkKey(
  session: Session,
  statements: Statements,
  view: ExchangeView,
  column: string,
  counted: Count | null,
  steps: Steps,
): Promise<boolean> {
  if (counted === null) {
    steps.failed('key', 'probe-key-unverified', { column });
    return true;
  }
  const { text, values } = statements.repeatedKey();
  const repeated = await unlessSlow(session.query(text, values, viewName(view)));
  const isLacking = counted.all !== counted.keyed;
  if (repeated === null) steps.failed('key', 'probe-key-unverified', { column });
  else if (repeated.length > 0 || isLacking) steps.failed('key', 'probe-key-repeated', { column });
  else steps.ok('key', 'probe-key', { column });
  return repeated === null || repeated.length === 0;
}

async function unlessSlow<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof UpstreamError && error.code === 'exchange-slow') return null;
    throw error;
  }
}

/** Columns that can tell rows apart, the number of the case first. */
function keyChoices(columns: readonly Column[], mapping: FieldMapping): Choice[] {
  const isId = ({ name }: Column): boolean => [mapping.fields.id].flat().includes(name);
  return columns
    .filter(isKey)
    .toSorted((a, b) => Number(isId(b)) - Number(isId(a)))
    .map((column) => ({
      ...{ column: column.name, type: column.type },
      why: upstreamMessage(isId(column) ? 'key-id' : 'key-other', {}),
    }));
}

const UPDATED = /updat|modif|chang|gxsj|xgsj|last|更新|修改|变更|时间戳/i;
const SEQUENCE = /version|rowver|seq|xlh|serial|increment|序号|流水|版本/i;
const CREATED = /creat|insert|report|cjsj|sbsj|创建|上报|录入|登记/i;

type RankedCursor = {
  rank: number;
  column: Column;
  code: 'cursor-updated' | 'cursor-sequence' | 'cursor-time';
};

/** Columns that can be a cursor, the best first: an update time, a sequence, another time. */
function cursorChoices(columns: readonly Column[], mapping: FieldMapping): Choice[] {
  const ranked = columns.flatMap((column): RankedCursor[] => {
    const kind = cursorKind(column);
    if (kind === null) return [];
    const isTime = kind !== 'integer';
    if (isTime && ([mapping.fields.updatedAt].flat().includes(column.name) || UPDATED.test(column.name)))
      return [{ rank: 0, column, code: 'cursor-updated' }];
    if (!isTime) return SEQUENCE.test(column.name) ? [{ rank: 1, column, code: 'cursor-sequence' }] : [];
    return [{ rank: CREATED.test(column.name) ? 3 : 2, column, code: 'cursor-time' }];
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ column, code }) => ({ column: column.name, type: column.type, why: upstreamMessage(code, {}) }));
}

function sampleText(value: unknown): string | null {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : textValue(value);
}

/** A value as a window shows it before anybody has decided what it is. */
function shown(text: string, isContact: boolean): string {
  return isContact ? '（联系信息，已隐藏）' : maskPhones(text).slice(0, MAX_SAMPLE_CHARS);
}

function idOf(target: ExchangeTarget, view: ExchangeView): string {
  const host = target.host.includes(':') ? 'db' : target.host;
  const name = view.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const id = `${sourceIdFor(`http://${host}`)}-${name}`.slice(0, 40).replace(/^-|-$/g, '');
  return id === '' ? 'database' : id;
}
