import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import { createMappedReader } from '../../../electron/city/sync/normalise/mapped.ts';
import { createMentionReader } from '../../../electron/city/sync/normalise/mentions.ts';
import { keepUnmentioned } from '../../../shared/case/keepUnmentioned.ts';
import type { StoredCase } from '../../../shared/case/mentioned.ts';
import type { PlacedCase } from '../../../shared/case/normalised.ts';
import { nextPauses } from '../../../shared/case/pauses.ts';
import { statedLimitOf } from '../../../shared/case/statedLimit.ts';
import type { CasePause } from '../../../shared/contract/cases.ts';
import { FieldMapping } from '../../../shared/contract/sources.ts';
import { createPlacer, limitBy } from '../../../shared/pack/placer.ts';

const build = (path: string) => new URL(`../../../build/${path}`, import.meta.url).pathname;
const shipped = readPack(build('packs/beijing-dongcheng'), build('calendars'));
const { catalogue } = shipped.manifest;
/** One name under two 大类. */
const items = catalogue.items.map((one) => (/^[PE]0102$/.test(one.code) ? { ...one, name: '其他' } : one));
const pack = { ...shipped, manifest: { ...shipped.manifest, catalogue: { ...catalogue, items } } };
const placer = createPlacer(pack);
const { bbox, fallbackPoints, zone } = pack.manifest;
const NOW = Date.UTC(2026, 10, 24, 1);
const item = pack.manifest.catalogue.items.find(({ limits }) => limits.length > 0);
const [street, otherStreet] = pack.manifest.streets;
const [grid] = pack.grids.features.filter(({ properties }) => properties.street === street?.code);
if (item === undefined || street === undefined || otherStreet === undefined || grid === undefined)
  throw new Error('the pack has limits, streets and grids');
const middle = { lon: String((bbox[0] + bbox[2]) / 2), lat: String((bbox[1] + bbox[3]) / 2) };

/** Cells that a column may hold, the empty one among them. */
const CELLS = {
  status: ['办理中', '已办结', '已结案', ''],
  stage: ['处置', '结案', '作废', '某词', ''],
  closedAt: ['2026-11-05 12:00:00', ''],
  updatedAt: ['2026-11-02 08:00:00', ''],
  dueAt: ['2026-11-09', '2026-11-08 18:00:00', '3个工作日', ''],
  categoryCode: [item.code, 'X9', ''],
  categoryName: [item.name, '井盖', '没有的类别', ''],
  title: ['路灯不亮', ''],
  description: ['致电 13800000001 反映噪声', '第一行\n第二行', ''],
  address: ['甲路 1 号', ''],
  org: ['区城管局', ''],
  channel: ['12345', ''],
  lon: [middle.lon, ''],
  lat: [middle.lat, ''],
  street: [street.name, otherStreet.name, '没有的街道', ''],
  grid: [grid.properties.code, ''],
  mediaUrl: ['https://example.org/1.jpg', ''],
  statusNotes: ['已派', ''],
  rework: ['2', ''],
  市民姓名: ['测试甲', ''],
  市民电话: ['13800000002', ''],
} as const;
type Column = keyof typeof CELLS;
type Row = Record<string, string>;
const COLUMNS = Object.keys(CELLS) as Column[];
/** The two of a point are one column to the list. */
const TOGETHER: Partial<Record<Column, Column>> = { lat: 'lon' };

const mapping = FieldMapping.parse({
  fields: {
    ...{ id: 'id', requestedAt: 'requestedAt' },
    ...Object.fromEntries(COLUMNS.filter((name) => !name.startsWith('市民')).map((name) => [name, name])),
  },
  categoryPath: ['large', 'categoryName'],
  stageValues: { 处置: 'handling', 结案: 'closed', 作废: 'cancelled' },
});
const read = createMappedReader(mapping, { bbox, fallbackPoints, zone }, () => NOW);
const mentions = createMentionReader(mapping);

function readingOf(row: Row) {
  const reading = read(row);
  if (!reading.ok) throw new Error(reading.refusal.reason);
  return reading.case;
}

/** The first import of a row. */
const first = (row: Row): StoredCase => placedAfter(row, []);

/** The import of a row with every column, of a case that has these pauses. */
function placedAfter(row: Row, known: readonly CasePause[]): StoredCase {
  const { placeWords: _, categoryPath, ...read } = readingOf(row);
  const categoryCode = placer.codeOf(categoryPath === undefined ? read : { ...read, categoryPath });
  const pauses = nextPauses(known, read, NOW);
  const due = read.upstreamDueAt;
  return {
    ...read,
    categoryCode,
    ...placer.place(readingOf(row)),
    ...limitBy(placer, due, { ...read, categoryCode, pauses, stated: statedLimitOf(read.originalTimes) }),
    pauses,
    absence: null,
  };
}

function second(row: Row, stored: StoredCase): PlacedCase {
  const clock = { pauses: stored.pauses ?? [], at: NOW };
  return keepUnmentioned(readingOf(row), mentions.of(row, new Set()), stored, placer, clock);
}

const ID = { id: 'M1', requestedAt: '2026-11-01 10:00:00' };
const row = fc.record(
  Object.fromEntries(COLUMNS.map((name) => [name, fc.constantFrom(...CELLS[name])])),
) as fc.Arbitrary<Record<Column, string>>;
const columns = fc.subarray(COLUMNS);

function withColumns(cells: Row, kept: readonly string[]): Row {
  const has = (name: Column): boolean => kept.includes(TOGETHER[name] ?? name);
  return { ...ID, ...Object.fromEntries(COLUMNS.filter(has).map((name) => [name, cells[name] ?? ''])) };
}

describe('a list with fewer columns', () => {
  it('changes nothing where what it mentions is what is stored', () => {
    fc.assert(
      fc.property(row, columns, (cells, kept) => {
        const stored = first({ ...ID, ...cells });
        // Words that contradict each other place nothing; one of them alone does.
        fc.pre(cells.street !== otherStreet.name || cells.grid === '');
        const { raw, ...now } = second(withColumns(cells, kept), stored);
        const { raw: before, absence: _, pauses: __, ...was } = stored;
        expect(now).toEqual(was);
        expect(JSON.parse(raw)).toEqual(JSON.parse(before));
      }),
    );
  });

  it('is the same as the whole list where it has every column', () => {
    fc.assert(
      fc.property(row, row, (cells, later) => {
        const stored = first({ ...ID, ...cells });
        const now = second({ ...ID, ...later }, stored);
        const { absence: _, ...expected } = placedAfter({ ...ID, ...later }, stored.pauses ?? []);
        expect({ pauses: stored.pauses, ...now }).toEqual(expected);
      }),
    );
  });

  it('never leaves a status that contradicts the time of closing', () => {
    fc.assert(
      fc.property(row, row, columns, (cells, later, kept) => {
        const now = second(withColumns(later, kept), first({ ...ID, ...cells }));
        if (now.status === 'open') expect(now.closedAt).toBeNull();
      }),
    );
  });
});

const FULL: Record<Column, string> = {
  ...{ status: '办理中', stage: '处置', closedAt: '', updatedAt: '2026-11-02 08:00:00' },
  ...{ dueAt: '2026-11-08 18:00:00', categoryCode: item.code, categoryName: item.name },
  ...{ title: '路灯不亮', description: '致电 13800000001 反映噪声', address: '甲路 1 号', org: '区城管局' },
  ...{ channel: '12345', lon: middle.lon, lat: middle.lat, street: street.name, grid: grid.properties.code },
  ...{ mediaUrl: 'https://example.org/1.jpg', statusNotes: '已派', rework: '2' },
  ...{ 市民姓名: '测试甲', 市民电话: '13800000002' },
};

describe('an empty cell of a column that is there', () => {
  const without = (name: Column) => second({ ...ID, [name]: '' }, first({ ...ID, ...FULL }));

  it.each([
    ['updatedAt', { updatedAt: null }],
    ['description', { description: null, title: '路灯不亮' }],
    ['address', { address: null }],
    ['org', { org: null }],
    ['channel', { channel: null }],
    ['mediaUrl', { mediaUrl: null }],
    ['statusNotes', { statusNotes: null }],
    ['rework', { rework: 0 }],
    ['stage', { stage: null, status: 'open' }],
    ['title', { title: item.name }],
    ['categoryCode', { categoryName: item.name }],
    ['市民姓名', { contact: expect.objectContaining({ name: null, phone: '13800000002' }) }],
    ['市民电话', { contact: expect.objectContaining({ name: '测试甲', phone: null }) }],
  ] as const)('empties %s', (name, expected) => {
    expect(without(name)).toMatchObject(expected);
  });

  it('empties the limit, and that of the catalogue applies again', () => {
    const now = without('dueAt');
    expect(now).toMatchObject({ upstreamDueAt: null, dueBasis: 'pack' });
    expect(now.dueAt).toBe(placer.due({ categoryCode: item.code, requestedAt: now.requestedAt }));
    expect(now.originalTimes).not.toHaveProperty('dueAt');
  });

  it('empties the point, and the street with it', () => {
    const now = second({ ...ID, lon: '', lat: '' }, first({ ...ID, ...FULL }));
    expect(now).toMatchObject({ lon: null, lat: null, locationQuality: 'none', street: null, grid: null });
  });
});

describe('the status', () => {
  const closed = first({ ...ID, status: '已办结', stage: '结案', closedAt: '2026-11-05 12:00:00' });
  const at = Date.parse('2026-11-05T12:00:00+08:00');

  it.each<[string, Row, Partial<PlacedCase>]>([
    [
      'stays closed for a list that says nothing of it',
      { org: '甲' },
      { status: 'closed', stage: 'closed', closedAt: at },
    ],
    ['is reopened by a word', { status: '办理中' }, { status: 'open', stage: null, closedAt: null }],
    ['is reopened by a stage', { stage: '处置' }, { status: 'open', stage: 'handling', closedAt: null }],
    [
      'stays by a stage that nobody knows',
      { stage: '某词' },
      { status: 'closed', stage: null, closedAt: at },
    ],
    [
      'stays with its time by a word alone',
      { status: '已结案' },
      { status: 'closed', stage: 'closed', closedAt: at },
    ],
    [
      'stays by its stage when the time is emptied',
      { closedAt: '' },
      { status: 'closed', stage: 'closed', closedAt: null },
    ],
  ])('%s', (_, cells, expected) => {
    expect(second({ ...ID, ...cells }, closed)).toMatchObject(expected);
  });

  it('of a case that a time alone had closed is open when the time is taken back', () => {
    const byTime = first({ ...ID, closedAt: '2026-11-05 12:00:00' });
    expect(byTime).toMatchObject({ status: 'closed', closedAt: at });
    expect(second({ ...ID, closedAt: '' }, byTime)).toMatchObject({ status: 'open', closedAt: null });
  });

  it('of a case closed because a whole list lacked it is open again once it is listed', () => {
    const absent: StoredCase = { ...closed, stage: null, closedAt: null, absence: { stage: 'handling' } };
    expect(second({ ...ID, org: '甲' }, absent)).toMatchObject({ status: 'open', stage: 'handling' });
    expect(second({ ...ID, status: '已结案' }, absent)).toMatchObject({ status: 'closed', stage: null });
  });

  it('closes with a word, and the stage of work under way goes', () => {
    const open = first({ ...ID, ...FULL });
    expect(second({ ...ID, status: '已办结' }, open)).toMatchObject({ status: 'closed', stage: null });
  });
});

describe('what follows from other fields', () => {
  it('a title from the category changes with it, and a title of its own stays', () => {
    const derived = first({ ...ID, categoryName: '噪声' });
    expect(second({ ...ID, categoryName: '占道' }, derived)).toMatchObject({
      title: '占道',
      categoryCode: '占道',
    });
    const own = first({ ...ID, categoryName: '噪声', title: '夜间施工' });
    expect(second({ ...ID, categoryName: '占道' }, own)).toMatchObject({ title: '夜间施工' });
  });

  it('a code that was stated stays beside its name, and goes with another name', () => {
    const both = first({ ...ID, categoryCode: 'X9', categoryName: '井盖' });
    expect(second({ ...ID, categoryName: '井盖' }, both)).toMatchObject({ categoryCode: 'X9' });
    expect(second({ ...ID, categoryName: '占道' }, both)).toMatchObject({ categoryCode: '占道' });
    expect(second({ ...ID, categoryCode: 'Y1' }, both)).toMatchObject({
      categoryCode: 'Y1',
      categoryName: 'Y1',
    });
  });

  it('a path of 大类 and 小类 says which of the items with this name it is', () => {
    const [component, event] = items.filter(({ name }) => name === '其他');
    if (component === undefined || event === undefined) throw new Error('two items are called so');
    const byPath = (large: string) => ({ ...ID, large, categoryName: '其他' });
    const before = first(byPath('公用设施'));
    expect(before).toMatchObject({ categoryCode: component.code, categoryName: '其他' });
    expect(second({ ...ID, org: '甲' }, before)).toMatchObject({ categoryCode: component.code });
    expect(second(byPath('市容环境'), before)).toMatchObject({ categoryCode: event.code });
    expect(second(byPath('交通设施'), before)).toMatchObject({ categoryCode: '其他' });
  });

  it('another category moves the deadline of the catalogue', () => {
    const unlimited = first({ ...ID, categoryCode: 'X9' });
    expect(unlimited.dueAt).toBeNull();
    expect(second({ ...ID, categoryCode: item.code }, unlimited)).toMatchObject({
      dueBasis: 'pack',
      dueAt: placer.due({ categoryCode: item.code, requestedAt: unlimited.requestedAt }),
    });
  });

  it('another street takes the grid along, and the same one leaves it', () => {
    const placed = first({ ...ID, street: street.name, grid: grid.properties.code });
    expect(placed).toMatchObject({ street: street.code, grid: grid.properties.code });
    expect(second({ ...ID, street: street.name }, placed)).toMatchObject({ grid: grid.properties.code });
    expect(second({ ...ID, street: otherStreet.name }, placed)).toMatchObject({
      street: otherStreet.code,
      grid: null,
    });
  });

  it('evidence keeps the columns of the earlier list', () => {
    const now = second({ ...ID, org: '乙' }, first({ ...ID, org: '甲', 备注: '甲区' }));
    expect(JSON.parse(now.raw)).toEqual({ ...ID, org: '乙', 备注: '甲区' });
  });
});
