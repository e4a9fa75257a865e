import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cityBox, inCity, movedTo, planeOf, shapesIn } from '../../../renderer/ui/cityShape.ts';
import { correctedFrom } from '../../../renderer/windows/desk/correctedFrom.ts';
import { fromWgs84 } from '../../../shared/geo/coordinates.ts';

describe('points on the outline of the city', () => {
  const manifest = { bbox: [118, 32, 119, 33] as [number, number, number, number] };
  const outline = {
    type: 'FeatureCollection' as const,
    features: [
      {
        type: 'Feature' as const,
        properties: { name: 'x' },
        geometry: {
          type: 'Polygon' as const,
          coordinates: [
            [
              [118, 32],
              [119, 32],
              [118, 33],
              [118, 32],
            ] as [number, number][],
          ],
        },
      },
    ],
  };
  const city = { manifest, outline };
  it('tells inside from outside by the outline, not its box', () => {
    expect(inCity(city, [118.2, 32.2])).toBe(true);
    expect(inCity(city, [118.9, 32.9])).toBe(false);
  });
  it('moves samples by the shift between two systems', () => {
    expect(movedTo([118.8, 32.02], 'gcj02', 'gcj02')).toEqual([118.8, 32.02]);
    const [lon, lat] = movedTo([118.8, 32.02], 'gcj02', 'wgs84');
    // GCJ-02 lies some 500 m south-east of WGS-84 here.
    expect(Math.hypot((lon - 118.8) * 94_000, (lat - 32.02) * 111_000)).toBeGreaterThan(300);
    const back = movedTo([lon, lat], 'wgs84', 'gcj02');
    expect(back[0]).toBeCloseTo(118.8, 6);
    expect(back[1]).toBeCloseTo(32.02, 6);
  });
  it('keeps far points at the edge of the drawing', () => {
    const plane = planeOf(manifest.bbox);
    expect(plane.dot([118.2, 32.2]).outside).toBe(false);
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (lon, lat) => {
          const { x, y } = plane.dot([lon, lat]);
          expect(x).toBeGreaterThanOrEqual(-12);
          expect(x).toBeLessThanOrEqual(112);
          expect(y).toBeGreaterThanOrEqual(-12);
          expect(y).toBeLessThanOrEqual(plane.height + 12);
        },
      ),
    );
    expect(plane.dot([0, 0]).outside).toBe(true);
  });
  it('draws equal lengths on the ground equally long, and a round scale', () => {
    const plane = planeOf([118, 32, 119, 33]);
    const east = plane.x(118 + 0.1 / Math.cos((32.5 * Math.PI) / 180)) - plane.x(118);
    expect(east).toBeCloseTo(plane.y(32) - plane.y(32.1), 6);
    expect(plane.scale.metres).toBe(20_000);
    expect(plane.scale.length).toBeCloseTo(((plane.y(32) - plane.y(32.1)) / 11_119.508) * 20_000, 3);
  });
  it('is drawn as large as its outline, and shapes that reach into a box are found', () => {
    expect(cityBox(city)).toEqual([118, 32, 119, 33]);
    const cells = [city.outline.features[0]!.geometry];
    expect(shapesIn(cells, [118.9, 32.9, 119.1, 33.1])).toEqual(cells);
    expect(shapesIn(cells, [119.1, 32, 119.2, 33])).toEqual([]);
  });
});

describe('the point that the upstream gave', () => {
  it.each([
    ['the same', { x: '118.78', y: '32.02', crs: 'wgs84' }, null],
    ['rounded', { x: '118.7801', y: '32.0199', crs: 'cgcs2000' }, null],
    ['swapped', { x: '32.02', y: '118.78', crs: 'wgs84' }, [32.02, 118.78]],
    ['metres of a grid of its own', { x: '12345.6', y: '-6789', crs: 'wgs84' }, null],
    ['no number', { x: '', y: '32', crs: 'wgs84' }, null],
    ['a system nobody knows', { x: '1', y: '2', crs: 'mars' }, null],
  ])('%s', (_name, originalLocation, expected) => {
    expect(correctedFrom({ originalLocation }, [118.78, 32.02])).toEqual(expected);
  });
  it('is the same place when only the reference system differs', () => {
    const [lon, lat] = fromWgs84(118.78, 32.02, 'gcj02');
    const originalLocation = { x: String(lon), y: String(lat), crs: 'gcj02' };
    expect(correctedFrom({ originalLocation }, [118.78, 32.02])).toBeNull();
    expect(correctedFrom({ originalLocation: null }, [118.78, 32.02])).toBeNull();
  });
});
