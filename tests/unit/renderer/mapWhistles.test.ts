import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blowFromPlace,
  blowIntent,
  placeFromSearch,
  withoutPlace,
} from '../../../renderer/base/whistleIntent.ts';
import { areDisjoint, type Box, placeLabels } from '../../../renderer/map/labelPlaces.ts';
import { repeatedNames } from '../../../renderer/map/streetNames.ts';
import {
  groupOf,
  marksOf,
  mostUrgentFirst,
  notArrived,
  toneOf,
  WHISTLE_GROUPS,
  wallCounts,
  whistleAt,
} from '../../../renderer/map/whistleMarks.ts';
import { type ClockView, WhistleStage, type WhistleSummary } from '../../../shared/contract/whistles.ts';

const NOW = Date.UTC(2026, 10, 22, 4);
const HOUR = 3_600_000;

function clock(startAt: number, dueAt: number | null, paused: boolean): ClockView {
  return {
    ...{
      id: 's1.arrive.0',
      kind: 'arrive',
      summons: 's1',
      org: 'A',
      startAt,
      dueAt,
      limit: null,
      source: '试验',
    },
    ...{
      paused,
      overdue: dueAt !== null && dueAt <= NOW,
      remainingMs: null,
      used: null,
      gap: null,
      provisional: null,
    },
  };
}

function whistle(id: string, change: Partial<WhistleSummary>): WhistleSummary {
  return {
    ...{ id, seq: 1, kind: 'push', kindName: '推进哨', subject: '试验', street: 'S1', stage: 'assembling' },
    ...{
      column: 'assembling',
      level: 0,
      supervised: false,
      round: 1,
      rework: 0,
      chain: 1,
      lon: 118.8,
      lat: 32,
    },
    ...{ createdAt: 0, blownAt: 0, closedAt: null, updatedAt: 0, waiting: [], departments: [], cases: 0 },
    ...{ nearest: clock(NOW - HOUR, NOW + HOUR, false), arrived: 0, expected: 0, backEntries: 0 },
    ...change,
  };
}

describe('whistles on the map', () => {
  it.each(WhistleStage.options)('%s has a shape unless it is a draft or over', (stage) => {
    const over = ['draft', 'closed', 'withdrawn', 'rejected', 'merged'].includes(stage);
    const group = groupOf({ stage });
    expect(group === null).toBe(over);
    if (group !== null) expect(WHISTLE_GROUPS).toContain(group);
  });

  it.each([
    [null, 'still'],
    [clock(NOW - HOUR, NOW + HOUR, false), 'left'],
    [clock(NOW - 9 * HOUR, NOW + HOUR, false), 'soon'],
    [clock(NOW - 2 * HOUR, NOW - HOUR, false), 'past'],
    [clock(NOW - HOUR, NOW, false), 'past'],
    [clock(NOW - HOUR, null, true), 'still'],
  ])('a clock of %j is %s', (nearest, tone) => {
    expect(toneOf({ nearest }, NOW)).toBe(tone);
  });

  it('come in the order in which somebody must look: past by rung, then by the share of time left', () => {
    const rows = [
      whistle('calm', { nearest: clock(NOW - HOUR, NOW + 99 * HOUR, false) }),
      whistle('held', { stage: 'suspended', nearest: clock(NOW - HOUR, null, true), level: 4 }),
      whistle('past', { nearest: clock(NOW - 2 * HOUR, NOW - HOUR, false), level: 2 }),
      whistle('climbed', { nearest: clock(NOW - 9 * HOUR, NOW - 1000, false), level: 4 }),
      whistle('near', { nearest: clock(NOW - 9 * HOUR, NOW + HOUR, false) }),
      whistle('draft', { stage: 'draft', nearest: null }),
    ];
    const order = ['climbed', 'past', 'near', 'calm', 'held'];
    expect(mostUrgentFirst(rows, NOW).map(({ id }) => id)).toEqual(order);
    expect(marksOf(rows, NOW).map(({ id }) => id)).toEqual(order);
    expect(wallCounts(rows, NOW)).toMatchObject({ open: 5, past: 2, supervised: 3, missing: 0 });
  });

  it('without a place are counted and not drawn', () => {
    const rows = [whistle('nowhere', { lon: null, lat: null })];
    expect(marksOf(rows, NOW)).toEqual([]);
    expect(wallCounts(rows, NOW).open).toBe(1);
  });

  it('tell who was called and has not come', () => {
    const department = (
      summons: string,
      stage: WhistleSummary['departments'][number]['stage'],
      late: boolean,
    ) => ({ summons, org: summons, part: 'co', stage, late }) as const;
    const departments = [
      department('a', 'working', true),
      department('b', 'signed', true),
      department('c', 'released', false),
    ];
    expect(notArrived({ departments }).map(({ org }) => org)).toEqual(['b']);
    expect(wallCounts([whistle('x', { departments })], NOW).missing).toBe(1);
  });

  it('are picked by the nearest mark within radius, the more pressing of two at one spot', () => {
    const marks = marksOf(
      [
        whistle('late', { nearest: clock(NOW - 2 * HOUR, NOW - HOUR, false) }),
        whistle('calm', {}),
        whistle('far', { lon: 118.9 }),
      ],
      NOW,
    );
    const project = ([lon, lat]: [number, number]): number[] => [(lon - 118.8) * 1000, (lat - 32) * 1000];
    expect(whistleAt(marks, project, 3, 3, 16)?.id).toBe('late');
    expect(whistleAt(marks, project, 95, 0, 16)?.id).toBe('far');
    expect(whistleAt(marks, project, 50, 0, 16)).toBeNull();
  });
});

describe('labels beside marks', () => {
  const wanting = fc.array(
    fc.record({
      x: fc.integer({ min: -50, max: 1050 }),
      y: fc.integer({ min: -50, max: 650 }),
      radius: fc.constant(16),
      width: fc.integer({ min: 30, max: 120 }),
      height: fc.constant(20),
    }),
    { maxLength: 120 },
  );
  it('never cover one another, nor what is kept free, nor leave the map', () => {
    const kept: Box[] = [{ left: 0, top: 400, right: 240, bottom: 600 }];
    fc.assert(
      fc.property(wanting, (list) => {
        const boxes = [...kept];
        for (const [index, place] of placeLabels(list, kept, 1000, 600, 24).entries()) {
          const want = list[index];
          if (place === null || want === undefined) continue;
          const box = {
            left: place.x,
            top: place.y,
            right: place.x + want.width,
            bottom: place.y + want.height,
          };
          expect(box.left >= 0 && box.top >= 0 && box.right <= 1001 && box.bottom <= 601).toBe(true);
          // Places are rounded to whole pixels.
          const inner = {
            left: box.left + 1,
            top: box.top + 1,
            right: box.right - 1,
            bottom: box.bottom - 1,
          };
          expect(boxes.every((other) => areDisjoint(inner, other))).toBe(true);
          boxes.push(box);
        }
        expect(boxes.length).toBeLessThanOrEqual(25);
      }),
    );
  });

  it('let the most pressing be read first, over marks that come after it', () => {
    const at = (x: number, y: number) => ({ x, y, radius: 16, width: 80, height: 20 });
    const around = [at(550, 300), at(450, 300), at(500, 275), at(500, 325)];
    const [first] = placeLabels([at(500, 300), ...around], [], 1000, 600, 24);
    expect(first).not.toBeNull();
  });
});

describe('names of streets', () => {
  const square = (west: number, south: number, side: number) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
      ] as [number, number][],
    ],
  });
  const street = { name: '试验街道', shape: square(118.7, 32, 0.1), at: [118.75, 32.05] as [number, number] };

  it('stand once where a street is small on the screen', () => {
    expect(repeatedNames([street], [118, 31, 119, 33], 10, 16)).toEqual([]);
  });

  it('are repeated inside of it where it is larger than the view, at places that do not move', () => {
    const view: [number, number, number, number] = [118.71, 32.01, 118.73, 32.03];
    const found = repeatedNames([street], view, 16, 16);
    expect(found.length).toBeGreaterThan(2);
    const moved = repeatedNames([street], [118.712, 32.012, 118.732, 32.032], 16, 16);
    const places = (list: typeof found) => new Set(list.map(({ at }) => at.join()));
    expect([...places(found)].filter((at) => places(moved).has(at)).length).toBeGreaterThan(2);
    for (const { at } of found)
      expect(at[0] > 118.7 && at[0] < 118.8 && at[1] > 32 && at[1] < 32.1).toBe(true);
  });
});

describe('blowing from a map', () => {
  it.each([
    ['?role=whistles&blow=118.79,32.01', { lon: 118.79, lat: 32.01 }],
    ['?blow=-71.05,42', { lon: -71.05, lat: 42 }],
    ['?blow=118.79', null],
    ['?blow=118.79,', null],
    ['?blow=200,32', null],
    ['?blow=1,2,3', null],
    ['?blow=a,b', null],
    ['?role=whistles', null],
  ])('reads the place of %s', (search, place) => {
    expect(placeFromSearch(search)).toEqual(place);
  });

  it('leaves the rest of the address alone', () => {
    expect(withoutPlace('?role=whistles&blow=1,2&period=7d')).toBe('?role=whistles&period=7d');
    expect(withoutPlace('?blow=1,2')).toBe('');
  });

  it('hands a place or a case over once, and not when it is stale', () => {
    blowFromPlace({ lon: 118.7900049, lat: 32.0100051 }, 1000);
    expect(blowIntent.take(2000)).toEqual({ kind: 'place', lon: 118.79, lat: 32.01001 });
    expect(blowIntent.take(2000)).toBeNull();
    blowIntent.request({ kind: 'case', id: 'demo:1' }, 1000);
    expect(blowIntent.take(1000)).toEqual({ kind: 'case', id: 'demo:1' });
    blowFromPlace({ lon: 1, lat: 2 }, 1000);
    expect(blowIntent.take(1000 + 4 * 60_000)).toBeNull();
  });
});
