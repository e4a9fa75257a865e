import gcoord from 'gcoord';
import { describe, expect, it } from 'vitest';
import { createPlaces } from '../../../electron/demo/places.ts';
import { createPlacer } from '../../../shared/pack/placer.ts';
import { randomFor } from '../../../shared/pack/seededRandom.ts';
import { pack, SHIPPED } from '../../unit/pack/packs.ts';

/** About what the demo makes in a hundred days. */
const DRAWS = 100_000;

describe.each(SHIPPED)('the places of the simulated city in %s', (id) => {
  it('lie in a grid on any day, also after a way through GCJ-02 and back', () => {
    const city = pack(id);
    const placer = createPlacer(city);
    const places = createPlaces(city);
    const random = randomFor('places/any-day');
    const outside: [number, number][] = [];
    for (let i = 0; i < DRAWS; i++) {
      const { lon, lat } = places.draw(i % 2 === 0 ? ['metro', 'river', 'old-estate'] : ['alley'], random);
      const [east = 0, north = 0] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
      const [backLon = 0, backLat = 0] = gcoord.transform([east, north], gcoord.GCJ02, gcoord.WGS84);
      const grids = [placer.place({ lon, lat }), placer.place({ lon: backLon, lat: backLat })];
      if (grids.some(({ grid }) => grid === null)) outside.push([lon, lat]);
    }
    expect(outside).toEqual([]);
  });
});
