import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LayerBuilder } from '../../../electron/city/layers/builder.ts';
import { featureOf, type RawFeature } from '../../../electron/city/layers/feature.ts';
import { nearestNamed } from '../../../electron/city/layers/near.ts';
import type { LonLat } from '../../../shared/contract/common.ts';
import { lengthMetres } from '../../../shared/geo/measure.ts';

type Made = { kind: RawFeature['kind']; name: string; parts: number[][] };
const PLACE: LonLat = [118.79, 32.015];
/** Degrees of so many metres at the place. */
const east = (metres: number): number => metres / 94_420;
const north = (metres: number): number => metres / 110_880;
const at = (x: number, y: number): [number, number] => [PLACE[0] + east(x), PLACE[1] + north(y)];

function layerOf(made: readonly Made[]) {
  const builder = new LayerBuilder();
  for (const { kind, name, parts } of made) {
    const feature = featureOf(kind, parts, () => '');
    if ('refused' in feature) throw new Error(feature.refused);
    builder.add(feature, name, (x, y) => [x, y]);
  }
  return builder.finish();
}
const box = (name: string, x: number, y: number, side: number): Made => ({
  ...{ kind: 'area', name },
  parts: [[...at(x, y), ...at(x + side, y), ...at(x + side, y + side), ...at(x, y + side), ...at(x, y)]],
});
const nearest = (made: readonly Made[], within: number) =>
  nearestNamed('layer-000000000001', layerOf(made), PLACE, within);

describe('the nearest named feature of a layer', () => {
  it('of a line is measured to the line, not to its ends', () => {
    const road: Made = { kind: 'line', name: '健康路', parts: [[...at(-400, 30), ...at(400, 30)]] };
    expect(nearest([road], 500)).toMatchObject({ name: '健康路', metres: expect.closeTo(30, 0) });
    expect(nearest([road], 20)).toBeNull();
  });

  it('is the smallest area around the place, 0 m away; not one whose hole it lies in', () => {
    const [lake, yard] = [box('大院', -200, -200, 400), box('3号楼', -10, -10, 20)];
    expect(nearest([lake, yard], 500)).toMatchObject({ name: '3号楼', metres: 0, inside: true });
    const hole = box('', -20, -20, 40).parts[0] ?? [];
    const ring: Made = { ...lake, parts: [...lake.parts, hole] };
    expect(nearest([ring], 500)).toMatchObject({ name: '大院', metres: expect.closeTo(20, 0) });
  });

  it('at the very place is beside it, and not around it', () => {
    const station: Made = { kind: 'point', name: '城南泵站', parts: [[...PLACE]] };
    expect(nearest([station], 500)).toMatchObject({ metres: expect.closeTo(0, 1), inside: false });
  });

  it('is none that has no name, or the name of a kind', () => {
    const wells = Array.from({ length: 21 }, (_, i): Made => {
      return { kind: 'point', name: '雨水井', parts: [at(i, 1)] };
    });
    const pump: Made = { kind: 'point', name: '城南泵站', parts: [at(0, -120)] };
    const nameless: Made = { kind: 'point', name: '', parts: [at(1, 0)] };
    expect(nearest([...wells, nameless], 500)).toBeNull();
    expect(nearest([...wells, nameless, pump], 500)).toMatchObject({
      ...{ name: '城南泵站', metres: expect.closeTo(120, 0) },
    });
  });

  it('is found among many points as by looking at each', () => {
    const places = fc.array(
      fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 })),
      {
        ...{ minLength: 1, maxLength: 60 },
      },
    );
    fc.assert(
      fc.property(places, fc.integer({ min: 50, max: 2500 }), (offsets, within) => {
        const made = offsets.map(([x, y], i): Made => ({ kind: 'point', name: `P${i}`, parts: [at(x, y)] }));
        const least = Math.min(...offsets.map(([x, y]) => lengthMetres([PLACE, at(x, y)])));
        // What lies on the edge itself may fall on either side.
        fc.pre(Math.abs(least - within) > 2);
        const found = nearest(made, within);
        if (least > within) expect(found).toBeNull();
        else expect(found?.metres).toBeCloseTo(least, 0);
      }),
    );
  });
});
