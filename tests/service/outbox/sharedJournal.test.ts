import { afterEach, beforeEach, expect, it } from 'vitest';
import { openJournal } from '../../../electron/city/journal/openJournal.ts';
import type { Journal } from '../../../electron/city/ports.ts';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import type { Outgoing } from '../../../shared/outbox/follow.ts';
import { add, counterKind } from '../journal/counter.ts';
import { sharedOver, type WatchAppend } from '../journal/sharedJournal.ts';
import { openAt, silent, T0, tempDir } from '../store/support.ts';
import { restConfig, writeBackOf } from './support.ts';

let dirs: ReturnType<typeof tempDir>[] = [];
let stores: AssembledStore[] = [];
beforeEach(() => {
  dirs = [];
  stores = [];
});
afterEach(() => {
  for (const store of stores) store.close();
  for (const dir of dirs) dir.remove();
});

function newStore(): AssembledStore {
  const dir = tempDir();
  dirs.push(dir);
  const store = openAt(dir.path);
  stores.push(store);
  const upstream = { url: 'http://127.0.0.1:9' } as Parameters<typeof restConfig>[0];
  store.saveSource(SourceConfig.parse(restConfig(upstream, writeBackOf('plain'))));
  return store;
}

const told = (version: number): Outgoing => ({
  ...{ version, source: 'grid', lane: 'grid:GD-1', caseId: 'grid:GD-1', whistle: 'c', action: 'feedback' },
  ...{ event: 'closed', operator: 'duty', org: 'C', values: { 'event.text': `第 ${version} 次` } },
});

/** A machine whose counter tells an upstream of each step; `poked`: how often its sender was told of a commit. */
function machine(shared: Journal, onProject: () => void = () => undefined) {
  const store = newStore();
  const poked: string[][] = [];
  const journal = openJournal({
    ...{ table: store.journal, shared, clock: { now: () => T0 }, logger: silent },
    current: (by) => by,
    onCommit: ({ ids }) => void poked.push(ids),
  });
  const streams = journal.register(() => ({
    ...counterKind((step) => {
      if (step === 'project') onProject();
    }),
    outgoing: (events) => events.flatMap((event) => (event.type === 'added' ? [told(event.to)] : [])),
  }));
  const texts = () =>
    store.outbox
      .list({}, Number.MAX_SAFE_INTEGER, 100)
      .map(({ values }) => values['event.text'])
      .toReversed();
  return { store, journal, streams, texts, poked };
}

it('what an act causes is told also where its outcome was not known at first', async () => {
  let loses = true;
  const watch: WatchAppend = (step) => {
    if (step === 'appended' && loses) throw new Error('no answer');
  };
  const { streams, texts, poked } = machine(sharedOver(newStore().journal, watch));
  await expect(add(streams, 'one')).rejects.toThrow('no answer');
  loses = false;
  expect(await add(streams, 'one')).toMatchObject({ repeated: true });
  expect(texts()).toEqual(['第 1 次']);
  // The sender hears of it at once, and not with the next act.
  expect(poked).toEqual([['c']]);
  await add(streams, 'two');
  expect(texts()).toEqual(['第 1 次', '第 2 次']);
});

it('what an act causes is told also where it could not be written down at first, however often', async () => {
  let full = 2;
  const { streams, texts, poked } = machine(
    sharedOver(newStore().journal, () => undefined),
    () => {
      if (full-- > 0) throw new Error('disk full');
    },
  );
  await expect(add(streams, 'one')).rejects.toThrow('disk full');
  await expect(add(streams, 'one')).rejects.toThrow('disk full');
  expect(texts()).toEqual([]);
  expect(await add(streams, 'one')).toMatchObject({ repeated: true });
  expect(texts()).toEqual(['第 1 次']);
  expect(poked).toEqual([['c']]);
});

it('an act is told by the machine at which it was done, and by no other, whose windows follow it', async () => {
  const shared = sharedOver(newStore().journal, () => undefined);
  const [first, second] = [machine(shared), machine(shared)];
  await add(first.streams, 'one');
  await second.journal.fireDue();
  await add(second.streams, 'one');
  await add(second.streams, 'two');
  await first.journal.fireDue();
  expect([first.texts(), second.texts()]).toEqual([['第 1 次'], ['第 2 次']]);
  expect([first.poked, second.poked]).toEqual([
    [['c'], ['c']],
    [['c'], ['c']],
  ]);
});
