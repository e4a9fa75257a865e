import { existsSync } from 'node:fs';
import type { Bbox } from '../../../shared/contract/common.ts';
import { flippedRow, webMercatorGrid } from '../../../shared/geo/tileGrid.ts';
import { type MbtilesFile, openMbtiles } from '../store/mbtiles.ts';
import { BasemapRefused } from './refused.ts';
import { MAX_TILE_BYTES, recogniseTile, sideOf, type TileBytes, VECTOR_TYPE } from './tileBytes.ts';
import { plainText, type TileFile } from './tileFile.ts';

/** @throws BasemapRefused `basemap-file` */
export function openMbtilesFile(path: string, file: string): TileFile {
  const refused = (reason: 'gone' | 'damaged' | 'format' | 'empty') =>
    new BasemapRefused('basemap-file', { file, reason });
  if (!existsSync(path)) throw refused('gone');
  const read = <A>(act: () => A): A => {
    try {
      return act();
    } catch (error) {
      throw error instanceof BasemapRefused ? error : refused('damaged');
    }
  };
  const recognised = (bytes: Uint8Array): TileBytes => {
    const tile = bytes.byteLength > MAX_TILE_BYTES ? null : recogniseTile(bytes);
    if (tile === null) throw refused('format');
    return tile;
  };
  const db: MbtilesFile = read(() => openMbtiles(path));
  try {
    return read(() => {
      const [zooms, bytes, metadata] = [db.zooms(), db.sample(), db.metadata()];
      if (zooms === null || bytes === null) throw refused('empty');
      const sample = recognised(bytes);
      const vector = sample.type === VECTOR_TYPE;
      return {
        dialect: 'mbtiles',
        format: vector ? 'vector' : 'raster',
        grid: webMercatorGrid(zooms.min, zooms.max, vector ? 512 : (sideOf(sample) ?? 256)),
        bounds: boundsOf(metadata['bounds']),
        name: metadata['name'] ?? null,
        attribution: plainText(metadata['attribution'] ?? null),
        tile: async (zoom, column, row) => {
          const found = read(() => db.tile(zoom, column, flippedRow(row, 2 ** zoom)));
          return found === null ? null : recognised(found);
        },
        close: async () => db.close(),
      };
    });
  } catch (error) {
    db.close();
    throw error;
  }
}

/** `west,south,east,north`; null where that is not what it says. */
function boundsOf(text: string | undefined): Bbox | null {
  const [west, south, east, north, more] = (text ?? '').split(',').map(Number);
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  if (more !== undefined || ![west, south, east, north].every(Number.isFinite)) return null;
  return west < east && south < north ? [west, south, east, north] : null;
}
