import { describe, expect, it } from 'vitest';
import { namesIn } from '../../../renderer/map/ownLayers/layerNames.ts';
import { decodeTile, encodeTile, TILE_EXTENT, type TileLayer } from '../../../shared/geo/layerTile.ts';

const layer: TileLayer = {
  ...{ id: 'layer-000000000001', of: 12, shown: 3 },
  points: Int16Array.from([0, 0, 4095, 100, -200, 4300]),
  specks: Int16Array.from([7, 8]),
  named: Int16Array.from([2048, 1024, 1, 10, 20, 0]),
  names: ['夫子庙', '“白鹭洲” 𠮷'],
  shapes: [
    {
      area: true,
      name: '白鹭湖',
      label: [2048, 2048],
      parts: [Int16Array.from([0, 0, 4096, 0, 4096, 4096])],
    },
    { area: true, name: '邻片的湖', label: [-1, -1], parts: [Int16Array.from([0, 0, 9, 0, 9, 9])] },
    {
      ...{ area: false, name: '健康路', label: [-1, -1] },
      parts: [Int16Array.from([0, 1024, 100, 1024]), Int16Array.from([4000, 2048, 1000, 2048, 1000, 2000])],
    },
    { area: false, name: '', label: [-1, -1], parts: [Int16Array.from([0, 0, 50, 50])] },
  ],
};

describe('a tile of layers', () => {
  it('comes back as it was sent, Chinese names too', () => {
    const [found, ...others] = decodeTile(encodeTile([layer, { ...layer, id: 'layer-000000000002' }]).buffer);
    expect(others).toHaveLength(1);
    // Names of shapes come after those of points.
    expect({ ...found, names: found?.names.slice(0, 2) }).toEqual(layer);
  });

  it('is told from anything else', () => {
    expect(() => decodeTile(new ArrayBuffer(0))).toThrow('no tile of layers');
    expect(() => decodeTile(new TextEncoder().encode('<html>login</html>').buffer)).toThrow(
      'no tile of layers',
    );
  });

  it('names points below their mark, areas in their middle, and lines along their longest stretch', () => {
    const names = namesIn(layer);
    expect(names.map(({ text, kind }) => [text, kind])).toEqual([
      ['“白鹭洲” 𠮷', 'place'],
      ['夫子庙', 'place'],
      ['白鹭湖', 'place'],
      ['健康路', 'road'],
    ]);
    expect(names[0]?.y).toBeGreaterThan(1024 / TILE_EXTENT);
    expect(names[2]).toMatchObject({ x: 0.5, y: 0.5 });
    expect(names[3]).toMatchObject({ x: 2500 / TILE_EXTENT, y: 0.5, length: 3000 / TILE_EXTENT });
    // Areas and lines before points, where there is room for one.
    expect(Math.max(names[2]?.rank ?? 99, names[3]?.rank ?? 99)).toBeLessThan(names[0]?.rank ?? 0);
  });
});
