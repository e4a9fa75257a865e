import { categoryWord } from '../../../../shared/case/categoryWord.ts';
import type { NormalisedCase } from '../../../../shared/case/normalised.ts';
import type { Suspension } from '../../../../shared/case/pauses.ts';
import { statedLimitOf } from '../../../../shared/case/statedLimit.ts';
import { titleOf } from '../../../../shared/case/titleOf.ts';
import type { SentError } from '../../../../shared/contract/common.ts';
import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import type { UpstreamParameters } from '../../../../shared/errors/upstream/table.ts';
import { NO_CATEGORY, UNKNOWN_CODE } from '../../../../shared/pack/noCategory.ts';
import type { PlaceWords } from '../../../../shared/pack/placeByWords.ts';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { zoneRules } from '../../../../shared/time/zoneRules.ts';
import { type CityContext, type RowReading, UpstreamError } from '../adapter.ts';
import { madeNumberReader } from './caseNumber.ts';
import { splitContact } from './contact.ts';
import { crsToRead } from './crsName.ts';
import { withClock } from './dayAndClock.ts';
import { excerpt } from './excerpt.ts';
import { type LocationReading, readLocation } from './location.ts';
import { digitsAsTyped, firstAt, isObject, isScientific, textValue, valueAt } from './paths.ts';
import { readPoint } from './points.ts';
import { rawText, rejectRow } from './rejectRow.ts';
import { stageReader, statusNotes, statusReader, wordMapper, wordMatcher } from './stageWords.ts';
import { endOfDay, hasAssumedOrder, readTime, type TimeReading } from './time.ts';

const DAY_MS = 86_400_000;
/** A report more than a year in the future has a mistyped year; a smaller lead may be due to this machine's clock. */
const MAX_FUTURE_MS = 366 * DAY_MS;
const FUTURE_NOTE_MS = DAY_MS;
const MAX_ID_CHARS = 200;

type TimeField = 'updatedAt' | 'closedAt' | 'dueAt' | 'suspendedAt' | 'resumedAt';
type FieldName = keyof FieldMapping['fields'];
type Paths = Map<string, string[]>;

/**
 * Creates the function that normalises rows by a mapping (work-order-apis.md §1.7). It never throws. It rejects rows
 * that are not objects (`not-an-object`, `unparsed`, `unreadable`) and rows without a usable id (`no-id`, `bad-id`) or
 * time of report (`no-time`, `bad-time`, `future`). Any other irregularity becomes a note. `now` is the service's
 * clock, UTC ms. Throws `UpstreamError('bad-mapping')` when the mapping's zone is unknown, instead of rejecting every
 * row later.
 */
export function createMappedReader(
  mapping: FieldMapping,
  city: CityContext,
  now: () => number,
): (row: unknown) => RowReading {
  if (zoneRules(mapping.zone) === null) {
    throw new UpstreamError('bad-mapping', { problem: 'zone', detail: mapping.zone, presets: [] }, false);
  }
  const read = rowReader(mapping, city, now);
  return (row) => {
    try {
      return read(row);
    } catch {
      // The only remaining cause is nesting deeper than the stack; as much of the row as possible is kept.
      return rejectRow('unreadable', {}, null, row, mapping.contact);
    }
  };
}

function rowReader(
  mapping: FieldMapping,
  city: CityContext,
  now: () => number,
): (row: unknown) => RowReading {
  const paths: Paths = new Map(
    Object.entries(mapping.fields).map(([name, path]) => [name, path === undefined ? [] : [path].flat()]),
  );
  const namesOf = (field: FieldName): string => (paths.get(field) ?? []).join('、');
  const times = { format: mapping.timeFormat, zone: mapping.zone };
  const stageOf = stageReader(mapping.stageValues);
  const statusOf = statusReader(mapping);
  const isConfirmedOpen = wordMatcher(mapping.openValues ?? []);
  const madeNumberOf = madeNumberReader(mapping);
  const categoryPath = mapping.categoryPath ?? [];
  const mappedCategoryOf = wordMapper(mapping.categoryValues ?? {});
  const clocks = new Map(Object.entries(mapping.clocks ?? {}));
  const madeOf = (mapping.idFrom ?? []).join('、');

  /** With the time of day that another column has. Null where that is none. */
  const timed = (reading: TimeReading | null, row: object, field: string): TimeReading | null => {
    const clock = clocks.get(field);
    if (reading === null || clock === undefined || !reading.dateOnly) return reading;
    return withClock(reading, valueAt(row, clock), times);
  };

  return (row) => {
    if (!isObject(row)) return rejectRow('not-an-object', {}, null, row, mapping.contact);
    const unparsed = unparsedText(row);
    if (unparsed !== null) return rejectRow('unparsed', { what: 'line' }, null, row, mapping.contact);

    const { row: kept, contact: found } = splitContact(row, mapping.contact);
    const idValue = madeNumberOf === null ? at(row, paths, 'id') : undefined;
    const idText = typeof idValue === 'string' || typeof idValue === 'number' ? textValue(idValue) : null;
    const typedId = idText === null ? null : (digitsAsTyped(idText) ?? idText);
    const sourceId = madeNumberOf === null ? typedId : madeNumberOf(kept);
    if (sourceId === null && madeNumberOf !== null)
      return rejectRow('no-made-id', { columns: madeOf }, null, row, mapping.contact);
    if (sourceId === null) {
      return rejectRow('no-id', { problem: 'field', field: namesOf('id') }, null, row, mapping.contact);
    }
    const badId = idProblem(sourceId, idValue);
    if (badId !== null) {
      const id = sourceId.slice(0, MAX_ID_CHARS);
      return rejectRow('bad-id', { problem: badId, id, length: sourceId.length }, id, row, mapping.contact);
    }

    const notes: SentError[] = [];
    const originalTimes: Record<string, string> = {};
    const noteOrder = (value: unknown): void => {
      if (hasAssumedOrder(value, times) && !notes.some(({ code }) => code === 'date-order-assumed'))
        notes.push(upstreamMessage('date-order-assumed', { value: excerpt(value) }));
    };
    const time = (field: TimeField): TimeReading | null => {
      const value = at(row, paths, field);
      if (value === undefined) return null;
      const reading = timed(readTime(value, times), row, field);
      originalTimes[field] = reading?.original ?? textValue(value) ?? '';
      noteOrder(value);
      if (reading !== null) return reading;
      const isLength = field === 'dueAt' && statedLimitOf(originalTimes) !== null;
      notes.push(
        isLength
          ? upstreamMessage('limit-as-length', { value: excerpt(value) })
          : upstreamMessage('time-ignored', { field, value: excerpt(value) }),
      );
      return null;
    };

    const requestedValue = at(row, paths, 'requestedAt');
    if (requestedValue === undefined) {
      return rejectRow(
        'no-time',
        { dialect: 'mapping', field: namesOf('requestedAt') },
        sourceId,
        row,
        mapping.contact,
      );
    }
    const requested = timed(readTime(requestedValue, times), row, 'requestedAt');
    if (requested === null) {
      const clock = clocks.get('requestedAt');
      const parts = [requestedValue, clock === undefined ? undefined : valueAt(row, clock)];
      const value = excerpt(
        parts
          .map((part) => textValue(part) ?? '')
          .join(' ')
          .trim(),
      );
      const problem = { value, format: mapping.timeFormat };
      return rejectRow('bad-time', problem, sourceId, row, mapping.contact);
    }
    originalTimes['requestedAt'] = requested.original;
    noteOrder(requestedValue);
    const ahead = requested.ms - now();
    if (ahead > MAX_FUTURE_MS) {
      return rejectRow('future', { value: requested.original }, sourceId, row, mapping.contact);
    }
    if (ahead > FUTURE_NOTE_MS) notes.push(upstreamMessage('ahead-of-clock', {}));

    const updated = time('updatedAt');
    const closed = time('closedAt');
    const due = time('dueAt');
    const suspension = suspensionOf(time('suspendedAt'), time('resumedAt'), mapping.zone);
    const stageWord = textValue(at(row, paths, 'stage'));
    const statusWord = textValue(at(row, paths, 'status'));
    const read = stageWord === null ? null : stageOf(stageWord);
    const isOpenWord = stageWord !== null && isConfirmedOpen(stageWord);
    const stage = isOpenWord && (read === 'closed' || read === 'cancelled') ? null : read;
    // Where the status itself is unknown, that is told instead.
    if (stageWord !== null && stage === null && !isOpenWord && stageWord !== statusWord)
      notes.push(upstreamMessage('unknown-stage', { value: excerpt(stageWord) }));
    const word = statusWord ?? stageWord;
    const status = word === null ? null : statusOf(word);
    const isClosed =
      statusWord === null
        ? closed !== null || stage === 'closed' || stage === 'cancelled'
        : status?.closed === true;
    if (word !== null && status !== null) {
      const told = statusNotes(word, status, closed?.ms ?? null);
      notes.push(...(statusWord === null ? told.filter(({ code }) => code !== 'unknown-status') : told));
    }
    if (closed !== null && closed.ms < requested.ms)
      notes.push(upstreamMessage('closed-before-reported', {}));

    const text = (field: FieldName): string | null => textValue(at(row, paths, field));
    const masked = (field: FieldName): string | null => {
      const value = text(field);
      return value === null ? null : maskPhones(value);
    };
    const originalDescription = text('description');
    const description = masked('description');
    const steps = categoryPath.map((path) => textValue(valueAt(row, path))).filter((step) => step !== null);
    const namedCategory = text('categoryName') ?? steps.at(-1) ?? null;
    const categoryCode = text('categoryCode') ?? namedCategory;
    const categoryName = namedCategory ?? categoryCode;
    const category = {
      categoryCode: categoryCode ?? UNKNOWN_CODE,
      categoryName: categoryName ?? NO_CATEGORY,
      ...(steps.length < 2 ? {} : { categoryPath: steps }),
    };
    const mappedCategory = categoryName === null ? undefined : mappedCategoryOf(categoryWord(category));
    const location = locationOf(row, paths, mapping, city);
    if (location.note !== null) notes.push(location.note);
    const words = placeWordsOf(text('street'), text('community'), text('grid'));
    const descriptionMasked = description !== originalDescription;

    const reading: NormalisedCase = {
      sourceId,
      status: isClosed ? 'closed' : 'open',
      stage,
      ...category,
      ...(mappedCategory === undefined ? {} : { mappedCategory }),
      title: titleOf(masked('title'), categoryName, description),
      description,
      address: masked('address'),
      org: masked('org'),
      channel: masked('channel'),
      statusNotes: masked('statusNotes'),
      mediaUrl: firstUrl(text('mediaUrl')),
      requestedAt: requested.ms,
      updatedAt: updated?.ms ?? null,
      // Upstreams keep the closing time of a reopened case; an open case must have none here.
      closedAt: isClosed ? (closed?.ms ?? null) : null,
      upstreamDueAt: due === null ? null : due.dateOnly ? endOfDay(due, mapping.zone) : due.ms,
      ...(suspension === null ? {} : { suspension }),
      rework: countOf(at(row, paths, 'rework')),
      lon: location.lon,
      lat: location.lat,
      locationQuality: location.quality,
      originalLocation: location.original,
      ...(words === null ? {} : { placeWords: words }),
      originalTimes,
      contact:
        found === null && !descriptionMasked
          ? null
          : {
              name: found?.name ?? null,
              phone: found?.phone ?? null,
              email: found?.email ?? null,
              address: found?.address ?? null,
              identity: found?.identity ?? null,
              originalDescription: descriptionMasked ? originalDescription : null,
            },
      raw: rawText(kept, sourceId),
    };
    return { ok: true, case: reading, notes };
  };
}

function at(row: Record<string, unknown>, paths: Paths, field: FieldName): unknown {
  return firstAt(row, paths.get(field) ?? []);
}

/** A suspension ends at the end of a day that is given without a time. An end before its beginning is of an earlier one. */
function suspensionOf(from: TimeReading | null, to: TimeReading | null, zone: string): Suspension | null {
  if (from === null) return null;
  const end = to === null ? null : to.dateOnly ? endOfDay(to, zone) : to.ms;
  return { from: from.ms, to: end !== null && end < from.ms ? null : end };
}

function placeWordsOf(
  street: string | null,
  community: string | null,
  grid: string | null,
): PlaceWords | null {
  return street === null && community === null && grid === null ? null : { street, community, grid };
}

function unparsedText(row: Record<string, unknown>): string | null {
  const text = row['unparsed'];
  return typeof text === 'string' && Object.keys(row).length === 1 ? text : null;
}

function idProblem(id: string, value: unknown): UpstreamParameters<'bad-id'>['problem'] | null {
  if (id.length > MAX_ID_CHARS) return 'too-long';
  if (isScientific(id)) return 'scientific';
  // JSON numbers beyond 2^53 have lost digits.
  if (typeof value === 'number' && !Number.isSafeInteger(value) && Math.abs(value) > 1) return 'scientific';
  // A masked payload of the quarantine that is retried under another mapping: only the upstream has the real id.
  if (/\d\*{4}\d{4}/.test(id)) return 'masked';
  return null;
}

function locationOf(
  row: Record<string, unknown>,
  paths: Paths,
  mapping: FieldMapping,
  city: CityContext,
): LocationReading {
  const options = { crs: mapping.crs, city };
  const lon = at(row, paths, 'lon');
  const lat = at(row, paths, 'lat');
  if (lon !== undefined || lat !== undefined) return readLocation(lon, lat, options);
  const value = at(row, paths, 'point');
  const point = value === undefined ? null : readPoint(value);
  if (point !== null)
    return readLocation(point.x, point.y, { ...options, crs: crsToRead(mapping.crs, point.crs) });
  const noLocation = readLocation(null, null, options);
  return value === undefined
    ? noLocation
    : { ...noLocation, note: upstreamMessage('location-unreadable', { value: excerpt(value) }) };
}

function firstUrl(text: string | null): string | null {
  if (text === null) return null;
  return text.split(/[\s,;，；、|]+/).find((part) => /^https?:\/\/[^\s]+$/i.test(part)) ?? null;
}

function countOf(value: unknown): number {
  if (value === true) return 1;
  const digits = /\d{1,4}/.exec(textValue(value) ?? '');
  return digits === null ? 0 : Number(digits[0]);
}
