import { describe, expect, it } from 'vitest';
import { createCatalogueFinder } from '../../../shared/pack/catalogueFinder.ts';
import { PackManifest } from '../../../shared/pack/schema.ts';
import { pack } from './packs.ts';

const item = (code: string, name: string, parent: string | null) => ({
  ...{ code, name, parent, limits: [] },
  kind: code.startsWith('P') ? ('component' as const) : ('event' as const),
});

const { manifest } = pack('beijing-dongcheng');
const items = [
  item('P01', '公用设施', null),
  item('P0101', '上水井盖', 'P01'),
  item('P0199', '其他', 'P01'),
  item('P02', '交通设施', null),
  item('P0201', '停车场', 'P02'),
  item('P0299', '其他', 'P02'),
  item('P0202', '乱停车-道路', 'P02'),
  item('E02', '宣传广告', null),
  item('E0299', '其他', 'E02'),
];
const find = createCatalogueFinder({
  manifest: PackManifest.parse({ ...manifest, catalogue: { ...manifest.catalogue, items } }),
});
const ofText = (text: string) => find({ categoryCode: text, categoryName: text });
const ofPath = (...categoryPath: string[]) => {
  const last = categoryPath.at(-1) ?? '';
  return find({ categoryCode: last, categoryName: last, categoryPath });
};
const code = (found: string) => ({ code: found, doubt: null });

describe('a category in one column', () => {
  it.each([
    ['上水井盖', 'P0101'],
    ['上水 井盖', 'P0101'],
    ['公用设施/其他', 'P0199'],
    ['公用设施／其他', 'P0199'],
    ['交通设施-其他', 'P0299'],
    ['部件类-公用设施-上水井盖', 'P0101'],
    ['部件—公用设施类—其他', 'P0199'],
    ['部件>交通设施>其他', 'P0299'],
    ['宣传广告->其他', 'E0299'],
    ['宣传广告：其他', 'E0299'],
    ['事件 其他', 'E0299'],
    ['公用设施|上水井盖|破损', 'P0101'],
    ['P02/其他', 'P0299'],
    ['城市管理/交通设施/其他', 'P0299'],
    ['乱停车-道路', 'P0202'],
    ['交通设施/乱停车-道路', 'P0202'],
    ['公用设施', 'P01'],
  ])('%s', (text, expected) => expect(ofText(text)).toEqual(code(expected)));

  it.each([
    ['其他', 'ambiguous'],
    ['部件-其他', 'ambiguous'],
    ['公用设施/没有的小类', 'unknown'],
    // What is there stands under another 大类.
    ['交通设施/上水井盖', 'unknown'],
    ['事件/上水井盖', 'unknown'],
  ])('%s stays, in doubt', (text, doubt) => expect(ofText(text)).toEqual({ code: text, doubt }));

  it.each(['噪音扰民', '噪音-上水井盖', 'Street Cleaning/Sweeping', '别处/其他'])(
    '%s stays, as words that this catalogue has not',
    (text) => expect(ofText(text)).toEqual({ code: text, doubt: 'unknown' }),
  );
});

describe('a category in a column for each level', () => {
  it('is that under its 大类, whatever is finer', () => {
    expect(ofPath('公用设施', '其他')).toEqual(code('P0199'));
    expect(ofPath('交通设施类', '其他')).toEqual(code('P0299'));
    expect(ofPath('部件', '公用设施', '上水井盖')).toEqual(code('P0101'));
    expect(ofPath('公用设施', '上水井盖', '其他')).toEqual(code('P0101'));
    expect(ofPath('公用设施', '上水井盖', '缺失')).toEqual(code('P0101'));
  });

  it('is known by its own name where the catalogue words its 大类 otherwise', () => {
    expect(ofPath('市政公用', '上水井盖')).toEqual(code('P0101'));
    expect(ofPath('市政公用', '其他')).toEqual({ code: '其他', doubt: 'ambiguous' });
  });

  it('stays where the catalogue has it not, or elsewhere', () => {
    expect(ofPath('公用设施', '没有的小类')).toEqual({ code: '没有的小类', doubt: 'unknown' });
    expect(ofPath('交通设施', '上水井盖')).toEqual({ code: '上水井盖', doubt: 'unknown' });
  });
});

it('leaves a code as it is, and everything where the pack has no catalogue', () => {
  const words = { categoryCode: 'X1', categoryName: '其他', categoryPath: ['公用设施', '其他'] };
  expect(find(words)).toEqual({ code: 'X1', doubt: 'unknown' });
  expect(find({ ...words, categoryCode: 'P0199' })).toEqual(code('P0199'));
  const without = createCatalogueFinder(pack('boston'));
  expect(without({ categoryCode: '其他', categoryName: '其他', categoryPath: ['甲', '其他'] })).toEqual(
    code('其他'),
  );
});

it('takes the code that was given for its words, and says where the catalogue has it not', () => {
  const words = { categoryCode: '马葫芦盖', categoryName: '马葫芦盖' };
  expect(find({ ...words, mappedCategory: 'P0101' })).toEqual(code('P0101'));
  expect(find({ ...words, mappedCategory: 'X9' })).toEqual({ code: 'X9', doubt: 'unknown' });
});

it('does not ask for a category that a row has not', () => {
  expect(find({ categoryCode: 'unknown', categoryName: '未分类' })).toEqual(code('unknown'));
});
