import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, it } from 'vitest';
import { createEventHub, type EventHub, type HubOptions } from '../../../electron/city/api/eventHub.ts';
import type { Delta } from '../../../shared/contract/mergeDeltas.ts';
import { CityEvent, type CityStatus } from '../../../shared/contract/status.ts';

let hub: EventHub;
afterEach(() => hub.close());

let revision = 1;
const status = (): CityStatus => ({
  revision,
  version: 0,
  mode: 'live',
  pack: { id: 'p', name: '包', version: '1' },
  now: 0,
  cases: { total: 0, open: 0, overdue: 0 },
  sources: [],
  outbox: { pending: 0, failed: 0 },
  quarantine: { waiting: 0 },
  warnings: [],
});

function make(options: Partial<HubOptions>): EventHub {
  revision = 1;
  hub = createEventHub({
    init: async () => ({ type: 'init', revision, status: status() }),
    flushMs: 20,
    sourceMs: 0,
    heartbeatMs: 60_000,
    bufferBytes: 65_536,
    ...options,
  });
  return hub;
}

function change(at: number, ids: string[], source = 'a'): Delta {
  return {
    type: 'cases',
    revision: at,
    at,
    source,
    inserted: ids.length,
    updated: 0,
    ids,
    more: false,
    answers: [],
  };
}

/** Reads events one by one; comments and the retry line are skipped unless asked for. */
function reader(stream: ReadableStream<Uint8Array>) {
  const bytes = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  async function block(): Promise<string | null> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const found = text.slice(0, end);
        text = text.slice(end + 2);
        return found;
      }
      const { done, value } = await bytes.read();
      if (done) return null;
      text += decoder.decode(value, { stream: true });
    }
  }
  return {
    block,
    async event(): Promise<CityEvent | null> {
      for (;;) {
        const found = await block();
        if (found === null) return null;
        const data = /^data: (.*)$/m.exec(found)?.[1];
        if (data === undefined) continue;
        const event = CityEvent.parse(JSON.parse(data));
        expect(/^id: (\d+)$/m.exec(found)?.[1]).toBe(String(event.revision));
        return event;
      }
    },
    cancel: () => bytes.cancel(),
  };
}

const never = new AbortController();

it('begins with init and goes on with deltas', async () => {
  const events = reader(make({}).open(never, () => true));
  expect(await events.event()).toMatchObject({ type: 'init', revision: 1 });
  hub.publish(change(2, ['a:1']));
  expect(await events.event()).toMatchObject({ type: 'cases', revision: 2, ids: ['a:1'], more: false });
});

it('merges a burst into few messages and loses no count', async () => {
  const events = reader(make({}).open(never, () => true));
  await events.event();
  for (let i = 0; i < 1000; i++) hub.publish(change(2 + i, [`a:${i}`]));
  let inserted = 0;
  let messages = 0;
  while (inserted < 1000) {
    const event = await events.event();
    if (event?.type !== 'cases') throw new Error('unexpected event');
    expect(event.ids.length).toBeLessThanOrEqual(200);
    expect(event.more).toBe(true);
    inserted += event.inserted;
    messages++;
  }
  expect(inserted).toBe(1000);
  expect(messages).toBe(1);
});

it('keeps sources apart when merging', async () => {
  const events = reader(make({}).open(never, () => true));
  await events.event();
  hub.publish(change(2, ['a:1'], 'a'));
  hub.publish(change(3, ['b:1'], 'b'));
  expect(await events.event()).toMatchObject({ source: 'a', inserted: 1 });
  expect(await events.event()).toMatchObject({ source: 'b', inserted: 1 });
});

it('holds up no kind because another was just told', async () => {
  // An interval that the test would not outlive: what waits for it never comes.
  const events = reader(make({ flushMs: 3_600_000 }).open(never, () => true));
  await events.event();
  hub.publish(change(2, ['a:1'], 'a'));
  expect(await events.event()).toMatchObject({ source: 'a', revision: 2 });
  hub.publish(change(3, ['a:2'], 'a'));
  hub.publish(change(4, ['b:1'], 'b'));
  expect(await events.event()).toMatchObject({ source: 'b', revision: 4 });
});

it('tells nothing twice that the init already holds, and nothing too little', async () => {
  let go: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const events = reader(
    make({
      flushMs: 0,
      init: async () => {
        await gate;
        return { type: 'init', revision: 5, status: { ...status(), revision: 5 } };
      },
    }).open(never, () => true),
  );
  const other = reader(hub.open(never, () => true));
  hub.publish(change(5, ['a:5'], 'a'));
  hub.publish(change(6, ['b:6'], 'b'));
  go();
  expect(await events.event()).toMatchObject({ type: 'init', revision: 5 });
  expect(await other.event()).toMatchObject({ type: 'init', revision: 5 });
  hub.publish(change(7, ['c:7'], 'c'));
  const seen: number[] = [];
  while (seen.at(-1) !== 7) seen.push((await events.event())?.revision ?? 7);
  expect(seen).toContain(6);
  expect(new Set(seen).size).toBe(seen.length);
});

it('drops a slow client to a fresh init instead of flooding it', async () => {
  const stream = make({ flushMs: 0, bufferBytes: 600 }).open(never, () => true);
  const fast = reader(hub.open(never, () => true));
  await fast.event();
  for (let i = 2; i < 60; i++) {
    revision = i;
    hub.publish(change(i, [`a:${i}`]));
    // The fast client has it, so the hub has offered it to both.
    expect((await fast.event())?.revision).toBe(i);
  }
  const slow = reader(stream);
  const seen: string[] = [];
  for (;;) {
    const event = await slow.event();
    if (event === null) throw new Error('ended');
    seen.push(event.type);
    if (event.type === 'init' && event.revision === 59) break;
  }
  expect(seen.filter((type) => type === 'init').length).toBeGreaterThanOrEqual(1);
  expect(seen.length).toBeLessThan(20);
  hub.publish(change(60, ['a:60']));
  expect(await slow.event()).toMatchObject({ type: 'cases', revision: 60 });
});

it('forgets a client that cancels, aborts, or was aborted before', async () => {
  make({});
  const cancelled = reader(hub.open(never, () => true));
  const controller = new AbortController();
  const aborted = reader(hub.open(controller, () => true));
  await cancelled.event();
  await aborted.event();
  expect(hub.clients()).toBe(2);
  await cancelled.cancel();
  controller.abort();
  expect(hub.clients()).toBe(0);
  expect(await aborted.event()).toBeNull();
  expect(await reader(hub.open(controller, () => true)).event()).toBeNull();
  hub.publish(change(2, ['a:1']));
});

it('forgets a client that aborts although nobody else holds its request', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  make({});
  const stop = new AbortController();
  const events = reader(hub.open(new Request('http://city/api/events', { signal: stop.signal }), () => true));
  await events.event();
  for (let turn = 0; turn < 10; turn++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  stop.abort();
  expect(hub.clients()).toBe(0);
  expect(await events.event()).toBeNull();
});

it('beats while nothing happens', async () => {
  const events = reader(make({ heartbeatMs: 5 }).open(never, () => true));
  const blocks: string[] = [];
  while (!blocks.some((block) => block.startsWith(':'))) blocks.push((await events.block()) ?? ': ended');
  expect(blocks.at(-1)).toBe(': 心跳');
});

it('ends every stream when it closes', async () => {
  const events = reader(make({}).open(never, () => true));
  await events.event();
  hub.close();
  expect(await events.event()).toBeNull();
});
