import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAPPED_FIELDS,
  missingFields,
  pathText,
  readPath,
  readStageLines,
  readValues,
  readWords,
  stageLines,
  withCategory,
  withCategoryLevel,
  withContact,
  withField,
} from '../../../renderer/windows/connections/mappingFields.ts';
import { pointsOf, previewCounts } from '../../../renderer/windows/connections/previewRows.ts';
import { FieldMapping, PreviewReport } from '../../../shared/contract/sources.ts';

const empty = FieldMapping.parse({ fields: { id: '', requestedAt: '' } });

describe('the mapping editor', () => {
  it('reads back what it writes', () => {
    const part = fc.stringMatching(/^[A-Za-z\u4e00-\u9fff][A-Za-z0-9_.\u4e00-\u9fff]{0,12}$/);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const path = parts.length === 1 ? parts[0] : parts;
        expect(readPath(pathText(path))).toEqual(path);
      }),
    );
  });
  it('has a line for every field of the contract', () => {
    expect([...MAPPED_FIELDS].sort()).toEqual(Object.keys(FieldMapping.shape.fields.shape).sort());
  });
  it('marks what is missing until it is set, and again when it is cleared', () => {
    expect(missingFields(empty)).toEqual(['id', 'requestedAt']);
    const half = withField(empty, 'id', '工单编号 | id');
    expect(half.fields.id).toEqual(['工单编号', 'id']);
    expect(missingFields(half)).toEqual(['requestedAt']);
    expect(missingFields(withField(half, 'id', ' '))).toEqual(['id', 'requestedAt']);
  });
  it('drops an optional field that is cleared, and leaves the given mapping alone', () => {
    const titled = withField(empty, 'title', 'subject');
    expect(withField(titled, 'title', '').fields).not.toHaveProperty('title');
    expect(empty.fields).not.toHaveProperty('title');
    expect(withContact(empty, 'phone', 'tel').contact).toEqual({ phone: 'tel' });
    expect(withContact(withContact(empty, 'phone', 'tel'), 'phone', '').contact).toEqual({});
  });
  it('reads stage words line by line and skips what is no pair', () => {
    const values = { 待受理: 'reported', 处置中: 'handling' };
    expect(readStageLines(stageLines(values))).toEqual(values);
    expect(readStageLines('a=b\nnonsense\n=x\ny=')).toEqual({ a: 'b' });
  });
  it('reads words between Chinese and Latin commas', () => {
    expect(readWords('已结案，办结, 2、 作废')).toEqual(['已结案', '办结', '2', '作废']);
  });
  it('matches a success value as number, truth value and text', () => {
    expect(readValues('200, true, ok')).toEqual([200, '200', true, 'true', 'ok']);
    expect(readValues('250912101108115409')).toEqual(['250912101108115409']);
  });
});

describe('the preview', () => {
  const report = PreviewReport.parse({
    rows: [
      { outcome: 'ok', case: { lon: 118.1, lat: 32.1 }, notes: [] },
      { outcome: 'ok', case: { lon: null, lat: null }, notes: [] },
      { outcome: 'quarantine', code: 'no-id', parameters: {}, reason: '没有编号', raw: {} },
    ],
  });
  it('counts rows and takes the points of those that have one', () => {
    expect(previewCounts(report)).toEqual({ ok: 2, refused: 1 });
    expect(pointsOf(report)).toEqual([[118.1, 32.1]]);
  });
});

describe('the category of several columns', () => {
  it('is chosen level by level, and the last one names it', () => {
    const one = withCategoryLevel(empty, 0, '大类');
    const two = withCategoryLevel(one, 1, '小类');
    expect(two).toMatchObject({ categoryPath: ['大类', '小类'], fields: { categoryName: '小类' } });
    const other = withCategoryLevel(two, 0, '部件类');
    expect(other.categoryPath).toEqual(['部件类', '小类']);
    const less = withCategoryLevel(two, 1, '');
    expect(less).toMatchObject({ categoryPath: ['大类'], fields: { categoryName: '大类' } });
    expect(withCategoryLevel(less, 0, '')).not.toHaveProperty('categoryPath');
    // A column stands for one level.
    expect(withCategoryLevel(two, 2, '大类').categoryPath).toEqual(['大类', '小类']);
  });

  it('is given a code of the catalogue, or none', () => {
    const given = withCategory(empty, '马葫芦盖', 'P0101');
    expect(withCategory(given, '马葫芦盖', 'P0102').categoryValues).toEqual({ 马葫芦盖: 'P0102' });
    expect(withCategory(given, '马葫芦盖', '')).not.toHaveProperty('categoryValues');
  });
});
