import type { NormalisedCase } from '../../../../shared/case/normalised.ts';
import type { Crs } from '../../../../shared/contract/sources.ts';
import { upstreamMessage, upstreamReason } from '../../../../shared/errors/upstream/message.ts';
import type { RowReasonCode, UpstreamParameters } from '../../../../shared/errors/upstream/table.ts';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import type { CityContext, RowReading } from '../adapter.ts';
import { splitContact } from '../normalise/contact.ts';
import { readLocation } from '../normalise/location.ts';
import { readTime, type TimeReading } from '../normalise/time.ts';
import { isRow, type Row, textOf, unwrap } from './fields.ts';
import { coordinatesOf } from './point.ts';
import { readStage, readStatus } from './statusWords.ts';

export type RowContext = { crs: Crs; zone: string; city: CityContext };

/** Category of rows that have neither a category code nor a name. */
const UNCLASSIFIED = { code: 'unclassified', name: '未分类' };
const TITLE_CHARS = 60;
/** Longest payload of a quarantined row; a longer one is truncated. */
const PAYLOAD_CHARS = 100_000;

/** Free-text fields, which may contain a citizen's phone number. Ids and codes may look like one and are not masked. */
const FREE_TEXT = new Set([
  'description',
  'detail',
  'title',
  'status_notes',
  'service_notice',
  'summary',
  'comment',
  'address',
  'address_string',
]);

/**
 * Normalises one `request` of GeoReport v2, including the deviations listed in work-order-apis.md §1.4. Never throws.
 * Rejects only rows that cannot become a case: without an id, without a readable time of report, or no object at all.
 */
export function readRow(value: unknown, context: RowContext): RowReading {
  if (!isRow(value)) return rejectRow('not-a-row', {}, null, value);
  if ('unparsed' in value) {
    const unparsed = maskPhones(String(value['unparsed']));
    return rejectRow('unparsed', { what: 'item' }, null, { unparsed });
  }
  const { row: stripped, contact } = splitContact(value, {});
  const row = maskFreeText(stripped);
  const id = textOf(row, 'service_request_id');
  if (id === null && textOf(row, 'status', 'token', 'requested_datetime') === null) {
    return rejectRow('not-a-case', {}, null, row);
  }
  if (id === null)
    return rejectRow('no-id', { problem: idProblem(row), field: 'service_request_id' }, null, row);
  const times = readTimes(row, context.zone);
  if (times.requested === null) {
    const word = textOf(row, 'requested_datetime');
    return word === null
      ? rejectRow('no-time', { dialect: 'open311', field: 'requested_datetime' }, id, row)
      : rejectRow('bad-time', { value: word.slice(0, 40), format: null }, id, row);
  }
  const extended = extendedOf(row);
  const status = readStatus(textOf(row, 'status'));
  const category = categoryOf(row);
  const point = coordinatesOf(row);
  const location = readLocation(point.x, point.y, context);
  const description = textOf(row, 'description', 'detail');
  const unmasked = textOf(stripped, 'description', 'detail');
  const updatedAt = times.updated?.ms ?? null;
  const notes = [
    ...(location.note === null ? [] : [location.note]),
    ...(textOf(row, 'updated_datetime') !== null && updatedAt === null
      ? [upstreamMessage('update-time-ignored', {})]
      : []),
    ...(textOf(row, 'service_code') === null ? [upstreamMessage('category-by-name', {})] : []),
  ];
  const reading: NormalisedCase = {
    sourceId: id,
    status,
    stage: stageOf(row, extended),
    categoryCode: category.code,
    categoryName: category.name,
    title: titleOf(row, extended, description, category.name),
    description,
    address: textOf(row, 'address', 'address_string'),
    org: textOf(row, 'agency_responsible'),
    channel: textOf(extended, 'channel', 'source') ?? textOf(row, 'interface_used', 'channel', 'source'),
    statusNotes: textOf(row, 'status_notes'),
    mediaUrl: mediaOf(row, extended),
    requestedAt: times.requested.ms,
    updatedAt,
    closedAt: status === 'closed' ? (times.closed?.ms ?? updatedAt) : null,
    upstreamDueAt: times.expected?.ms ?? null,
    rework: reworkOf(extended),
    lon: location.lon,
    lat: location.lat,
    locationQuality: location.quality,
    originalLocation: location.original,
    originalTimes: originals(times),
    contact:
      contact === null && unmasked === description
        ? null
        : {
            name: contact?.name ?? null,
            phone: contact?.phone ?? null,
            email: contact?.email ?? null,
            address: contact?.address ?? null,
            identity: contact?.identity ?? null,
            originalDescription: unmasked === description ? null : unmasked,
          },
    raw: JSON.stringify(row),
  };
  return { ok: true, case: reading, notes };
}

function idProblem(row: Row): 'unassigned' | 'token-only' {
  return textOf(row, 'token') === null ? 'unassigned' : 'token-only';
}

type Times = Record<'requested' | 'updated' | 'expected' | 'closed', TimeReading | null>;

function readTimes(row: Row, zone: string): Times {
  const read = (name: string): TimeReading | null => readTime(textOf(row, name), { format: 'auto', zone });
  return {
    requested: read('requested_datetime'),
    updated: read('updated_datetime'),
    expected: read('expected_datetime'),
    closed: read('closed_datetime'),
  };
}

function originals(times: Times): Record<string, string> {
  const present = Object.entries(times).flatMap(([name, time]) =>
    time === null ? [] : [[name, time.original]],
  );
  return Object.fromEntries(present);
}

function extendedOf(row: Row): Row {
  const extended = unwrap(row['extended_attributes']);
  return isRow(extended) ? extended : {};
}

function categoryOf(row: Row): { code: string; name: string } {
  const code = textOf(row, 'service_code');
  const name = textOf(row, 'service_name');
  return { code: code ?? name ?? UNCLASSIFIED.code, name: name ?? code ?? UNCLASSIFIED.name };
}

function stageOf(row: Row, extended: Row): NormalisedCase['stage'] {
  return (
    readStage(textOf(extended, 'stage')) ??
    readStage(textOf(extended, 'detailed_status')) ??
    readStage(textOf(row, 'detailed_status')) ??
    extendedStatus(textOf(row, 'status'))
  );
}

/** Extended statuses name a stage; plain open and closed do not (closed may mean rejected). */
function extendedStatus(word: string | null): NormalisedCase['stage'] {
  return word === null || /^(open|closed)$/i.test(word.trim()) ? null : readStage(word);
}

function titleOf(row: Row, extended: Row, description: string | null, category: string): string {
  const own =
    textOf(row, 'title') ?? textOf(extended, 'title') ?? description?.split('\n')[0]?.trim() ?? category;
  const letters = Array.from(own);
  return letters.length > TITLE_CHARS ? `${letters.slice(0, TITLE_CHARS).join('')}…` : own;
}

/** Only http(s) addresses: nothing else may become a link. */
function mediaOf(row: Row, extended: Row): string | null {
  const list = extended['media_urls'];
  const found =
    textOf(row, 'media_url') ?? (Array.isArray(list) ? textOf({ first: list[0] }, 'first') : null);
  return found !== null && /^https?:\/\//i.test(found) ? found : null;
}

function reworkOf(extended: Row): number {
  const times = Number(textOf(extended, 'rework_count', 'rework') ?? 0);
  return Number.isInteger(times) && times > 0 && times < 1000 ? times : 0;
}

/** A reading for quarantine. `row` must not contain contact fields. */
function rejectRow<C extends RowReasonCode>(
  code: C,
  parameters: UpstreamParameters<C>,
  sourceId: string | null,
  row: unknown,
): RowReading {
  const text = JSON.stringify(row) ?? 'null';
  const payload =
    text.length <= PAYLOAD_CHARS ? text : JSON.stringify({ unparsed: text.slice(0, PAYLOAD_CHARS) });
  return { ok: false, refusal: { ...upstreamReason(code, parameters), sourceId, payload } };
}

/** A copy of the row with phone numbers and mail addresses in free text masked, at any depth. */
function maskFreeText(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, masked(name, value)]));
}

function masked(name: string, value: unknown): unknown {
  if (typeof value === 'string') return FREE_TEXT.has(name) ? maskPhones(value) : value;
  if (Array.isArray(value)) return value.map((item) => masked(name, item));
  return isRow(value) ? maskFreeText(value) : value;
}
