import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import { runAndKill } from '../../support/runAndKill.ts';
import { type Fault, startWritableUpstream, type WritableUpstream } from '../../support/writableUpstream.ts';
import { good, openAt, page, T0, tempDir } from '../store/support.ts';
import { bundleChild } from '../whistles/killBundle.ts';
import { type Manner, restConfig, writeBackOf } from './support.ts';

/** More when looking hard: `OUTBOX_CUTS=300`. */
const CUTS = Number(process.env['OUTBOX_CUTS'] ?? 3);
/** Opening a store writes some statements, a command some twenty, a message three. */
const MOST_STATEMENTS = 160;
/** What goes wrong with a write, drawn for each life; refusals are for people, and no matter of kills. */
const FAULTS: Fault[] = ['none', 'none', 'lose-request', 'lose-answer', 'cut-answer', 'fail', 'fail-done'];

const CHILD = fileURLToPath(new URL('./killChild.ts', import.meta.url));
const bundle = tempDir();
let child = '';
beforeAll(async () => {
  child = await bundleChild(CHILD, bundle.path);
});
afterAll(() => bundle.remove());

it.each(['keyed', 'asked', 'plain'] as const)(
  'kills lose and double nothing that an upstream is told, %s',
  {
    timeout: 60_000 + CUTS * 20_000,
  },
  async (manner) => {
    const dir = tempDir();
    const upstream = await startWritableUpstream();
    upstream.knowsKeys = manner === 'keyed';
    try {
      fill(dir.path, upstream, manner);
      const drawn = () => Math.floor(Math.random() * FAULTS.length);
      let next = 0;
      const live = async (fatal: number, lines: number, delayMs: number) => {
        const printed = await runAndKill(child, [dir.path, String(next), String(fatal)], lines, delayMs);
        next = Number(printed.at(-1) ?? next);
      };
      for (let cut = 0; cut < CUTS; cut++) {
        upstream.faults = Array.from({ length: 6 }, () => FAULTS[drawn()] ?? 'none');
        const byItself = cut % 3 !== 2;
        const fatal = byItself ? 1 + Math.floor(Math.random() * MOST_STATEMENTS) : 0;
        await live(fatal, byItself ? Number.POSITIVE_INFINITY : cut % 4, Math.random() * 20);
        expect(checkIntegrity(dir.path).findings, `cut ${cut}, dead after statement ${fatal}`).toEqual([]);
        expectNoDouble(upstream);
      }
      // One more life, in which nothing fails.
      upstream.faults = [];
      await live(0, 1, 0);
      expectNoDouble(upstream);
      expectSettled(dir.path, upstream, manner, next);
    } finally {
      await upstream.stop();
      dir.remove();
    }
  },
);

/** Whatever was told twice would have the same words: each whistle has its own. */
function expectNoDouble({ done }: WritableUpstream): void {
  const told = done.map(({ path, body }) => `${path} ${String(body['text'])}`);
  expect(told.filter((one, index) => told.indexOf(one) !== index)).toEqual([]);
}

/** Every act up to the last one whose messages were not on their way any more: told, or waiting for a person. */
function expectSettled(dir: string, { done }: WritableUpstream, manner: Manner, last: number): void {
  const store = openAt(dir);
  const all = store.outbox.list({}, Number.MAX_SAFE_INTEGER, 100_000).toReversed();
  store.close();
  const acts = Array.from({ length: last + 1 }, (_item, n) => [
    `blown w-kill-draft-${n}`,
    `withdrawn w-kill-draft-${n}`,
  ]);
  const found = all.map(({ what, whistle }) => `${what} ${whistle}`);
  expect(found.filter((one) => acts.flat().includes(one))).toEqual(acts.flat());
  const told = new Set(done.map(({ body }) => body['ref']));
  for (const { key, state, waitsFor, id } of all.slice(0, acts.flat().length)) {
    if (manner !== 'plain') expect([id, state]).toEqual([id, 'acknowledged']);
    if (state === 'acknowledged') expect(told.has(key), `message ${id}`).toBe(true);
    // What waits for a person holds up the rest of its case, and nothing else does.
    else if (state === 'pending')
      expect(all.find((one) => one.id === waitsFor)?.state).toMatch(/unknown|pending/);
    else expect([id, state]).toEqual([id, 'unknown']);
  }
}

function fill(dir: string, upstream: WritableUpstream, manner: Manner): void {
  const store = openAt(dir);
  const asked = writeBackOf(manner);
  // Asked at once: the stand-in has done what it does before its connection breaks.
  const text = JSON.stringify(restConfig(upstream, asked)).replaceAll('"afterSeconds":5', '"afterSeconds":0');
  store.saveSource(SourceConfig.parse(JSON.parse(text)));
  store.applyPage(
    page(
      'grid',
      [0, 1, 2].map((n) => good(`GD-${n}`, {})),
      T0,
    ),
  );
  store.close();
}
