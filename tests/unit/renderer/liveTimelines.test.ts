import { describe, expect, it } from 'vitest';
import { encodeTimeline } from '../../../electron/city/api/timelineResponse.ts';
import { decodeTimeline } from '../../../renderer/live/timeline/decodeTimeline.ts';
import { gridCountsOfPeriod, type Period } from '../../../renderer/live/timeline/timelinePeriod.ts';
import { createTimelines, type TimelineHolder } from '../../../renderer/live/timeline/timelines.ts';

const HOUR = 3_600_000;
const LINE = {
  revision: 7,
  codes: ['', '网格一'],
  seconds: Uint32Array.of(3600, 7200, 10_800),
  keys: Uint32Array.of(9, 8, 0),
};
const period = (hour: number): Period => ({ from: hour * HOUR, to: (hour + 1) * HOUR });

/** A page whose service is at `revision`, with the real time line in the place of the worker. */
function page() {
  const state = { revision: 7 as number | null, now: 0, loads: 0, open: 0, timers: [] as (() => void)[] };
  let bytes = async (): Promise<ArrayBuffer> => encodeTimeline(LINE).buffer;
  const open = (): TimelineHolder => {
    state.open += 1;
    let held: ReturnType<typeof decodeTimeline> | null = null;
    return {
      async hold(given) {
        held = decodeTimeline(given);
        return held.revision;
      },
      async sum(asked) {
        if (held === null) throw new Error('nothing held');
        return { kind: 'grids', counts: gridCountsOfPeriod(held, asked) };
      },
      close() {
        state.open -= 1;
      },
    };
  };
  const timelines = createTimelines({
    open,
    revision: () => state.revision,
    now: () => state.now,
    later: (run) => {
      state.timers.push(run);
      return () => {
        state.timers = state.timers.filter((each) => each !== run);
      };
    },
  });
  const ask = async (hour: number, key: string, after: number) => {
    state.now += after;
    const load = (): Promise<ArrayBuffer> => {
      state.loads += 1;
      return bytes();
    };
    const sum = await timelines.sum({ key, period: period(hour), raster: null, load });
    // What was asked for meanwhile has come before the next question.
    await new Promise((resolve) => setImmediate(resolve));
    return sum?.kind === 'grids' ? sum.counts : null;
  };
  return {
    state,
    ask,
    serve: (next: () => Promise<ArrayBuffer>) => {
      bytes = next;
    },
  };
}

describe('time lines of a window', () => {
  it('are asked for once a hand moves, and then answer every period as the service would', async () => {
    const { state, ask } = page();
    expect(await ask(1, 'a', 0)).toBeNull();
    expect(state.loads).toBe(0);
    expect(await ask(2, 'a', 100)).toBeNull();
    expect(state.loads).toBe(1);
    expect(await ask(1, 'a', 100)).toEqual({
      revision: 7,
      grids: [{ grid: '网格一', count: 1, open: 1, overdue: 0, limited: 0 }],
      elsewhere: 0,
    });
    expect(await ask(3, 'a', 10_000)).toMatchObject({ grids: [], elsewhere: 1 });
    expect(state.loads).toBe(1);
  });

  it('are not asked for where a period was chosen once, or asked again', async () => {
    const { state, ask } = page();
    await ask(1, 'a', 0);
    await ask(1, 'a', 100);
    await ask(2, 'a', 5000);
    expect(state.loads).toBe(0);
  });

  it('answer nothing once an event has announced a newer revision, or another database', async () => {
    for (const revision of [8, 3, null]) {
      const { state, ask } = page();
      await ask(1, 'a', 0);
      await ask(2, 'a', 100);
      state.revision = revision;
      expect(await ask(1, 'a', 100)).toBeNull();
      expect(state.open).toBe(0);
      // It would be out of date again at once.
      await ask(2, 'a', 100);
      expect(state.loads).toBe(1);
      state.revision = 7;
      await ask(1, 'a', 10_000);
      await ask(2, 'a', 100);
      expect(state.loads).toBe(2);
    }
  });

  it('answer no other filter, and a late one is not kept', async () => {
    const { state, ask, serve } = page();
    let arrive = (_: ArrayBuffer): void => {};
    serve(() => new Promise((resolve) => (arrive = resolve)));
    await ask(1, 'a', 0);
    await ask(2, 'a', 100);
    expect(await ask(1, 'b', 100)).toBeNull();
    arrive(encodeTimeline(LINE).buffer);
    expect(await ask(2, 'b', 100)).toBeNull();
    expect(state.open).toBe(0);
  });

  it('are given up after a minute, since limits pass', async () => {
    const { state, ask } = page();
    await ask(1, 'a', 0);
    await ask(2, 'a', 100);
    for (const run of state.timers) run();
    expect(state.open).toBe(0);
    expect(await ask(1, 'a', 100)).toBeNull();
  });

  it('leave the question to the service where their bytes are cut short or damaged', async () => {
    const whole = encodeTimeline(LINE).buffer;
    const head = new DataView(whole).getUint32(0, true);
    const damaged = whole.slice(0);
    new Uint8Array(damaged)[5] = 0;
    for (const bytes of [new ArrayBuffer(0), whole.slice(0, 4 + head), whole.slice(0, -4), damaged]) {
      const { state, ask, serve } = page();
      serve(async () => bytes);
      await ask(1, 'a', 0);
      await ask(2, 'a', 100);
      expect(state.loads).toBe(1);
      expect(await ask(1, 'a', 100)).toBeNull();
      expect(state.open).toBe(0);
    }
  });

  it('are not asked while no events come, which alone say what is out of date', async () => {
    const { state, ask } = page();
    state.revision = null;
    await ask(1, 'a', 0);
    await ask(2, 'a', 100);
    expect(state.loads).toBe(0);
  });
});
