import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import type { RowOutcome } from '../../../shared/case/normalised.ts';
import { bad, good, openAt, page, sourceConfig, T0, tempDir } from './support.ts';

/** Few ids and few times, so that everything meets everything: duplicates, older, equal, unreadable, unstorable. */
const id = fc.constantFrom('a', 'b', 'c', 'd');
const row: fc.Arbitrary<RowOutcome> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(id, fc.option(fc.integer({ min: 0, max: 3 })), fc.constantFrom('甲', '乙'))
      .map(([sourceId, time, org]) => good(sourceId, { updatedAt: time === null ? null : T0 + time, org })),
  },
  { weight: 1, arbitrary: fc.constantFrom('p', 'q').map((payload) => bad(payload, 'json')) },
  { weight: 1, arbitrary: id.map((sourceId) => good(sourceId, { requestedAt: 0.5 })) },
);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.array(row, { maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constant('sweep' as const) },
  { weight: 1, arbitrary: fc.constant('index' as const) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 4 }), row) },
);

type Model = Map<string, { updatedAt: number | null; org: string | null; gone: boolean }>;

/** work-order-apis.md §1.5 in a few lines: what the store must hold after a row. */
function expectRow(model: Model, outcome: RowOutcome): 'stored' | 'unchanged' | 'quarantined' {
  if (!outcome.ok || !Number.isInteger(outcome.case.requestedAt)) return 'quarantined';
  const { sourceId, updatedAt, org } = outcome.case;
  const held = model.get(sourceId);
  const older =
    (held?.updatedAt ?? null) !== null && updatedAt !== null && updatedAt < (held?.updatedAt ?? 0);
  if (held === undefined) {
    model.set(sourceId, { updatedAt, org, gone: false });
    return 'stored';
  }
  const same = held.updatedAt === updatedAt && held.org === org;
  const { gone } = held;
  held.gone = false;
  if (older || same) return gone ? 'stored' : 'unchanged';
  model.set(sourceId, { updatedAt, org, gone: false });
  return 'stored';
}

it('every row received ends as stored, unchanged or quarantined, and as the rule says', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const dir = tempDir();
      const store = openAt(dir.path);
      store.saveSource(sourceConfig('s'));
      const model: Model = new Map();
      const expected = { received: 0, stored: 0, unchanged: 0, quarantined: 0 };
      let at = T0;
      for (const action of steps) {
        at += 10;
        if (action === 'index') {
          store.indexBatch(3);
        } else if (action === 'sweep') {
          const present = [...model.values()].filter((held) => !held.gone).length;
          expect(store.finishSweep('s', at, 1, at, 0, 1000).updated).toBe(present);
          for (const held of model.values()) held.gone = true;
        } else if (isRetry(action)) {
          const [entry, outcome] = action;
          const waiting = store.quarantineEntry(entry);
          if (waiting === null) continue;
          const result = expectRow(model, outcome);
          expect(store.applyRetry(entry, outcome, at).outcome).toBe(result);
          if (result === 'quarantined') continue;
          expected.quarantined -= waiting.times;
          expected[result]++;
          expected.unchanged += waiting.times - 1;
        } else {
          for (const outcome of action) {
            expected.received++;
            expected[expectRow(model, outcome)]++;
          }
          expect(store.applyPage(page('s', action, at)).accounting).toEqual(expected);
        }
      }
      for (const [sourceId, held] of model) {
        const detail = store.detail(`s:${sourceId}`, at);
        expect([detail?.org, detail?.updatedAt, detail?.goneAt !== null]).toEqual([
          held.org,
          held.updatedAt,
          held.gone,
        ]);
      }
      store.close();
      expect(checkIntegrity(dir.path).findings).toEqual([]);
      dir.remove();
    }),
    { numRuns: 100 },
  );
});

function isRetry(action: RowOutcome[] | [number, RowOutcome]): action is [number, RowOutcome] {
  return typeof action[0] === 'number';
}
