import { z } from 'zod';
import { openDatabase } from './driver.ts';

/** A file of map tiles in SQLite (MBTiles 1.3), opened for reading. */
export type MbtilesFile = {
  /** Rows of the table `metadata`. */
  metadata(): Record<string, string>;
  /** The coarsest and the finest zoom of its tiles; null if it has none. */
  zooms(): { min: number; max: number } | null;
  /** Any one of its tiles. */
  sample(): Uint8Array | null;
  /** `row` counts from the south, as the file counts. */
  tile(zoom: number, column: number, row: number): Uint8Array | null;
  close(): void;
};

const Bytes = z.instanceof(Uint8Array).nullish();

/**
 * Opens an MBTiles file, which may come from anywhere: it is only read, and neither its views nor its triggers may call
 * functions. @throws the driver's error if it is no database or lacks the tables
 */
export function openMbtiles(path: string): MbtilesFile {
  const db = openDatabase(path, { readonly: true, fileMustExist: true }, null);
  try {
    db.pragma('trusted_schema = OFF');
    const tile = db
      .prepare<[number, number, number], unknown>(
        'SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?',
      )
      .pluck();
    const any = db.prepare<[], unknown>('SELECT tile_data FROM tiles LIMIT 1').pluck();
    const zooms = db.prepare<[], { min: unknown; max: unknown }>(
      // Each from one end of the index: both in one statement walk every tile.
      'SELECT (SELECT min(zoom_level) FROM tiles) AS min, (SELECT max(zoom_level) FROM tiles) AS max',
    );
    const metadata = db.prepare<[], { name: unknown; value: unknown }>('SELECT name, value FROM metadata');
    return {
      metadata: () =>
        Object.fromEntries(metadata.all().map(({ name, value }) => [String(name), String(value)])),
      zooms() {
        const found = z.object({ min: z.int().min(0).max(30), max: z.int().min(0).max(30) });
        const read = found.safeParse(zooms.get());
        return read.success ? read.data : null;
      },
      sample: () => Bytes.parse(any.get()) ?? null,
      tile: (zoom, column, row) => Bytes.parse(tile.get(zoom, column, row)) ?? null,
      close: () => void db.close(),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}
