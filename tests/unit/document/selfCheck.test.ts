import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDocumentNumber } from '../../../shared/document/documentNumber.ts';
import { countFact, type Facts, factsOf } from '../../../shared/document/facts.ts';
import { figure } from '../../../shared/document/figures.ts';
import type { Built } from '../../../shared/document/kinds/common.ts';
import type { DocumentModel } from '../../../shared/document/model.ts';
import type { Figure } from '../../../shared/document/part.ts';
import { buildDocument } from '../../../shared/document/request.ts';
import { selfCheck } from '../../../shared/document/selfCheck.ts';
import { mapSentences } from '../../../shared/document/sentences.ts';
import { BULLETIN, ORDER, SAMPLES } from '../../support/sampleDocuments.ts';

function built(request: (typeof SAMPLES)[number]): Built {
  const made = buildDocument(request);
  if (Array.isArray(made)) throw new Error(JSON.stringify(made));
  return made;
}
const bulletin = built({ kind: 'bulletin', input: BULLETIN });
const facts = factsOf(bulletin.facts);
const codes = (document: DocumentModel, from: Facts) => selfCheck(document, from).map(({ code }) => code);

/** All figures of a document, in order. */
function figuresOf(document: DocumentModel): Figure[] {
  const found: Figure[] = [];
  mapSentences(document, (sentence) => {
    for (const part of sentence) if (typeof part === 'object' && part.kind === 'figure') found.push(part);
    return sentence;
  });
  return found;
}

/** The document with its `index`-th figure changed. */
function withFigure(
  document: DocumentModel,
  index: number,
  change: (figure: Figure) => Figure,
): DocumentModel {
  let at = -1;
  return mapSentences(document, (sentence) =>
    sentence.map((part) => {
      if (typeof part !== 'object' || part.kind !== 'figure') return part;
      at++;
      return at === index ? change(part) : part;
    }),
  );
}

function withText(document: DocumentModel, text: string): DocumentModel {
  return { ...document, body: [...document.body, { kind: 'paragraph', text: [text] }] };
}

describe('the self-check of a document', () => {
  it.each(SAMPLES.map((request) => [request.kind, request] as const))('passes a true %s', (_, request) => {
    const { document, facts: own } = built(request);
    expect(selfCheck(document, factsOf(own))).toEqual([]);
  });

  const figures = figuresOf(bulletin.document);

  it('sees every figure of the bulletin', () => {
    expect(figures.length).toBeGreaterThan(80);
  });

  it('finds any number that was changed in the text', () => {
    fc.assert(
      fc.property(fc.nat(figures.length - 1), fc.nat(8), (index, other) => {
        const { printed } = figures[index] ?? { printed: '' };
        const digit = /\d/.exec(printed);
        fc.pre(digit !== null);
        const changed = printed.replace(/\d/, String((Number(digit?.[0]) + 1 + other) % 10));
        const document = withFigure(bulletin.document, index, (one) => ({ ...one, printed: changed }));
        expect(codes(document, facts)).toEqual(['text-differs']);
      }),
    );
  });

  it('finds a document that was made from other values than the snapshot has', () => {
    const later = BULLETIN.now.closed + 1;
    const { document } = built({
      kind: 'bulletin',
      input: { ...BULLETIN, now: { ...BULLETIN.now, closed: later } },
    });
    const found = selfCheck(document, facts);
    expect(found.filter(({ code }) => code === 'value-differs')).not.toEqual([]);
    expect(found.find(({ code }) => code === 'value-differs')).toMatchObject({
      ...{ stated: '12419', expected: '12418' },
      place: '第6段',
    });
  });

  it('finds 环比 where it compares with last year, and 上升 where it fell', () => {
    const index = figures.findIndex(({ printed }) => printed.startsWith('同比下降'));
    const swapped = withFigure(bulletin.document, index, (one) =>
      one.rule.form === 'change' ? { ...one, rule: { ...one.rule, comparison: 'period' } } : one,
    );
    expect(codes(swapped, facts)).toEqual(['text-differs', 'wrong-period']);
    const lied = withFigure(bulletin.document, index, (one) => ({
      ...one,
      printed: one.printed.replace('下降', '上升'),
    }));
    expect(codes(lied, facts)).toEqual(['text-differs']);
  });

  it('finds a rate of counts of two periods', () => {
    const mixed = factsOf([countFact('closed', '2026-07', 90), countFact('due', '2026-08', 100)]);
    const part = figure(mixed, { form: 'percent', digits: 2 }, [{ of: 'closed', per: 'due' }]);
    const document: DocumentModel = {
      ...bulletin.document,
      body: [{ kind: 'paragraph', text: [part] }],
      annexes: [],
      sums: [],
    };
    expect(codes(document, mixed)).toEqual(['wrong-period']);
  });

  it.each([
    ['共处置36件。', 'loose-number'],
    ['共处置３６件。', 'loose-number'],
    ['环比有所好转。', 'loose-comparison'],
    ['件数继续下降。', 'loose-comparison'],
  ])('takes no %s from nowhere', (text, code) => {
    expect(codes(withText(bulletin.document, text), facts)).toEqual([code]);
  });

  it('finds parts that do not add up to their total', () => {
    const [first, ...rest] = BULLETIN.overdueAt;
    const input = {
      ...BULLETIN,
      overdueAt: [{ name: first?.name ?? '', count: (first?.count ?? 0) + 1 }, ...rest],
    };
    const wrong = built({ kind: 'bulletin', input });
    expect(selfCheck(wrong.document, factsOf(wrong.facts))).toEqual([
      { code: 'sum-differs', place: '遗留超期未处置', stated: '2160', expected: '2159' },
    ]);
  });

  it('finds a fact that the snapshot does not have, a wrong document number, a title that is too long', () => {
    const fewer = new Map([...facts].filter(([id]) => id !== 'filed@2025-08'));
    expect(codes(bulletin.document, fewer)).toEqual(['unknown-fact']);
    const { document } = built({ kind: 'order', input: { ...ORDER, number: '样督[2026]第012号' } });
    expect(codes(document, new Map())).toEqual(['number-pattern']);
    const long = { ...document, head: { kind: 'none' as const }, title: [['样'.repeat(21)]] };
    expect(codes(long, new Map())).toEqual(['title-too-long']);
  });
});

describe('a document number', () => {
  it.each([
    ['样督〔2026〕12号', true],
    ['永批督〔2026〕1号', true],
    ['样督〔2026〕012号', false],
    ['样督〔2026〕第12号', false],
    ['样督[2026]12号', false],
    ['样督〔26〕12号', false],
    ['督〔2026〕12号', false],
  ])('%s: %s', (text, isOne) => expect(isDocumentNumber(text)).toBe(isOne));
});
