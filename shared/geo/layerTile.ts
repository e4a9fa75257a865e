/**
 * A tile of layers (图层瓦片) as it is sent: a head as JSON in ASCII, then whole numbers of 32 bits (the build of shapes), then
 * of 16 bits (places), all little-endian. Places are in `TILE_EXTENT` units from the top left of the tile, and reach
 * `TILE_MARGIN` units beyond its sides, so that marks on an edge are whole.
 */
export const TILE_EXTENT = 4096;
export const TILE_MARGIN = 256;

const MAGIC = 0x54_4c_57_43;

/** What a tile has of one layer. */
export type TileLayer = {
  id: string;
  /** Features whose middle lies in the tile; and how many of them are drawn where they lie too close. */
  of: number;
  shown: number;
  /** x, y of each. */
  points: Int16Array;
  /** Shapes too small to be told apart, as x, y of each. */
  specks: Int16Array;
  /** Named points: x, y, and index into `names` of each. */
  named: Int16Array;
  names: string[];
  shapes: TileShape[];
};

export type TileShape = {
  area: boolean;
  /** Empty: none. */
  name: string;
  /** Where the name of an area stands; beyond the tile where another one has it. */
  label: [x: number, y: number];
  /** x, y, x, y … of each line or ring. */
  parts: Int16Array[];
};

type Head = {
  layers: {
    id: string;
    of: number;
    shown: number;
    names: string[];
    points: number;
    specks: number;
    named: number;
    shapes: number;
  }[];
  words: number;
};

export function encodeTile(layers: readonly TileLayer[]): Uint8Array<ArrayBuffer> {
  const words: number[] = [];
  const places: Int16Array[] = [];
  const head: Head = { layers: [], words: 0 };
  for (const { id, of, shown, points, specks, named, names, shapes } of layers) {
    const texts = new Map(names.map((name, index) => [name, index]));
    for (const { area, name, label, parts } of shapes) {
      if (name !== '' && !texts.has(name)) texts.set(name, texts.size);
      words.push(area ? 1 : 0, texts.get(name) ?? -1, ...label, parts.length);
      for (const part of parts) words.push(part.length);
    }
    places.push(points, specks, named, ...shapes.flatMap(({ parts }) => parts));
    head.layers.push({
      ...{ id, of, shown, names: [...texts.keys()], shapes: shapes.length },
      ...{ points: points.length, specks: specks.length, named: named.length },
    });
  }
  head.words = words.length;
  const json = ascii(JSON.stringify(head));
  const text = json.padEnd(Math.ceil(json.length / 4) * 4, ' ');
  const shorts = places.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(8 + text.length + 4 * words.length + 2 * shorts);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, text.length, true);
  for (let i = 0; i < text.length; i++) bytes[8 + i] = text.charCodeAt(i);
  let at = 8 + text.length;
  for (const word of words) {
    view.setInt32(at, word, true);
    at += 4;
  }
  for (const each of places)
    for (const value of each) {
      view.setInt16(at, value, true);
      at += 2;
    }
  return bytes;
}

/** @throws when the bytes are no tile of layers */
export function decodeTile(buffer: ArrayBuffer): TileLayer[] {
  const view = new DataView(buffer);
  if (buffer.byteLength < 8 || view.getUint32(0, true) !== MAGIC) throw new Error('no tile of layers');
  const length = view.getUint32(4, true);
  let text = '';
  for (const code of new Uint8Array(buffer, 8, length)) text += String.fromCharCode(code);
  const head = JSON.parse(text) as Head;
  let word = 8 + length;
  let place = word + 4 * head.words;
  const next = (): number => {
    word += 4;
    return view.getInt32(word - 4, true);
  };
  const take = (count: number): Int16Array => {
    const values = new Int16Array(buffer, place, count);
    place += 2 * count;
    return values;
  };
  return head.layers.map(({ id, of, shown, names, points, specks, named, shapes }) => ({
    ...{ id, of, shown, names },
    ...{ points: take(points), specks: take(specks), named: take(named) },
    shapes: Array.from({ length: shapes }, (): TileShape => {
      const [area, name, x, y, count] = [next(), next(), next(), next(), next()];
      const lengths = Array.from({ length: count }, next);
      return { area: area === 1, name: names[name] ?? '', label: [x, y], parts: lengths.map(take) };
    }),
  }));
}

function ascii(text: string): string {
  return text.replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
