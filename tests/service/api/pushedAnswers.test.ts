import { expect, it } from 'vitest';
import { createPushedAnswers } from '../../../electron/city/api/pushedAnswers.ts';
import { ANYBODY } from '../../../electron/city/api/sentFrom.ts';
import { type Change, createChangeNotifier } from '../../../electron/city/composition/changeNotifier.ts';
import type { CityEvent } from '../../../shared/contract/status.ts';

/** An API that answers with what was asked, and a clock that a question moves. */
function desk(costs: number) {
  const state = { now: 1000, asked: [] as string[], refuses: '' };
  const answers = createPushedAnswers(
    async (request) => {
      const { pathname, search } = new URL(request.url);
      const ask = pathname + search;
      state.asked.push(ask);
      state.now += costs;
      return ask === state.refuses
        ? new Response('{}', { status: 400 })
        : Response.json({ ask, at: state.now });
    },
    () => state.now,
  );
  const ask = async (path: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await answers.handle(new Request(`http://city${path}`), ANYBODY);
    state.asked = [];
  };
  return { state, answers, ask };
}

it('knows only questions that were asked lately', async () => {
  const { state, answers, ask } = desk(0);
  await ask('/api/summary?status=open', 1);
  expect((await answers.collect(40)).map((each) => each.ask)).toEqual(['/api/summary?status=open']);
  state.now += 3 * 60_000 + 1;
  expect(await answers.collect(40)).toEqual([]);
  await ask('/api/summary?status=open', 1);
  expect(await answers.collect(40)).toHaveLength(1);
});

it('answers what was asked last first, and stops when its time is spent', async () => {
  const { answers, ask } = desk(15);
  for (const status of ['open', 'closed']) await ask(`/api/summary?status=${status}`, 2);
  for (let step = 1; step <= 5; step++) await ask(`/api/histogram?step=${step}`, 2);
  expect((await answers.collect(40)).map((each) => each.ask)).toEqual([
    '/api/histogram?step=5',
    '/api/histogram?step=4',
    '/api/histogram?step=3',
  ]);
});

it('tells nobody what anybody searches for: the stream goes to walls too, and a name is a text like any', async () => {
  const { answers, ask } = desk(0);
  const paths = ['/api/summary?', '/api/histogram?step=60&', '/api/grids/counts?', '/api/cases?limit=0&'];
  for (const q of ['13900014321', 'a.bee%40example.cn', '完颜试样', 'GD20250612000123', ''])
    for (const path of paths) await ask(`${path}q=${q}`, 2);
  expect(await answers.collect(40)).toEqual([]);
  for (const path of paths) await ask(`${path}status=open`, 2);
  expect(await answers.collect(40)).toHaveLength(paths.length);
});

it('forgets what is refused, and holds no more than a hall asks', async () => {
  const { state, answers, ask } = desk(0);
  await ask('/api/summary?status=bad', 2);
  state.refuses = '/api/summary?status=bad';
  expect(await answers.collect(40)).toEqual([]);
  state.asked = [];
  await answers.collect(40);
  expect(state.asked).toEqual([]);
  for (let i = 0; i < 100; i++) await ask(`/api/summary?q=${i}`, 2);
  expect((await answers.collect(40)).length).toBeLessThanOrEqual(24);
});

function change(revision: number, source: string): Change {
  return { revision, at: revision, source, inserted: 1, updated: 0, ids: [], more: false };
}

function notifierStand() {
  const published: Extract<CityEvent, { type: 'cases' }>[] = [];
  const waits: PromiseWithResolvers<{ ask: string; body: unknown }[]>[] = [];
  const failures: unknown[] = [];
  const state = { now: 0 };
  const notifier = createChangeNotifier(
    {
      collect: () => {
        const wait = Promise.withResolvers<{ ask: string; body: unknown }[]>();
        waits.push(wait);
        return wait.promise;
      },
    },
    { publish: (delta) => void (delta.type === 'cases' && published.push(delta)) },
    () => state.now,
    (error) => failures.push(error),
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { notifier, published, waits, failures, state, turn };
}

it('tells every change once and in order, also those that come while answers are made', async () => {
  const { notifier, published, waits, state, turn } = notifierStand();
  notifier.notify(change(1, 'a'));
  notifier.notify(change(2, 'a'));
  notifier.notify(change(3, 'b'));
  expect(published).toEqual([]);
  state.now = 10;
  waits[0]?.resolve([{ ask: '/api/status', body: 1 }]);
  await turn();
  expect(published.map(({ revision, answers }) => [revision, answers.length])).toEqual([[1, 1]]);
  waits[1]?.resolve([{ ask: '/api/status', body: 3 }]);
  await turn();
  expect(published.map(({ revision, answers }) => [revision, answers.length])).toEqual([
    [1, 1],
    // Its answers would be those of the next one.
    [2, 0],
    [3, 1],
  ]);
});

it('makes answers for the pages of one poll, and for some of a flood', async () => {
  const { notifier, published, waits, state, turn } = notifierStand();
  const tell = async (revision: number, took: number): Promise<boolean> => {
    const { length } = waits;
    notifier.notify(change(revision, 'a'));
    state.now += took;
    waits[length]?.resolve([{ ask: '/api/status', body: revision }]);
    await turn();
    return published.at(-1)?.answers.length === 1;
  };
  // A service that is busy with a page answers late; that is not what answers cost.
  expect(await tell(1, 400)).toBe(true);
  expect(await tell(2, 40)).toBe(true);
  expect(await tell(3, 0)).toBe(false);
  expect(await tell(4, 0)).toBe(false);
  state.now += 5 * 40;
  expect(await tell(5, 0)).toBe(true);
  let spent = 0;
  const began = state.now;
  for (let revision = 6; revision < 200; revision++) {
    spent += (await tell(revision, 20)) ? 20 : 0;
  }
  expect(published.map(({ revision }) => revision)).toEqual(Array.from({ length: 199 }, (_, i) => i + 1));
  // A sixth of the time, and what may be spent at once.
  expect(spent).toBeLessThanOrEqual((state.now - began) / 5 + 100);
  expect(spent).toBeGreaterThan((state.now - began) / 10);
});

it('tells a change also when its answers fail', async () => {
  const { notifier, published, waits, failures, turn } = notifierStand();
  notifier.notify(change(1, 'a'));
  waits[0]?.reject(new Error('columns are being rebuilt'));
  await turn();
  expect(published).toMatchObject([{ revision: 1, answers: [] }]);
  expect(failures).toHaveLength(1);
});
