import { WebMercatorViewport } from '@deck.gl/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shiftOf } from '../../../renderer/map/viewShift.ts';

const SIZE = { width: 1400, height: 700 };
const views = fc.record({
  longitude: fc.double({ min: 118.7, max: 118.9, noNaN: true }),
  latitude: fc.double({ min: 31.95, max: 32.05, noNaN: true }),
  zoom: fc.double({ min: 11, max: 17, noNaN: true }),
});

it('what was placed for one view lands where the next view has it', () => {
  fc.assert(
    fc.property(views, views, views, (placed, now, point) => {
      const at: [number, number] = [point.longitude, point.latitude];
      const [x = 0, y = 0] = new WebMercatorViewport({ ...SIZE, ...placed }).project(at);
      const [wantedX = 0, wantedY = 0] = new WebMercatorViewport({ ...SIZE, ...now }).project(at);
      const shift = shiftOf(placed, now);
      const moved = (value: number, middle: number, by: number) =>
        middle + (value - middle) * shift.scale + by;
      const reach = 1 + shift.scale;
      expect(Math.abs(moved(x, SIZE.width / 2, shift.x) - wantedX) / reach).toBeLessThan(0.5);
      expect(Math.abs(moved(y, SIZE.height / 2, shift.y) - wantedY) / reach).toBeLessThan(0.5);
    }),
  );
});
