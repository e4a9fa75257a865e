import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSamePauses, nextPauses, type PauseReport } from '../../../shared/case/pauses.ts';
import { type CasePause, CaseStage } from '../../../shared/contract/cases.ts';

const T = 1_000_000;
const open = (differences: Partial<PauseReport>): PauseReport => ({
  ...{ status: 'open', stage: 'handling', requestedAt: T, updatedAt: null, closedAt: null },
  ...differences,
});
const observed = (from: number, to: number | null, why: CasePause['why'] = 'suspended'): CasePause => ({
  ...{ from, to, why },
  basis: 'observed',
});
const given = (from: number, to: number | null): CasePause => ({
  from,
  to,
  why: 'suspended',
  basis: 'upstream',
});

describe('a stage alone', () => {
  it('begins a pause when it was changed, and ends it so', () => {
    const begun = nextPauses([], open({ stage: 'suspended', updatedAt: T + 50 }), T + 90);
    expect(begun).toEqual([observed(T + 50, null)]);
    expect(nextPauses(begun, open({ stage: 'suspended', updatedAt: T + 70 }), T + 95)).toEqual(begun);
    expect(nextPauses(begun, open({ updatedAt: T + 200 }), T + 300)).toEqual([observed(T + 50, T + 200)]);
  });

  it('counts from when the row came where the upstream has no time of change', () => {
    const begun = nextPauses([], open({ stage: 'suspended' }), T + 90);
    expect(begun).toEqual([observed(T + 90, null)]);
    expect(nextPauses(begun, open({ stage: 'dispatched' }), T + 300)).toEqual([observed(T + 90, T + 300)]);
  });

  it('trusts no change of the future', () => {
    expect(nextPauses([], open({ stage: 'suspended', updatedAt: T + 999 }), T + 90)).toEqual([
      observed(T + 90, null),
    ]);
  });

  it('rests while a case waits for its check, and is another pause than the one before', () => {
    const first = nextPauses([], open({ stage: 'suspended', updatedAt: T + 10 }), T + 20);
    const second = nextPauses(first, open({ stage: 'checking', updatedAt: T + 30 }), T + 40);
    expect(second).toEqual([observed(T + 10, T + 30), observed(T + 30, null, 'checking')]);
    // 返工 goes on with the clock.
    expect(nextPauses(second, open({ updatedAt: T + 50 }), T + 60).at(-1)).toEqual(
      observed(T + 30, T + 50, 'checking'),
    );
  });

  it('ends with the case, at the time of closing where there is one', () => {
    const begun = [observed(T + 30, null, 'checking')];
    const closed = open({ status: 'closed', stage: 'closed', updatedAt: T + 80, closedAt: T + 60 });
    expect(nextPauses(begun, closed, T + 90)).toEqual([observed(T + 30, T + 60, 'checking')]);
    expect(nextPauses(begun, { ...closed, closedAt: null }, T + 90)).toEqual([
      observed(T + 30, T + 80, 'checking'),
    ]);
  });

  it('says nothing where the row has none', () => {
    const begun = [observed(T + 30, null)];
    expect(nextPauses(begun, open({ stage: null }), T + 90)).toEqual(begun);
  });
});

describe('times of the upstream', () => {
  it('stand as given, and an end that comes later is the same suspension', () => {
    const begun = nextPauses(
      [],
      open({ stage: 'suspended', suspension: { from: T + 10, to: null } }),
      T + 90,
    );
    expect(begun).toEqual([given(T + 10, null)]);
    expect(nextPauses(begun, open({ suspension: { from: T + 10, to: T + 40 } }), T + 99)).toEqual([
      given(T + 10, T + 40),
    ]);
  });

  it('replace what was observed of the same suspension, and keep earlier ones', () => {
    const known = [given(T + 1, T + 5), observed(T + 50, null)];
    expect(
      nextPauses(known, open({ stage: 'suspended', suspension: { from: T + 40, to: null } }), T + 90),
    ).toEqual([given(T + 1, T + 5), given(T + 40, null)]);
  });

  it('without an end are no pause of a case that is being handled', () => {
    expect(nextPauses([], open({ suspension: { from: T + 10, to: null } }), T + 90)).toEqual([]);
  });

  it('begin no earlier than the case', () => {
    const early = { from: T - 500, to: T + 10 };
    expect(nextPauses([], open({ suspension: early }), T + 90)).toEqual([given(T, T + 10)]);
  });
});

it('keeps order, one open pause at most, none before the case, and says the same twice (property)', () => {
  const report = fc.record({
    status: fc.constantFrom('open' as const, 'closed' as const),
    stage: fc.constantFrom(null, ...CaseStage.options),
    step: fc.integer({ min: 0, max: 50 }),
    isTimed: fc.boolean(),
    suspension: fc.option(
      fc.record({
        from: fc.integer({ min: -20, max: 400 }),
        length: fc.option(fc.integer({ min: 0, max: 60 })),
      }),
    ),
  });
  fc.assert(
    fc.property(fc.array(report, { maxLength: 12 }), (reports) => {
      let at = T;
      let pauses: readonly CasePause[] = [];
      for (const { status, stage, step, isTimed, suspension } of reports) {
        at += step;
        const row: PauseReport = {
          ...{ status, stage, requestedAt: T, updatedAt: isTimed ? at : null },
          closedAt: status === 'closed' && isTimed ? at : null,
          ...(suspension === null
            ? {}
            : {
                suspension: {
                  from: T + suspension.from,
                  to: suspension.length === null ? null : T + suspension.from + suspension.length,
                },
              }),
        };
        const next = nextPauses(pauses, row, at);
        expect(isSamePauses(nextPauses(next, row, at), next)).toBe(true);
        expect(next.filter(({ to }) => to === null).length).toBeLessThanOrEqual(1);
        if (status === 'closed') expect(next.every(({ to }) => to !== null)).toBe(true);
        else if (stage === 'suspended' || stage === 'checking')
          expect(next.some(({ to }) => to === null)).toBe(true);
        for (const { from, to } of next) {
          expect(from).toBeGreaterThanOrEqual(T);
          if (to !== null) expect(to).toBeGreaterThanOrEqual(from);
        }
        expect(next.map(({ from }) => from)).toEqual(next.map(({ from }) => from).toSorted((a, b) => a - b));
        pauses = next;
      }
    }),
    { numRuns: 500 },
  );
});
