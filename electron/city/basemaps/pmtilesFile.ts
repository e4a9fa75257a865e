import { type FileHandle, open } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { Compression, PMTiles, SharedPromiseCache, TileType } from 'pmtiles';
import { z } from 'zod';
import { toGridUnits, webMercatorGrid } from '../../../shared/geo/tileGrid.ts';
import { BasemapRefused } from './refused.ts';
import { MAX_TILE_BYTES, recogniseTile, sideOf } from './tileBytes.ts';
import { plainText, type TileFile } from './tileFile.ts';

/** Bytes of the largest directory or metadata that is unpacked. */
const MAX_UNPACKED = 32 * 1024 * 1024;
const Metadata = z.object({
  name: z.string().nullish().catch(null),
  attribution: z.string().nullish().catch(null),
});

/** @throws BasemapRefused `basemap-file` */
export async function openPmtiles(path: string, file: string): Promise<TileFile> {
  const refused = (reason: 'damaged' | 'format' | 'empty' | 'compression') =>
    new BasemapRefused('basemap-file', { file, reason });
  const handle = await open(path, 'r').catch(() => {
    throw new BasemapRefused('basemap-file', { file, reason: 'gone' });
  });
  const unpack = async (packed: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> => {
    if (compression === Compression.None || compression === Compression.Unknown) return packed;
    if (compression !== Compression.Gzip) throw refused('compression');
    const bytes = gunzipSync(packed, { maxOutputLength: MAX_UNPACKED });
    return new Uint8Array(bytes).buffer;
  };
  const archive = new PMTiles(
    {
      getKey: () => path,
      getBytes: async (offset, length) => ({ data: await readAt(handle, offset, length) }),
    },
    new SharedPromiseCache(200, true, unpack),
    unpack,
  );
  const known = (error: unknown) => (error instanceof BasemapRefused ? error : refused('damaged'));
  try {
    const header = await archive.getHeader();
    if (header.specVersion !== 3) throw refused('damaged');
    const raster = [TileType.Png, TileType.Jpeg, TileType.Webp].includes(header.tileType);
    if (!raster && header.tileType !== TileType.Mvt) throw refused('format');
    if (header.tileCompression !== Compression.None && header.tileCompression !== Compression.Gzip)
      throw refused('compression');
    if (header.numAddressedTiles === 0 && header.numTileEntries === 0) throw refused('empty');
    const said = Metadata.safeParse(await archive.getMetadata());
    const { minZoom, maxZoom, minLon, minLat, maxLon, maxLat } = header;
    const get = async (zoom: number, column: number, row: number) => {
      const found = await archive.getZxy(zoom, column, row);
      if (found === undefined) return null;
      if (found.data.byteLength > MAX_TILE_BYTES) throw refused('format');
      const tile = recogniseTile(new Uint8Array(found.data));
      if (tile === null) throw refused('format');
      return tile;
    };
    const [x, y] = toGridUnits('metre', [(minLon + maxLon) / 2, (minLat + maxLat) / 2]);
    const [level] = webMercatorGrid(minZoom, minZoom, 256).levels;
    const span = level === undefined ? 1 : level.resolution * level.size;
    const sample =
      level === undefined || !raster
        ? null
        : await get(minZoom, Math.floor((x - level.left) / span), Math.floor((level.top - y) / span));
    return {
      dialect: 'pmtiles',
      format: raster ? 'raster' : 'vector',
      grid: webMercatorGrid(minZoom, maxZoom, raster ? ((sample && sideOf(sample)) ?? 256) : 512),
      bounds: minLon < maxLon && minLat < maxLat ? [minLon, minLat, maxLon, maxLat] : null,
      name: (said.success ? said.data.name : null) ?? null,
      attribution: plainText((said.success ? said.data.attribution : null) ?? null),
      tile: (zoom, column, row) =>
        get(zoom, column, row).catch((error: unknown) => {
          throw known(error);
        }),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw known(error);
  }
}

/** Fewer bytes at the end of the file: the first read asks for more than a small file has. */
async function readAt(handle: FileHandle, offset: number, length: number): Promise<ArrayBuffer> {
  if (length > MAX_UNPACKED) throw new Error('a part of the archive is too large');
  const bytes = new Uint8Array(length);
  const { bytesRead } = await handle.read(bytes, 0, length, offset);
  return bytes.buffer.slice(0, bytesRead);
}
