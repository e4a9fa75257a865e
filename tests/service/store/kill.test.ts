import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { runAndKill } from '../../support/runAndKill.ts';
import { openAt, T0, tempDir } from './support.ts';

/** `npm run test:long` cuts 500 times. */
const CUTS = Number(process.env['STORE_CUTS'] ?? 10);
const CHILD = fileURLToPath(new URL('killChild.ts', import.meta.url));
const PAGE = { received: 9 };

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
});
afterEach(() => dir.remove());

type Acknowledged = { n: number; revision: number; received: number };

/** The last page that the child acknowledged before it was killed; null when it came to none. */
async function writeAndKill(first: number, pages: number, delayMs: number): Promise<Acknowledged | null> {
  const line = (await runAndKill(CHILD, [dir.path, String(first)], pages, delayMs)).at(-1);
  return line === undefined ? null : JSON.parse(line);
}

it(`loses nothing acknowledged in ${CUTS} kills`, { timeout: 20_000 + CUTS * 4000 }, async () => {
  let next = 0;
  for (let cut = 0; cut < CUTS; cut++) {
    const last = await writeAndKill(next, 1 + (cut % 5), Math.random() * 12);
    expect(last).not.toBeNull();
    const acknowledged = last?.n ?? -1;
    const beside = checkIntegrity(dir.path);
    expect(beside.findings, `cut ${cut}`).toEqual([]);

    const store = openAt(dir.path);
    expect(store.warnings()).toEqual([]);
    const source = store.source('hotline');
    // At most one page can have been committed without our hearing of it.
    const committed = Number(source?.cursor);
    expect([acknowledged, acknowledged + 1]).toContain(committed);
    expect(store.revision()).toBe(committed + 1);
    const pages = committed + 1;
    expect(source?.accounting).toEqual({
      received: pages * PAGE.received,
      stored: pages * 7 + 1,
      unchanged: pages - 1,
      quarantined: pages,
    });
    for (let n = Math.max(0, next - 1); n <= committed; n++) {
      expect(store.detail(`hotline:${n}-5`, T0)?.updatedAt, `page ${n}`).toBe(1_000_000 + n);
    }
    expect(store.detail('hotline:moving', T0)).toMatchObject({ title: `页 ${committed}` });
    expect(store.detail('hotline:moving', T0)?.history).toHaveLength(pages);
    expect(store.unresolvedQuarantine()).toBe(Math.min(3, pages));
    store.close();
    next = committed + 1;
  }
  expect(checkIntegrity(dir.path).findings).toEqual([]);
});
