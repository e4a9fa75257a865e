import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CityContext } from '../../../electron/city/sync/adapter.ts';
import { createMappedReader } from '../../../electron/city/sync/normalise/mapped.ts';
import { CaseStage, CaseStatus, LocationQuality } from '../../../shared/contract/cases.ts';
import { SentError } from '../../../shared/contract/common.ts';
import { FieldMapping } from '../../../shared/contract/sources.ts';

const city: CityContext = { bbox: [118.7, 31.95, 118.85, 32.1], fallbackPoints: [], zone: 'Asia/Shanghai' };
const mapping = FieldMapping.parse({
  fields: {
    id: ['编号', 'record.number'],
    requestedAt: '上报时间',
    status: '状态',
    stage: '环节',
    categoryCode: '小类编码',
    categoryName: ['小类', '大类'],
    title: '标题',
    description: '描述',
    address: '地址',
    closedAt: '结案时间',
    updatedAt: '更新时间',
    dueAt: '时限',
    lon: '经度',
    lat: '纬度',
    point: 'shape',
    mediaUrl: '图片',
    rework: '返工',
  },
  stageValues: { 派单中: 'dispatched', 坏词: 'no such stage' },
  contact: { phone: 'f7' },
});
/** The service's clock; the machine's plays no part. */
const NOW = Date.parse('2031-05-01T12:00:00+08:00');
const read = createMappedReader(mapping, city, () => NOW);
const base = { 编号: 'A-1', 上报时间: '2025-09-12 10:11:08' };

function accepted(row: unknown) {
  const reading = read(row);
  if (!reading.ok) throw new Error(reading.refusal.reason);
  return reading;
}

describe('createMappedReader', () => {
  test('a whole row', () => {
    const { case: found, notes } = accepted({
      record: { number: 250912 },
      上报时间: '2025-09-12 10:11:08',
      更新时间: '2025-09-12 11:00:00',
      时限: '2025-09-13',
      状态: '处理中',
      环节: '派单中',
      小类编码: '0203',
      小类: ' ',
      大类: '街面秩序',
      描述: '请联系13800001234\r\n谢谢',
      地址: '示例路1号',
      经度: '118,7812',
      纬度: '32.0411',
      图片: 'x,https://example.org/a.jpg,https://example.org/b.jpg',
      返工: '2次',
      联系人: '甲',
      f7: '02580001234',
    });
    expect(notes).toEqual([]);
    expect(found).toEqual({
      sourceId: '250912',
      status: 'open',
      stage: 'dispatched',
      categoryCode: '0203',
      categoryName: '街面秩序',
      title: '街面秩序',
      description: '请联系138****1234\n谢谢',
      address: '示例路1号',
      org: null,
      channel: null,
      statusNotes: null,
      mediaUrl: 'https://example.org/a.jpg',
      requestedAt: Date.UTC(2025, 8, 12, 2, 11, 8),
      updatedAt: Date.UTC(2025, 8, 12, 3),
      closedAt: null,
      upstreamDueAt: Date.UTC(2025, 8, 13, 16) - 1,
      rework: 2,
      lon: 118.7812,
      lat: 32.0411,
      locationQuality: 'ok',
      originalLocation: { x: '118,7812', y: '32.0411', crs: 'wgs84' },
      originalTimes: {
        requestedAt: '2025-09-12 10:11:08',
        updatedAt: '2025-09-12 11:00:00',
        dueAt: '2025-09-13',
      },
      contact: {
        name: '甲',
        phone: '02580001234',
        email: null,
        address: null,
        identity: null,
        originalDescription: '请联系13800001234\n谢谢',
      },
      raw: expect.any(String),
    });
    expect(found.raw).not.toMatch(/甲|02580001234|13800001234/);
    expect(JSON.parse(found.raw)).toMatchObject({ 小类编码: '0203', 描述: '请联系138****1234\r\n谢谢' });
  });

  test.each([
    ['not-an-object', null],
    ['not-an-object', 7],
    ['not-an-object', 'text'],
    ['not-an-object', [base]],
    ['unparsed', { unparsed: 'x,y' }],
    ['no-id', {}],
    ['no-id', { ...base, 编号: '  ' }],
    ['no-id', { ...base, 编号: { a: 1 } }],
    ['no-id', { ...base, 编号: true }],
    ['bad-id', { ...base, 编号: '2.50912E+17' }],
    ['bad-id', { ...base, 编号: 'x'.repeat(201) }],
    ['bad-id', { ...base, 编号: '138****1234' }],
    ['no-time', { 编号: 'A-1' }],
    ['no-time', { ...base, 上报时间: '' }],
    ['bad-time', { ...base, 上报时间: '0001-01-01 00:00:00' }],
    ['bad-time', { ...base, 上报时间: {} }],
    ['future', { ...base, 上报时间: '2032-05-03' }],
  ])('refuses as %s: %j', (code, row) => {
    const reading = read(row);
    expect(reading).toMatchObject({ ok: false, refusal: { code, reason: expect.stringMatching(/[一-龥]/) } });
  });

  test('what is refused is kept without contact data, with its id', () => {
    const row = { 编号: '13800001234', 上报时间: 'x', 联系人: '甲', f7: '乙', 备注: '找13900005678' };
    expect(read(row)).toMatchObject({
      refusal: {
        sourceId: '13800001234',
        payload: JSON.stringify({ 编号: '13800001234', 上报时间: 'x', 备注: '找139****5678' }),
      },
    });
  });

  test.each([
    ['已结案', null, 'closed'],
    [' CLOSED ', null, 'closed'],
    ['Open', '2025-09-12 12:00:00', 'open'],
    [null, '2025-09-12 12:00:00', 'closed'],
    [null, null, 'open'],
  ])('status %j with closing time %j is %s', (word, closing, status) => {
    const { case: found } = accepted({ ...base, 状态: word, 结案时间: closing });
    expect(found.status).toBe(status);
    expect(found.closedAt === null).toBe(status === 'open' || closing === null);
  });

  test.each([
    ['结案', 'closed'],
    ['挂账', 'suspended'],
    ['作废', 'cancelled'],
    ['坏词', null],
    ['从未见过', null],
  ])('stage %s is %s', (word, stage) => {
    const { case: found, notes } = accepted({ ...base, 环节: word });
    expect(found.stage).toBe(stage);
    expect(notes.length).toBe(stage === null ? 1 : 0);
  });

  test.each([
    [{ 标题: '标题', 小类: '小类', 描述: '描述' }, '标题'],
    [{ 小类: '小类', 描述: '描述' }, '小类'],
    [{ 描述: '第一行\n第二行' }, '第一行'],
    [{ 描述: '长'.repeat(50) }, `${'长'.repeat(40)}…`],
    [{}, '未分类'],
  ])('title of %j', (more, title) => {
    expect(accepted({ ...base, ...more }).case.title).toBe(title);
  });

  test.each([
    ['2031-05-02 11:59:59', []],
    ['2031-05-02 12:00:01', ['上报时间晚于本机时间']],
    ['2032-05-01 12:00:00', ['上报时间晚于本机时间']],
  ])('a report of %s is ahead of the service’s clock: notes %j', (time, notes) => {
    const found = accepted({ ...base, 上报时间: time });
    expect(found.notes.map(({ message }) => message)).toEqual(notes);
  });

  test('odd fields are notes, not refusals', () => {
    const { notes, case: found } = accepted({
      ...base,
      结案时间: 'soon',
      时限: '2025-02-30',
      shape: 'POLYGON ((1 2))',
    });
    expect(notes).toHaveLength(3);
    expect(found).toMatchObject({ closedAt: null, upstreamDueAt: null, locationQuality: 'none' });
    expect(found.originalTimes).toMatchObject({ closedAt: 'soon', dueAt: '2025-02-30' });
  });

  test('a point in one field is used where there are no two', () => {
    expect(accepted({ ...base, shape: 'POINT (118.7812 32.0411)' }).case).toMatchObject({
      lon: 118.7812,
      lat: 32.0411,
      locationQuality: 'ok',
    });
  });

  test('an unknown zone is refused at once', () => {
    expect(() => createMappedReader({ ...mapping, zone: 'Nowhere' }, city, () => NOW)).toThrow(/时区/);
  });

  test('a row nested deeper than the stack is refused, not thrown', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = { a: deep };
    expect(read({ ...base, 描述: 'x', deep })).toMatchObject({ ok: false, refusal: { code: 'unreadable' } });
  });

  const Reading = z.discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      notes: z.array(SentError),
      case: z.object({
        sourceId: z.string().min(1),
        status: CaseStatus,
        stage: CaseStage.nullable(),
        categoryCode: z.string().min(1),
        categoryName: z.string().min(1),
        title: z.string().min(1),
        requestedAt: z.int(),
        updatedAt: z.int().nullable(),
        closedAt: z.int().nullable(),
        upstreamDueAt: z.int().nullable(),
        rework: z.int().nonnegative(),
        lon: z.number().nullable(),
        lat: z.number().nullable(),
        locationQuality: LocationQuality,
        originalTimes: z.record(z.string(), z.string()),
        raw: z.string(),
      }),
    }),
    z.object({
      ok: z.literal(false),
      refusal: z.object({
        code: z.string().min(1),
        reason: z.string().min(1),
        sourceId: z.string().nullable(),
        payload: z.string(),
      }),
    }),
  ]);

  test('property: any value gives exactly one reading, as JSON text where it promises', () => {
    const cells = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        '2025-09-12 10:11:08',
        1757553855,
        '118.78',
        32.04,
        '结案',
        'POINT (1 2)',
        '13800001234',
        '',
      ),
    );
    const names = [...Object.values(mapping.fields).flat(), '联系人', 'x'];
    const rows = fc.dictionary(fc.constantFrom(...names), cells);
    const valid = rows.map((row) => ({ ...row, ...base }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue(), rows, valid), (row) => {
        const reading = Reading.parse(read(row));
        JSON.parse(reading.ok ? reading.case.raw : reading.refusal.payload);
      }),
      { numRuns: 1000 },
    );
  });
});
