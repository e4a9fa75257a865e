import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandIdReused, openJournal } from '../../../electron/city/journal/openJournal.ts';
import type { Journal } from '../../../electron/city/ports.ts';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { openAt, silent, T0, tempDir } from '../store/support.ts';
import { add, COUNTING, type CounterStreams, MINUTE, registerCounter } from './counter.ts';
import { sharedOver } from './sharedJournal.ts';

let dirs: ReturnType<typeof tempDir>[] = [];
let stores: AssembledStore[] = [];
let now = T0;
beforeEach(() => {
  dirs = [];
  stores = [];
  now = T0;
});
afterEach(() => {
  for (const store of stores) store.close();
  // Whatever a test did, every folder that it leaves is whole.
  for (const dir of dirs) expect(checkIntegrity(dir.path).findings).toEqual([]);
  for (const dir of dirs) dir.remove();
});

function newStore(): AssembledStore {
  const dir = tempDir();
  const store = openAt(dir.path);
  dirs.push(dir);
  stores.push(store);
  return store;
}

const nothing = () => undefined;

function node(store: AssembledStore, shared: Journal | null, told: (step: string) => void = nothing) {
  const table = {
    ...store.journal,
    entry(command: string) {
      told('receipt');
      return store.journal.entry(command);
    },
  };
  const journal = openJournal({
    ...{ table, shared, clock: { now: () => now }, logger: silent },
    current(by) {
      told('current');
      return by;
    },
    onCommit: () => told('effects'),
  });
  return { journal, streams: registerCounter(journal, told) };
}

const counted = (streams: CounterStreams) => streams.load('c')?.count;

describe('a kind of stream that only this test registers', () => {
  it('has receipts, versions, a state and its place in the audit', async () => {
    const store = newStore();
    const { streams } = node(store, null);
    expect(await add(streams, 'one', 5)).toMatchObject({ repeated: false, ok: true, state: { count: 5 } });
    expect(await add(streams, 'one', 5)).toMatchObject({ repeated: true, ok: true, state: { count: 5 } });
    await expect(add(streams, 'one', 6)).rejects.toThrow(CommandIdReused);
    expect(await add(streams, 'two', 996)).toEqual({ repeated: false, ok: false, refusal: { code: 'full' } });
    expect(await add(streams, 'two', 996)).toEqual({ repeated: true, ok: false, refusal: { code: 'full' } });
    expect(store.journal.since(0, 10)).toMatchObject([
      {
        kind: 'counter',
        command: 'one',
        subject: 'c',
        type: 'add',
        operator: 'duty',
        events: [{ version: 1 }],
      },
      {
        command: 'two',
        events: [],
        refusal: '{"code":"full"}',
        body: '{"by":996,"commandId":"two","type":"add"}',
      },
    ]);
    expect(store.people.auditPage(99, 10)).toMatchObject([
      { seq: 2, action: 'counter.add', result: 'refused', details: { reason: 'full' } },
      { seq: 1, action: 'counter.add', actor: 'duty', result: 'done', details: { by: 5 } },
    ]);
  });

  it('has timers that fire once, before whatever comes later, and notices', async () => {
    const store = newStore();
    const { journal, streams } = node(store, null);
    await add(streams, 'fill', 1000);
    await journal.fireDue();
    expect(counted(streams)).toBe(1000);
    now += MINUTE;
    expect(await add(streams, 'after', 2)).toMatchObject({ ok: true, state: { count: 2 } });
    await journal.fireDue();
    expect(store.journal.since(0, 10).map(({ command, operator }) => [command, operator])).toEqual([
      ['fill', 'duty'],
      ['t-c-empty', 'system'],
      ['after', 'duty'],
    ]);
    const db = new Database(databasePath(dirs[0]?.path ?? ''), { readonly: true });
    expect(db.prepare('SELECT event, recipient FROM notices').all()).toEqual([
      { event: 2, recipient: 'org:C' },
    ]);
    db.close();
  });

  it('is folded anew where another program folded it', async () => {
    const store = newStore();
    const first = node(store, null);
    await add(first.streams, 'one', 7);
    const stored = store.journal.stream('counter', 'c');
    expect(stored).toMatchObject({ version: 1, foldVersion: 1, updatedAt: T0 });
    expect(first.streams.read('c', { state: '{"count":99}', foldVersion: 0 })).toEqual({
      count: 7,
      fullAt: null,
    });
  });

  it('is registered once', () => {
    const { journal } = node(newStore(), null);
    expect(() => registerCounter(journal, nothing)).toThrow('registered twice');
  });

  it('writes to other tables in the same transaction, or not at all', async () => {
    const store = newStore();
    const { streams } = node(store, null);
    const failing = streams.turn((act) =>
      act('c', { commandId: 'one', type: 'add', by: 1 }, COUNTING, () => {
        throw new Error('the other table');
      }),
    );
    await expect(failing).rejects.toThrow('the other table');
    expect([counted(streams), store.journal.head().pos]).toEqual([undefined, 0]);
    expect(await add(streams, 'one')).toMatchObject({ repeated: false, ok: true });
  });
});

describe('an act', () => {
  it('goes from receipt to decision, append, projection and effects', async () => {
    const steps: string[] = [];
    const shared = sharedOver(newStore().journal, (step) => void steps.push(step));
    const { streams } = node(newStore(), shared, (step) => void steps.push(step));
    await add(streams, 'one');
    expect(steps).toEqual(['receipt', 'current', 'decide', 'append', 'appended', 'project', 'effects']);
    steps.length = 0;
    await add(streams, 'one');
    expect(steps).toEqual(['receipt']);
  });

  it('keeps this order where the store itself is the journal', async () => {
    const steps: string[] = [];
    const { streams } = node(newStore(), null, (step) => void steps.push(step));
    await add(streams, 'one');
    expect(steps).toEqual(['receipt', 'current', 'decide', 'project', 'effects']);
  });

  it('is decided on what the one before left, however long a journal takes', async () => {
    const slow = () => new Promise<void>((resolve) => setImmediate(resolve));
    const { streams } = node(newStore(), sharedOver(newStore().journal, slow));
    await Promise.all(Array.from({ length: 50 }, (_, i) => add(streams, `many-${i}`)));
    expect(counted(streams)).toBe(50);
    expect(streams.events('c', 0).map((event) => event.type === 'added' && event.to)).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
  });

  it('is decided with the rights held when its turn has come', async () => {
    const store = newStore();
    let left = false;
    const { streams } = node(store, null, (step) => {
      if (step === 'current' && left) throw new Error('left the post');
    });
    const gate = Promise.withResolvers<void>();
    const first = streams.turn(() => gate.promise);
    const waiting = add(streams, 'one');
    left = true;
    gate.resolve();
    await first;
    await expect(waiting).rejects.toThrow('left the post');
    expect([counted(streams), store.journal.head().pos]).toEqual([undefined, 0]);
  });

  it('does not stop those after it by failing', async () => {
    let fails = true;
    const { streams } = node(
      newStore(),
      sharedOver(newStore().journal, () => {
        if (fails) throw new Error('no network');
      }),
    );
    await expect(add(streams, 'one')).rejects.toThrow('no network');
    fails = false;
    expect(await add(streams, 'one')).toMatchObject({ repeated: false, state: { count: 1 } });
  });

  it('is answered from the journal when its outcome was unknown', async () => {
    let loses = true;
    const shared = sharedOver(newStore().journal, (step) => {
      if (step === 'appended' && loses) throw new Error('no answer');
    });
    const { streams } = node(newStore(), shared);
    await expect(add(streams, 'one')).rejects.toThrow('no answer');
    loses = false;
    expect(await add(streams, 'one')).toMatchObject({ repeated: true, state: { count: 1 } });
    expect(counted(streams)).toBe(1);
  });

  it('that could not be projected is caught up with', async () => {
    let full = true;
    const shared = sharedOver(newStore().journal, nothing);
    const { streams } = node(newStore(), shared, (step) => {
      if (step === 'project' && full) throw new Error('disk full');
    });
    await expect(add(streams, 'one')).rejects.toThrow('disk full');
    full = false;
    expect(await add(streams, 'two')).toMatchObject({ state: { count: 2 } });
    expect(await add(streams, 'one')).toMatchObject({ repeated: true });
  });

  it('is not undone by effects that fail', async () => {
    const { streams } = node(newStore(), null, (step) => {
      if (step === 'effects') throw new Error('nobody listens');
    });
    expect(await add(streams, 'one')).toMatchObject({ ok: true, state: { count: 1 } });
  });
});

describe('two machines on one journal', () => {
  it('do each command once and end with the same', async () => {
    const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
    const log = newStore();
    const nodes = [0, 1].map(() => node(newStore(), sharedOver(log.journal, pause)));
    const sent = nodes.flatMap(({ streams }) =>
      Array.from({ length: 40 }, (_, i) => add(streams, `both-${i}`).then(({ repeated }) => repeated)),
    );
    expect((await Promise.all(sent)).filter((repeated) => !repeated)).toHaveLength(40);
    await Promise.all(nodes.map(({ journal }) => journal.fireDue()));
    expect(nodes.map(({ streams }) => counted(streams))).toEqual([40, 40]);
    expect(new Set(stores.map((store) => store.journal.head().link.toString('hex'))).size).toBe(1);
  });

  it('fire the same timer once', async () => {
    const log = newStore();
    const nodes = [0, 1].map(() => node(newStore(), sharedOver(log.journal, nothing)));
    const [first, second] = nodes;
    await add(first?.streams as CounterStreams, 'fill', 1000);
    await second?.journal.fireDue();
    now += MINUTE;
    await Promise.all(nodes.map(({ journal }) => journal.fireDue()));
    expect(log.journal.since(0, 10).map(({ command }) => command)).toEqual(['fill', 't-c-empty']);
    await Promise.all(nodes.map(({ journal }) => journal.fireDue()));
    expect(nodes.map(({ streams }) => counted(streams))).toEqual([0, 0]);
  });

  it('leave a timer to be fired while the journal cannot be reached', async () => {
    let cut = false;
    const shared = sharedOver(newStore().journal, () => {
      if (cut) throw new Error('no network');
    });
    const { journal, streams } = node(newStore(), shared);
    await add(streams, 'fill', 1000);
    now += MINUTE;
    cut = true;
    await expect(journal.fireDue()).rejects.toThrow('no network');
    cut = false;
    await journal.fireDue();
    expect(counted(streams)).toBe(0);
  });

  it('stop where a store holds another history than the journal', async () => {
    const log = newStore();
    const alone = newStore();
    await add(node(alone, null).streams, 'alone');
    await expect(add(node(alone, sharedOver(log.journal, nothing)).streams, 'one')).rejects.toThrow(
      'moved on',
    );
    expect(alone.journal.head().pos).toBe(1);
  });
});

/** Lines of the service's code that match, by file. */
function linesWith(pattern: RegExp): string[] {
  const root = fileURLToPath(new URL('../../../electron/city', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.flatMap((name) => {
    const text = readFileSync(join(root, name), 'utf8');
    return text.split('\n').some((line) => pattern.test(line)) ? [name.replaceAll('\\', '/')] : [];
  });
}

describe('what is written to streams', () => {
  it('is written by the engine alone, inside a turn', () => {
    // `table` in openJournal.ts is the journal's own.
    expect(linesWith(/\b(journal|journalTable)\.write\(/)).toEqual([]);
    expect(linesWith(/\bcreateAppender\(/).sort()).toEqual(['store/journalTable.ts', 'store/peopleAudit.ts']);
    expect(linesWith(/\.reproject\(/)).toEqual(['whistles/adoption.ts']);
  });

  it('of whistles, orders and hand-overs is written by their kinds, inside its transaction', () => {
    const callers = (call: RegExp) =>
      linesWith(call)
        .filter((name) => !name.startsWith('journal/'))
        .sort();
    expect(callers(/\btable\.(write|writeDraw)\(/)).toEqual([
      'orders/drawKind.ts',
      'orders/streamKind.ts',
      'whistles/streamKind.ts',
    ]);
    expect(callers(/\btable\.(open|end|sign)\(/)).toEqual(['handover/streamKind.ts']);
  });
});
