import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { fileConfig, filePull } from '../../../electron/city/composition/fileReading.ts';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import { UpstreamError } from '../../../electron/city/sync/adapter.ts';
import { createFileAdapter } from '../../../electron/city/sync/file/adapter.ts';
import { createTextReader } from '../../../electron/city/sync/file/decodeText.ts';
import type { Encoding } from '../../../electron/city/sync/file/encoding.ts';
import { inspectFile } from '../../../electron/city/sync/file/inspectFile.ts';
import { sniffFile } from '../../../electron/city/sync/file/sniff.ts';
import { type LeftOut, NOTHING_LEFT_OUT } from '../../../electron/city/sync/file/table/rows.ts';
import {
  headsOfLegacy,
  openLegacy,
  rowsOfLegacy,
} from '../../../electron/city/sync/file/workbook/readLegacy.ts';
import type { Workbooks } from '../../../electron/city/sync/file/workbook/readWorkbook.ts';
import { NOTHING_STORED, placeRows } from '../../../electron/city/sync/placeRows.ts';
import { createRowTally } from '../../../electron/city/sync/rowTally.ts';
import type { PlacedCase } from '../../../shared/case/normalised.ts';
import type { RowTally } from '../../../shared/contract/rowTally.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';
import { NO_CATEGORY } from '../../../shared/pack/noCategory.ts';
import { createPlacer } from '../../../shared/pack/placer.ts';
import { type Change, change, changed, type ListFile, wholeLists } from './mutatedLists.ts';

const RUNS = Number(process.env['LIST_RUNS'] ?? 300);
const NOW = Date.UTC(2026, 10, 24, 1);
const DAY = 86_400_000;
const clock = { now: () => NOW };
const build = (path: string) => new URL(`../../../build/${path}`, import.meta.url).pathname;
const pack = readPack(build('packs/nanjing-qinhuai'), build('calendars'));
const { bbox, fallbackPoints, zone } = pack.manifest;
const placer = createPlacer(pack);
const folder = mkdtempSync(join(tmpdir(), 'citywhistle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const damaged = () => new UpstreamError('not-a-list', { what: 'damaged' }, false);

/** The reader of the worker, without the worker, which takes half a second to start. */
async function bookOf(path: string) {
  try {
    return await openLegacy(await readFile(path), (await sniffFile(path)).encoding);
  } catch {
    throw damaged();
  }
}
const inProcess: Workbooks = {
  async heads(path, kind) {
    if (kind === 'xlsx') throw damaged();
    return headsOfLegacy((await bookOf(path)).book);
  },
  async *rows(path, _, sheet, onLettersLost) {
    const { book, lettersLost } = await bookOf(path);
    if (lettersLost > 0) onLettersLost(lettersLost);
    yield* rowsOfLegacy(book, sheet);
  },
};

type Found = {
  tally: RowTally;
  leftOut: LeftOut;
  lettersLost: number;
  /** Rows that would be stored, in order. */
  cases: PlacedCase[];
  mapping: FieldMapping;
  format: string;
  encoding: Encoding;
};

/** Reads a list as a check of it does, with all its cases. `given`: a mapping that was confirmed before; null: the guessed one. */
async function read(path: string, given: FieldMapping | null): Promise<Found> {
  const { mapping: guessed, format } = await inspectFile(path, null, pack.manifest, inProcess);
  const { sheet } = guessed;
  const mapping = given === null || sheet === undefined ? (given ?? guessed) : { ...given, sheet };
  const leftOut = { ...NOTHING_LEFT_OUT };
  const found = { cases: [] as PlacedCase[], lettersLost: 0 };
  const adapter = createFileAdapter(
    fileConfig(path, { id: 'check', name: 'check', mapping }, pack),
    { bbox, fallbackPoints, zone },
    clock.now,
    inProcess,
    {
      onBytes: () => undefined,
      onLeft(what) {
        leftOut[what] += 1;
      },
      onLettersLost(letters) {
        found.lettersLost = letters;
      },
    },
  );
  const tally = createRowTally(mapping, { pack });
  for await (const { rows } of adapter.pull(filePull(clock, new AbortController().signal))) {
    const readings = rows.map((row) => adapter.read(row));
    const outcomes = placeRows({ store: NOTHING_STORED, placer }, '', readings, NOW);
    expect(outcomes).toHaveLength(rows.length);
    for (const [at, reading] of readings.entries()) {
      const outcome = outcomes[at];
      if (outcome === undefined) continue;
      tally.add(rows[at], reading, outcome);
      if (outcome.ok) found.cases.push(outcome.case);
    }
  }
  return {
    ...{ ...found, leftOut, tally: tally.counts(), mapping, format },
    encoding: (await sniffFile(path)).encoding,
  };
}

const textOf = (bytes: Buffer, encoding: Encoding): string => {
  const reader = createTextReader(encoding);
  return reader.read(bytes) + reader.end();
};

/** Without what formats put around and into a value: blanks, quotes, escapes, tags. */
const bare = (text: string): string =>
  text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\[nrtbf]/g, '')
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\s\0\ufeff"'’=\\/]/g, '');
/** `tag`: what a damaged tag still is differs between readers; where its first letter is none, it is text to a browser. */
const withoutTags = (text: string, tag: RegExp): string =>
  text.replace(tag, '').replace(/&(?:amp|lt|gt|quot|nbsp|apos);/g, '');

function expectAccounted({ tally, leftOut, lettersLost, cases, format }: Found, text: string): void {
  expect(tally.clean + tally.noted + tally.refused).toBe(tally.rows);
  expect(tally.open + tally.closed).toBe(tally.rows - tally.refused);
  expect(cases).toHaveLength(tally.rows - tally.refused);
  expect(tally.refusals.reduce((sum, { rows }) => sum + rows, 0)).toBe(tally.refused);
  const counts = [...Object.values(leftOut), lettersLost, tally.clean, tally.noted, tally.refused];
  for (const count of counts) expect(count).toBeGreaterThanOrEqual(0);
  // Where no cell can span lines, every line is a row, or left out, or the header.
  const lines = text
    .split(format === 'ndjson' ? /\n/ : /\r\n|\n|\r/)
    .filter((line) => line.trim() !== '').length;
  const left = Object.values(leftOut).reduce((sum, rows) => sum + rows, 0);
  if (format === 'ndjson') expect(tally.rows).toBe(lines);
  if (format === 'csv' && !/["\0\ufeff]/.test(text)) {
    const blank = text
      .split(/\r\n|\n|\r/)
      .filter((line) => line.trim() !== '' && /^[\s,;\t|，]*$/.test(line)).length;
    const header = lines - left - tally.rows;
    expect(header).toBeGreaterThanOrEqual(Math.min(1, lines - blank));
    expect(header).toBeLessThanOrEqual(3 + blank + (/^sep=/i.test(text) ? 1 : 0));
  }
}

function expectTrue({ cases, format }: Found, text: string): void {
  const stripped = [/<[^>]*>/g, /<\/?[a-z][^<>]*>/gi].map((tag) => bare(withoutTags(text, tag)));
  const source = format === 'xls' ? [bare(text), ...stripped].join('') : bare(text);
  for (const { sourceId, title, requestedAt, originalTimes } of cases) {
    expect(source).toContain(bare(sourceId));
    if (title !== NO_CATEGORY)
      for (const part of title.split(/\*{4}|…$/)) expect(source).toContain(bare(part));
    const original = originalTimes['requestedAt'] ?? '';
    // Cells of a workbook hold dates, which are written anew.
    if (format !== 'xls') expect(source).toContain(bare(original));
    expectYear(requestedAt, original);
  }
}

/** The year of a time stands in what was written, unless that is a count of days, seconds or milliseconds. */
function expectYear(ms: number, original: string): void {
  const years = [-1, 0, 1].map((days) => String(new Date(ms + days * DAY).getUTCFullYear()));
  const isCount = /^\d+(?:\.\d+)?$/.test(bare(original)) && !/^(?:19|20)\d{6}/.test(bare(original));
  if (!isCount)
    expect(
      years.some((year) => bare(original).includes(year)),
      original,
    ).toBe(true);
  expect(ms).toBeLessThanOrEqual(NOW + 366 * DAY);
}

/** Bytes that two files have in common at their beginning and at their end. */
function inCommon(a: Buffer, b: Buffer): { start: number; end: number } {
  const least = Math.min(a.length, b.length);
  let start = 0;
  while (start < least && a[start] === b[start]) start++;
  let end = 0;
  while (end < least - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return { start, end };
}

type Whole = ListFile & Found & { known: Set<string>; dataFrom: number };

async function openWhole(list: ListFile): Promise<Whole> {
  const path = join(folder, list.name);
  writeFileSync(path, list.bytes);
  const found = await read(path, null);
  const first = found.cases[0]?.sourceId ?? '';
  let dataFrom = 0;
  while (
    dataFrom < list.bytes.length &&
    !textOf(list.bytes.subarray(0, dataFrom), found.encoding).includes(first)
  )
    dataFrom++;
  return { ...list, ...found, known: new Set(found.cases.map(keyOf)), dataFrom };
}

const keyOf = (row: PlacedCase): string => JSON.stringify(row);

/** Damage in one row of a table changes no other row. */
function expectOthersSame(whole: Whole, found: Found, bytes: Buffer): void {
  if (whole.format !== 'csv' && whole.format !== 'ndjson') return;
  const { start, end } = inCommon(whole.bytes, bytes);
  if (start <= whole.dataFrom || whole.cases.length < 2) return;
  const touched = textOf(bytes.subarray(start & ~1, bytes.length - (end & ~1)), found.encoding);
  const others = found.cases.filter((row) => !whole.known.has(keyOf(row)));
  expect(others.length, 'rows changed').toBeLessThanOrEqual(touched.split(/\r\n|\n|\r/).length + 1);
}

it('a list that was damaged on its way is read or refused, and nothing in it is read as what it is not', async () => {
  const lists = wholeLists();
  const wholes: Whole[] = [];
  for (const list of lists) wholes.push(await openWhole(list));
  // Of lists without a case nothing would be proved.
  expect(wholes.filter(({ cases }) => cases.length > 0).length).toBeGreaterThan(lists.length * 0.8);
  const outcomes = new Map<string, number>();
  const count = (what: string): void => void outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...wholes.map(({ name }) => name)),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (name, changes: Change[], isConfirmed) => {
        const whole = wholes.find((one) => one.name === name);
        if (whole === undefined) return;
        const bytes = changes.reduce((all, one) => changed(all, one, lists), whole.bytes);
        const path = join(folder, whole.name);
        writeFileSync(path, bytes);
        let found: Found;
        try {
          found = await read(path, isConfirmed ? whole.mapping : null);
        } catch (error) {
          if (!(error instanceof UpstreamError)) throw error;
          expect(error.message).toMatch(/[\u4e00-\u9fff]/);
          count(`refused: ${error.code}`);
          return;
        }
        const text = textOf(bytes, found.encoding);
        expectAccounted(found, text);
        expectTrue(found, text);
        // What a guessed mapping takes a column for may follow from any of its values.
        if (isConfirmed) expectOthersSame(whole, found, bytes);
        count(found.cases.length > 0 ? 'rows read' : 'no row read');
      },
    ),
    { numRuns: RUNS },
  );
  if (RUNS > 1000) console.log(`mutated lists: ${JSON.stringify(Object.fromEntries(outcomes))}`);
});
