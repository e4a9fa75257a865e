import { add, compare, subtract, ZERO } from '../assessment/fraction.ts';
import type { Result } from '../assessment/result.ts';
import type { DocumentProblem } from '../contract/documents.ts';
import { isDocumentNumber, NUMBER_EXAMPLE } from './documentNumber.ts';
import { exactText, type Facts, type Quantity, resultOf } from './facts.ts';
import { printed } from './figures.ts';
import { textWidth } from './gb9704.ts';
import type { DocumentModel } from './model.ts';
import type { Figure } from './part.ts';
import { sentenceText } from './partText.ts';
import { comparedWith } from './period.ts';
import { mapSentences } from './sentences.ts';

/** Characters of 22 points in a line of 156 mm. */
const TITLE_CHARACTERS = 20;
/** Words that compare; in a generated sentence only a figure says them. */
const COMPARING = /同比|环比|上升|下降|持平|增长|提高|降低|百分点/;
const NUMBER = /[0-9０-９][0-9０-９.,，]*/;

/**
 * Checks a document before it is made: each figure is computed again from `facts`, which come from the snapshot and not from
 * the document, with its rounding, its words of comparison and its periods; no other number may stand in a sentence of the
 * program; sums come out. Empty: nothing is wrong.
 */
export function selfCheck(document: DocumentModel, facts: Facts): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  mapSentences(document, (sentence, place) => {
    for (const part of sentence) {
      if (typeof part === 'string') problems.push(...looseParts(part, place));
      else if (part.kind === 'figure') problems.push(...figureProblems(part, facts, place));
    }
    return sentence;
  });
  return [...problems, ...sumProblems(document, facts), ...formProblems(document)];
}

function looseParts(text: string, place: string): DocumentProblem[] {
  const number = NUMBER.exec(text)?.[0];
  const word = COMPARING.exec(text)?.[0];
  return [
    ...(number === undefined ? [] : [{ code: 'loose-number' as const, place, stated: number, expected: '' }]),
    ...(word === undefined ? [] : [{ code: 'loose-comparison' as const, place, stated: word, expected: '' }]),
  ];
}

function figureProblems(figure: Figure, facts: Facts, place: string): DocumentProblem[] {
  const results: Result[] = [];
  for (const quantity of figure.of) {
    const result = resultOf(facts, quantity);
    if (result === null)
      return [
        {
          code: 'unknown-fact',
          place,
          stated: [quantity.of, quantity.per ?? []].flat().join('/'),
          expected: '',
        },
      ];
    results.push(result);
  }
  const [made, values] = [figure.values.join('、'), results.map(exactText).join('、')];
  const text = printed(figure.rule, results);
  return [
    ...(made === values ? [] : [{ code: 'value-differs' as const, place, stated: made, expected: values }]),
    ...(figure.printed === text
      ? []
      : [{ code: 'text-differs' as const, place, stated: figure.printed, expected: text }]),
    ...periodProblems(figure, facts, place),
  ];
}

/** A quotient is of one period, and a comparison is with the period that its word names. */
function periodProblems({ rule, of }: Figure, facts: Facts, place: string): DocumentProblem[] {
  const periods = of.map((quantity) => periodsOf(quantity, facts));
  const mixed = periods.find(([first, second]) => second !== undefined && second !== first);
  if (mixed !== undefined)
    return [{ code: 'wrong-period', place, stated: mixed[1] ?? '', expected: mixed[0] ?? '' }];
  if (rule.form !== 'change') return [];
  const [now = '', before = ''] = periods.map(([first]) => first);
  const expected = comparedWith(now, rule.comparison);
  return expected === before
    ? []
    : [{ code: 'wrong-period', place, stated: before, expected: expected ?? '' }];
}

function periodsOf({ of, per }: Quantity, facts: Facts): string[] {
  return [of, ...(per === null ? [] : [per])].map((id) => facts.get(id)?.period ?? '');
}

function sumProblems({ sums }: DocumentModel, facts: Facts): DocumentProblem[] {
  return sums.flatMap(({ place, total, parts, less }): DocumentProblem[] => {
    const read = (id: string) => resultOf(facts, { of: id, per: null });
    const missing = [total, ...parts, ...less].find((id) => read(id) === null);
    if (missing !== undefined) return [{ code: 'unknown-fact', place, stated: missing, expected: '' }];
    const amount = (id: string) => {
      const result = read(id);
      return result?.kind === 'value' ? result.value : ZERO;
    };
    const stated = amount(total);
    const sum = less.reduce(
      (rest, id) => subtract(rest, amount(id)),
      parts.reduce((all, id) => add(all, amount(id)), ZERO),
    );
    if (compare(sum, stated) === 0) return [];
    const text = (value: typeof sum) => exactText({ kind: 'value', value });
    return [{ code: 'sum-differs', place, stated: text(stated), expected: text(sum) }];
  });
}

function formProblems({ head, title }: DocumentModel): DocumentProblem[] {
  const long = title.map(sentenceText).filter((line) => textWidth(line) > TITLE_CHARACTERS);
  return [
    ...(head.kind === 'issuer' && !isDocumentNumber(head.number)
      ? [
          {
            code: 'number-pattern' as const,
            place: '发文字号',
            stated: head.number,
            expected: NUMBER_EXAMPLE,
          },
        ]
      : []),
    ...long.map((stated) => ({
      ...{ code: 'title-too-long' as const, place: '标题' },
      ...{ stated, expected: String(TITLE_CHARACTERS) },
    })),
  ];
}
