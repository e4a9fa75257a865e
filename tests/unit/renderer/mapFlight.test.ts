import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flightTo } from '../../../renderer/map/flight.ts';

const SIZE = { width: 1200, height: 800 };
const CITY = { longitude: 118.8, latitude: 32.03, zoom: 12 };

it('comes near to a place from the whole city, and looks straight at it', () => {
  expect(flightTo(CITY, SIZE, [118.81, 32.04])).toEqual({ longitude: 118.81, latitude: 32.04, zoom: 14 });
});

it('stays where the place is well seen already', () => {
  const near = { ...CITY, zoom: 15 };
  expect(flightTo(near, SIZE, [118.801, 32.031])).toBeNull();
  expect(flightTo(near, SIZE, [118.83, 32.031])).toEqual({ longitude: 118.83, latitude: 32.031, zoom: 15 });
  expect(flightTo(near, SIZE, [118.801, 32.05])).not.toBeNull();
});

it('after a flight the place is well seen, and the map is never further away than before', () => {
  const views = fc.record({
    longitude: fc.double({ min: 110, max: 120, noNaN: true }),
    latitude: fc.double({ min: 20, max: 40, noNaN: true }),
    zoom: fc.double({ min: 7, max: 20, noNaN: true }),
  });
  const places = fc.tuple(
    fc.double({ min: 110, max: 120, noNaN: true }),
    fc.double({ min: 20, max: 40, noNaN: true }),
  );
  fc.assert(
    fc.property(views, places, (view, place) => {
      const to = flightTo(view, SIZE, place) ?? view;
      expect(to.zoom).toBeGreaterThanOrEqual(view.zoom);
      expect(flightTo(to, SIZE, place)).toBeNull();
    }),
  );
});
