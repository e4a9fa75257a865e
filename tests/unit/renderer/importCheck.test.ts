import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusReader } from '../../../electron/city/sync/normalise/stageWords.ts';
import { checkWords } from '../../../renderer/windows/connections/checkWords.ts';
import { evidenceText } from '../../../renderer/windows/connections/evidenceText.ts';
import { missingFields, withField, withIdFrom } from '../../../renderer/windows/connections/mappingFields.ts';
import { MEANINGS, meaningOf, withMeaning } from '../../../renderer/windows/connections/wordMeaning.ts';
import type { ConnWords } from '../../../renderer/windows/connections/words.ts';
import { FieldMapping } from '../../../shared/contract/sources.ts';
import { withKeptWords } from '../../../shared/source/keptWords.ts';

const empty = FieldMapping.parse({ fields: { id: '', requestedAt: '' }, closedValues: ['已办结'] });
const word = fc.constantFrom('甲态', ' 甲态 ', '已办结', 'Done', 'DONE', '在途');
const meaning = fc.constantFrom(...MEANINGS);

describe('the meaning of a word', () => {
  it('is the one that was chosen last, whatever was chosen before, and is read so', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, meaning), { minLength: 1, maxLength: 8 }), (choices) => {
        const mapping = choices.reduce((one, [name, means]) => withMeaning(one, name, means), empty);
        const [name, means] = choices.at(-1) ?? ['', ''];
        expect(FieldMapping.parse(mapping)).toEqual(mapping);
        expect(meaningOf(mapping, name)).toBe(means);
        if (means === '') return;
        const isClosed = means === 'closed' || means === 'cancelled';
        expect(statusReader(mapping)(name).closed).toBe(isClosed);
      }),
    );
  });
});

describe('the next list of a source', () => {
  it('keeps what was decided, against a new guess', () => {
    const earlier = withMeaning(withMeaning(empty, '甲态', 'handling'), '已办结', 'checking');
    const next = withKeptWords({ ...empty, closedValues: ['已办结', '甲态', '结案'] }, earlier, []);
    expect(meaningOf(next, '甲态')).toBe('handling');
    expect(meaningOf(next, '已办结')).toBe('checking');
    expect(meaningOf(next, '结案')).toBe('closed');
  });
  it('is decided anew where its own mapping says so', () => {
    const earlier = withMeaning(withMeaning(empty, '甲态', 'closed'), '乙态', 'open');
    const next = withKeptWords(
      withMeaning(empty, '甲态', 'open'),
      { ...earlier, closedValues: ['甲态'] },
      [],
    );
    expect([meaningOf(next, '甲态'), meaningOf(next, '乙态')]).toEqual(['open', 'open']);
  });
  it('makes its numbers of the same columns only where it has all of them', () => {
    const earlier = withIdFrom(empty, ['时间', '地址']);
    expect(withKeptWords(empty, earlier, ['时间', '地址', '状态']).idFrom).toEqual(['时间', '地址']);
    expect(withKeptWords(empty, earlier, ['时间']).idFrom).toBeUndefined();
  });
});

it('a number that is made of columns needs none of its own, until a column is chosen', () => {
  expect(missingFields(empty)).toEqual(['id', 'requestedAt']);
  const made = withIdFrom(empty, ['时间']);
  expect(missingFields(made)).toEqual(['requestedAt']);
  const chosen = withField(made, 'id', '编号');
  expect([chosen.idFrom, chosen.fields.id, missingFields(chosen)]).toEqual([
    undefined,
    '编号',
    ['requestedAt'],
  ]);
});

it.each([
  ['name', '编号', [], '表头“编号”'],
  ['part-of-name', '时间', ['建单时间'], '表头含“时间”、另有 建单时间'],
  ['content', 'codes', [], '内容像编号，各行不同'],
  ['content', '处置中', [], '内容有“处置中”'],
] as const)('says why a column was taken: %s %s', (evidence, matched, alternatives, said) => {
  const proposals = [{ field: 'id', column: 'A', evidence, matched, alternatives: [...alternatives] }];
  const words = checkWords.zh as ConnWords;
  expect(evidenceText('id', 'A', proposals, words, '、')).toBe(said);
  expect(evidenceText('id', 'B', proposals, words, '、')).toBe('人工选定');
  expect(evidenceText('id', '', proposals, words, '、')).toBe('');
});
