import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPersons } from '../../../electron/city/privacy/wallText.ts';

describe('free text for a screen that everybody reads', () => {
  it.each([
    ['中山南路12号5幢3单元502室', '中山南路12号5幢**'],
    ['中山南路12号5幢          1203', '中山南路12号5幢    **'],
    ['3          单元          502          室', '**'],
    ['5 幢 1203', '5 幢 **'],
    ['翠苑3-2-502漏水', '翠苑3-**漏水'],
    ['市民电话 13900014321，025-86543210', '市民电话 139****4321，025-****3210'],
    ['身份证320102199003071234', '身份证[已隐去]'],
    // What is no household stays: numbers of roads, metres, times, dates, order numbers, public rooms without a number.
    ['长乐路 118 号路灯不亮，距路口 300 米', '长乐路 118 号路灯不亮，距路口 300 米'],
    ['2026-11-22 09:30 会议室外积水', '2026-11-22 09:30 会议室外积水'],
    ['办件 101000000077', '办件 101000000077'],
    ['3 号楼 2 层', '3 号楼 2 层'],
    ['A座 800 米外', 'A座 800 米外'],
  ])('%s', (text, shown) => {
    expect(maskPersons(text, [])).toBe(shown);
  });

  it('hides a name wherever it stands, the longer one first, and not a single letter', () => {
    expect(maskPersons('完颜试样与完颜试的申请', ['完颜试', '完颜试样'])).toBe('[已隐去]与[已隐去]的申请');
    expect(maskPersons('王府大街', ['王'])).toBe('王府大街');
  });

  it('never leaves a word of the contact data, whatever surrounds it', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom('完颜试样', '86543219', 'a@example.invalid'),
        (a, b, word) => {
          expect(maskPersons(a + word + b, [word])).not.toContain(word);
        },
      ),
    );
  });
});
