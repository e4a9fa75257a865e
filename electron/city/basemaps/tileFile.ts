import type { TileGrid } from '../../../shared/contract/basemaps.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import type { TileBytes } from './tileBytes.ts';

/** A file of tiles that is open. Zooms and columns as on the web, rows from the north. */
export type TileFile = {
  dialect: 'pmtiles' | 'mbtiles';
  format: 'raster' | 'vector';
  grid: TileGrid;
  bounds: Bbox | null;
  name: string | null;
  attribution: string | null;
  /** Null: the file has no such tile. @throws BasemapRefused if it cannot be read */
  tile(zoom: number, column: number, row: number): Promise<TileBytes | null>;
  close(): Promise<void>;
};

/** Attributions are often written as HTML; windows show text. */
export function plainText(html: string | null): string | null {
  if (html === null) return null;
  let text = '';
  let inTag = false;
  for (const letter of html) {
    if (letter === '<') inTag = true;
    else if (letter === '>') inTag = false;
    else if (!inTag) text += letter;
  }
  const entities: Record<string, string> = { '&copy;': '©', '&amp;': '&', '&nbsp;': ' ', '&quot;': '"' };
  for (const [entity, letter] of Object.entries(entities)) text = text.replaceAll(entity, letter);
  return text.trim().slice(0, 300);
}
