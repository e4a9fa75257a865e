import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Act, applyAct } from '../../../shared/presenter/acts.ts';
import {
  WallControls as BoardSchema,
  type Driver,
  isLive,
  LIVE,
  type WallControls,
} from '../../../shared/presenter/control.ts';
import { controlAfterCheck, DRIVER_GRACE_MS } from '../../../shared/presenter/driverPresence.ts';
import { controlOfWall, mergeControls, withoutIdleWalls } from '../../../shared/presenter/mergeControls.ts';

const WALLS = ['wall-1', 'wall-2', 'tab-00000000'] as const;
const WINDOWS = ['desk-1', 'desk-2', 'whistles-1'] as const;

const driverOf = (window: string, now: number): Driver => ({
  window,
  operator: `${window}-operator`,
  name: window,
  since: now,
});

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc
    .constantFrom(
      'freeze',
      'thaw',
      'blank',
      'unblank',
      'pin',
      'follow',
      'unmark',
      'clear',
      'release',
      'take-over',
    )
    .map((type): Act => ({ type })),
  fc.constantFrom('1', '2', '3').map((act): Act => ({ type: 'undo', act })),
  fc
    .tuple(fc.integer({ min: 100, max: 120 }), fc.integer({ min: 20, max: 40 }))
    .map(([lon, lat]): Act => ({ type: 'spot', at: [lon, lat] })),
  fc.constantFrom('a', 'b').map(
    (id): Act => ({
      type: 'mark',
      mark: {
        id,
        kind: 'ring',
        colour: 'fresh',
        points: [
          [1, 2],
          [1, 3],
        ],
        text: '',
      },
    }),
  ),
);

/** What happens on a workstation: a window acts on what it knows, or hears one of the messages, in any order. */
type Step =
  | { kind: 'act'; window: number; wall: number; act: Act }
  | { kind: 'hear'; window: number; message: number };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('act' as const),
      window: fc.nat({ max: 2 }),
      wall: fc.nat({ max: 2 }),
      act: acts,
    }),
    fc.record({
      kind: fc.constant('hear' as const),
      window: fc.nat({ max: 2 }),
      message: fc.nat({ max: 60 }),
    }),
  ),
  { maxLength: 60 },
);

/** Runs the steps; what each window knows then, and all that was said. */
function run(all: readonly Step[]): { known: WallControls[]; said: WallControls[] } {
  const known: WallControls[] = WINDOWS.map(() => ({}));
  const said: WallControls[] = [];
  for (const [now, step] of all.entries()) {
    const board = known[step.window] ?? {};
    if (step.kind === 'hear') {
      known[step.window] = mergeControls(board, said[step.message] ?? {});
      continue;
    }
    const wall = WALLS[step.wall] ?? 'wall-1';
    const driver = driverOf(WINDOWS[step.window] ?? 'desk-1', now);
    const next = applyAct(controlOfWall(board, wall), step.act, { driver, now, id: String(now % 4) });
    if (typeof next === 'string') continue;
    said.push({ [wall]: next });
    known[step.window] = mergeControls(board, { [wall]: next });
  }
  return { known, said };
}

describe('windows that tell each other', () => {
  it('all end with the same, in whatever order and however often they hear it', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (all, order) => {
        const { known, said } = run(all);
        const ends = known.map((board) => {
          const shuffled = [...said, ...said]
            .map((message) => ({ message, key: order.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key);
          return shuffled.reduce((sum, { message }) => mergeControls(sum, message), board);
        });
        for (const end of ends) expect(end).toEqual(ends[0]);
      }),
    );
  });

  it('never both drive a wall: who is not the driver there learns it and is refused', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { known, said } = run(all);
        const end = [...known, ...said].reduce(mergeControls, {});
        for (const wall of WALLS) {
          const control = controlOfWall(end, wall);
          const driving = WINDOWS.filter((window) => {
            const result = applyAct(
              control,
              { type: 'blank' },
              { driver: driverOf(window, 99), now: 99, id: 'x' },
            );
            return result !== 'driven';
          });
          if (control.driver === null) expect(isLive(control.content)).toBe(true);
          else expect(driving).toEqual([control.driver.window]);
        }
      }),
    );
  });

  it('after taking back every wall is live, and driven by nobody', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { known, said } = run(all);
        const end = [...known, ...said].reduce(mergeControls, {});
        for (const wall of WALLS) {
          const control = controlOfWall(end, wall);
          if (control.driver === null) continue;
          const free = applyAct(control, { type: 'release' }, { driver: control.driver, now: 99, id: 'x' });
          expect(free).toMatchObject({ content: LIVE, driver: null });
        }
      }),
    );
  });

  it('what is said passes the check at the door', () => {
    fc.assert(
      fc.property(steps, (all) => {
        for (const message of run(all).said) expect(BoardSchema.parse(message)).toEqual(message);
      }),
      { numRuns: 30 },
    );
  });

  it('a wall whose driver has gone is live after the grace, whatever was done to it', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (all, sessionEnded) => {
        const { known, said } = run(all);
        const end = [...known, ...said].reduce(mergeControls, {});
        for (const wall of WALLS) {
          const control = controlOfWall(end, wall);
          const { driver } = control;
          if (driver === null) continue;
          const windows = new Set(sessionEnded ? [driver.window] : []);
          const gone = { windows, operator: sessionEnded ? 'another' : driver.operator };
          const left = controlAfterCheck(control, wall, 1000, gone);
          expect(left).toMatchObject({ leftAt: 1000, content: control.content });
          if (left === null) continue;
          expect(controlAfterCheck(left, wall, 1000 + DRIVER_GRACE_MS - 1, gone)).toBeNull();
          const live = controlAfterCheck(left, wall, 1000 + DRIVER_GRACE_MS, gone);
          expect(live).toMatchObject({ content: LIVE, driver: null, leftAt: null });
          if (live !== null) expect(controlAfterCheck(live, wall, 99_999, gone)).toBeNull();
          const here = { windows: new Set([driver.window]), operator: driver.operator };
          expect(controlAfterCheck(left, wall, 1001, here)).toMatchObject({
            leftAt: null,
            content: control.content,
          });
        }
      }),
    );
  });

  it('forgets walls that were let go a day ago, and nothing that is in force', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { known, said } = run(all);
        const end = [...known, ...said].reduce(mergeControls, {});
        const left = withoutIdleWalls(end, 3 * 24 * 3_600_000);
        expect(left).toEqual(
          Object.fromEntries(Object.entries(end).filter(([, control]) => !isLive(control.content))),
        );
      }),
    );
  });
});
