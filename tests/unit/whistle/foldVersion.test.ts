import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { timerRowsOf, whistleRowOf } from '../../../electron/city/store/whistleProjection.ts';
import { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import { evolve } from '../../../shared/whistle/evolve/evolve.ts';
import { clockContextOf, FOLD_VERSION, RulesSnapshot } from '../../../shared/whistle/rulesSnapshot.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';

/**
 * What came of the recorded logs under each version. A line is written once and never changed: databases out there hold
 * states and timers of that version, and the service believes a state only where the number is the same.
 */
const FINGERPRINTS: Record<number, string> = {
  2: '2f96e3f6aaa5c9325c12d4fee78d10e6',
  3: '2d2ee6cb7f439b062531bb9e94513315',
  4: '81f0023ef73f2038d5c3cc3a26f90e90',
  5: 'a8c080ce3b900b27d01f2ac2cf00ef3b',
  6: 'd3c18d5777d8918596c09fa6f273bb88',
  7: 'af949a101010bf97c1f77c4a38a2df6e',
  8: '7bfcd771cbdd503a136ecba366d34c33',
  9: '4fa4cc3777b40447d9d6ad16874aca2f',
  10: '05518ef064da43da8364ff621822834d',
  11: '2613c5598ffe349c85b32b404e4486e3',
  12: 'f867f0f284e8b27468dcae55ea9c51af',
  13: '3a99c92b085cd648fc583c5244a234e1',
  14: 'c7d93a01b21ae0fe04a416b29d80a1a6',
};

const [first = '', ...lines] = gunzipSync(readFileSync(new URL('recorded/logs.ndjson.gz', import.meta.url)))
  .toString('utf8')
  .trim()
  .split('\n');
const context = clockContextOf(RulesSnapshot.parse(JSON.parse(first)));
const logs = lines.map((line) => z.array(WhistleEvent).parse(JSON.parse(line)));

it('a fold, row or timer that comes out different for an old log has a version of its own', () => {
  const hash = createHash('sha256');
  for (const log of logs) {
    let state: WhistleState | null = null;
    // After every event: an open whistle may have stopped at any of them.
    for (const event of log) {
      state = evolve(state, event);
      const row = { ...whistleRowOf(state, context), state: canonical(state) };
      hash.update(canonical({ row, timers: timerRowsOf(state, context) }));
    }
  }
  const now = hash.digest('hex').slice(0, 32);
  const known = FINGERPRINTS[FOLD_VERSION];
  expect(
    now,
    known === undefined
      ? `write down what came of version ${FOLD_VERSION}: '${now}'`
      : `recorded logs fold differently: raise FOLD_VERSION to ${FOLD_VERSION + 1} (shared/whistle/rulesSnapshot.ts) and add its line here: '${now}'`,
  ).toBe(known);
  expect(Math.max(...Object.keys(FINGERPRINTS).map(Number))).toBe(FOLD_VERSION);
  expect(new Set(Object.values(FINGERPRINTS)).size).toBe(Object.keys(FINGERPRINTS).length);
});

it('the recorded logs hold every kind of event', () => {
  const Kinds = z.object({
    oneOf: z.array(z.object({ properties: z.object({ type: z.object({ const: z.string() }) }) })),
  });
  const kinds = Kinds.parse(z.toJSONSchema(WhistleEvent)).oneOf.map((one) => one.properties.type.const);
  const recorded = new Set<string>(logs.flat().map((event) => event.type));
  expect(kinds.filter((kind) => !recorded.has(kind))).toEqual([]);
});
