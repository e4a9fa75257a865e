import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeByWords } from '../../../shared/pack/placeByWords.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { pack, SHIPPED } from './packs.ts';

const qinhuai = pack('nanjing-qinhuai');
const place = (street: string | null, community: string | null, grid: string | null) =>
  placeByWords({ street, community, grid }, qinhuai);

test.each([
  ['the district', '新城区海拉尔东路街道'],
  ['city and district', '内蒙古自治区呼和浩特市新城区海拉尔东路街道办事处'],
  ['the city alone', '呼和浩特市海拉尔东路'],
])('a street of a city with districts, by %s', (_, street) => {
  expect(placeByWords({ street, community: null, grid: null }, pack('hohhot'))).toEqual({
    street: '150102001',
    grid: null,
  });
});

describe('a street', () => {
  test.each([
    ['full name', '夫子庙街道'],
    ['short name', '夫子庙'],
    ['its office', '夫子庙街道办事处'],
    ['its office, short', '夫子庙街道办'],
    ['blanks', ' 夫子庙　街道\t'],
    ['with the district', '秦淮区夫子庙街道'],
    ['with everything', '江苏省南京市秦淮区夫子庙街道办事处'],
    ['code', '320104002'],
    ['full-width code', '３２０１０４００２'],
    ['statistical code', '320104002000'],
  ])('by %s', (_, word) => {
    expect(place(word, null, null)).toEqual({ street: '320104002', grid: null });
  });

  test.each(['其他街道', '街道', '办事处', '秦淮区', '320104', '110101001', '2', '<>'])(
    'not by %s',
    (word) => {
      expect(place(word, null, null)).toBe('not-found');
    },
  );

  test('of a short name that two have is not certain, of a full name it is', () => {
    const { manifest, grids } = qinhuai;
    const twice = [...manifest.streets, { code: '320104099', name: '夫子庙镇' }];
    const other = { grids, manifest: { ...manifest, streets: twice } } as CityPack;
    const placed = (street: string, grid: string | null) =>
      placeByWords({ street, community: null, grid }, other);
    expect(placed('夫子庙', null)).toBe('unsure');
    expect(placed('夫子庙街道', null)).toEqual({ street: '320104002', grid: null });
    expect(placed('夫子庙镇', null)).toEqual({ street: '320104099', grid: null });
    expect(placed('夫子庙', '320104002001001')).toEqual({ street: '320104002', grid: '320104002001001' });
  });
});

describe('a grid', () => {
  const first = { street: '320104001', grid: '320104001001001' };

  test.each<[string, string | null, string | null, string | null]>([
    ['code', null, null, '320104001001001'],
    ['full name', null, null, '秦虹街道第01社区第01网格'],
    ['full width and blanks', null, null, ' 秦虹街道 第０１社区 第０１网格 '],
    ['name in its street', '秦虹', null, '第01社区第01网格'],
    ['name in its community', '秦虹街道', '第01社区', '第01网格'],
    ['name in its community, short', '秦虹街道', '第01社区居委会', '第01网格'],
    ['code beside an unknown street', '其他街道', null, '320104001001001'],
  ])('by %s', (_, street, community, grid) => {
    expect(place(street, community, grid)).toEqual(first);
  });

  test('in another street than the one named is a contradiction', () => {
    expect(place('夫子庙街道', null, '320104001001001')).toBe('contradiction');
  });

  test('by a name that several streets have needs the street', () => {
    expect(place(null, null, '第01社区第01网格')).toBe('unsure');
  });

  test('that the pack does not know leaves the street', () => {
    expect(place('秦虹街道', null, '第99社区第99网格')).toEqual({ street: '320104001', grid: null });
    expect(place('秦虹街道', null, '320104001999999')).toEqual({ street: '320104001', grid: null });
    expect(place(null, null, '320104001999999')).toEqual({ street: '320104001', grid: null });
    expect(place('洪武路街道', '一社区', '320104002001')).toEqual({ street: '320104007', grid: null });
  });
});

describe('a community', () => {
  test('by code or by name leaves its street', () => {
    expect(place(null, '320104001001', null)).toEqual({ street: '320104001', grid: null });
    expect(place('秦虹街道', '第01社区', null)).toEqual({ street: '320104001', grid: null });
    expect(place(null, '第01社区', null)).toBe('unsure');
    expect(place('夫子庙街道', '320104001001', null)).toBe('contradiction');
  });

  test('with one grid names it', () => {
    const [grid] = qinhuai.grids.features;
    const lone = { ...qinhuai, grids: { ...qinhuai.grids, features: [grid!] } };
    expect(placeByWords({ street: '秦虹', community: '第01社区', grid: null }, lone)).toEqual({
      street: '320104001',
      grid: '320104001001001',
    });
  });
});

test('every street and grid of a pack is found by its code and by its name', () => {
  for (const { manifest, grids } of SHIPPED.map(pack)) {
    const own = { manifest, grids } as CityPack;
    for (const { code, name } of manifest.streets) {
      for (const street of [code, name])
        expect(placeByWords({ street, community: null, grid: null }, own)).toEqual({
          street: code,
          grid: null,
        });
    }
    for (const { properties } of grids.features) {
      const expected = { street: properties.street, grid: properties.code };
      for (const grid of [properties.code, properties.name])
        expect(placeByWords({ street: null, community: null, grid }, own)).toEqual(expected);
    }
  }
});

test('no words, no place', () => {
  expect(place(null, ' ', '')).toBe('no-words');
});

test('property: any words name a place of the pack or none', () => {
  const word = fc.option(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('320104', '街道', '秦虹')),
  );
  const streets = new Set(qinhuai.manifest.streets.map(({ code }) => code));
  fc.assert(
    fc.property(word, word, word, (street, community, grid) => {
      const found = place(street, community, grid);
      if (typeof found !== 'string') expect(streets.has(found.street)).toBe(true);
    }),
  );
});
