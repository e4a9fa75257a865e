import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaseFilterQuery, CaseListQuery } from '../../../shared/contract/filters.ts';

const read = (query: Record<string, string>) => CaseFilterQuery.safeParse(query);

describe('times of the filters', () => {
  it.each([
    ['1764000000000', 1764000000000],
    ['2026-11-22T08:00:00+08:00', Date.UTC(2026, 10, 22)],
    ['2026-11-22T08:00:00 08:00', Date.UTC(2026, 10, 22)],
    ['2026-11-22T00:00Z', Date.UTC(2026, 10, 22)],
    ['2026-11-22T00:00:00.250Z', Date.UTC(2026, 10, 22) + 250],
  ])('reads %s', (text, expected) => {
    expect(read({ from: text }).data?.from).toBe(expected);
  });

  it.each(['2026-11-22', '2026-11-22T08:00:00', 'yesterday', '1e400', '9'.repeat(400), 'NaN'])(
    'refuses %s, which is no moment or another one on each machine',
    (text) => {
      expect(read({ from: text }).success).toBe(false);
    },
  );
});

describe('bbox', () => {
  it.each(['118,31,119,32', '-540,-90,540,90'])('reads %s', (text) => {
    expect(read({ bbox: text }).success).toBe(true);
  });
  it.each(['119,31,118,32', '1,2,3', '1,2,3,4,5', 'a,b,c,d', '1,2,Infinity,4', '118,31,119,1e300'])(
    'refuses %s',
    (text) => {
      expect(read({ bbox: text }).success).toBe(false);
    },
  );
});

describe('stages', () => {
  it("are the contract's own, or none", () => {
    expect(read({ stage: 'handling, none' }).data?.stage).toEqual(['handling', 'none']);
    expect(read({ stage: '' }).data?.stage).toEqual([]);
    expect(read({ stage: 'handling,处置' }).success).toBe(false);
  });
});

it('never throws, whatever the query holds', () => {
  const names = Object.keys(CaseListQuery.shape);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (query) => {
      CaseListQuery.safeParse(query);
    }),
  );
});
