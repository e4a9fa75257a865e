import type { Theme } from '../../base/prefs.ts';

/** What a feature of a vector tile is drawn as, from the ground up. */
export type Paint = {
  kind: 'fill' | 'line';
  colour: string;
  /** Of a line, px of a tile of 512; 0 for a fill. */
  width: number;
  /** The edge of a road, drawn below all roads; null: none. */
  casing: string | null;
  order: number;
  dash: readonly number[];
};

type Palette = Record<
  | 'ground'
  | 'water'
  | 'green'
  | 'built'
  | 'building'
  | 'casing'
  | 'minor'
  | 'major'
  | 'highway'
  | 'rail'
  | 'border'
  | 'other',
  string
>;

/** Close to the surfaces of the theme (theme.css), so that density, grids and marks stay above it. */
export const PALETTES: Record<Theme, Palette> = {
  dark: {
    ...{ ground: '#171d25', water: '#142a3f', green: '#18291f', built: '#1b222b', building: '#222b36' },
    ...{ casing: '#10151b', minor: '#323d4a', major: '#46535f', highway: '#5f5f4e', rail: '#3d4651' },
    ...{ border: '#56657a', other: '#27303b' },
  },
  light: {
    ...{ ground: '#f3f2ee', water: '#c3d8e6', green: '#dbe7d1', built: '#edebe5', building: '#e2dfd7' },
    ...{ casing: '#cdc8bd', minor: '#ffffff', major: '#fffdf5', highway: '#f6e3b4', rail: '#bdb8ae' },
    ...{ border: '#9a93a5', other: '#dad6cd' },
  },
};

/** Names of layers in the common schemas (OpenMapTiles, Protomaps, Shortbread) and in tiles of surveying offices. */
const LAYERS: Readonly<
  Record<string, 'water' | 'waterway' | 'land' | 'building' | 'road' | 'border' | 'none'>
> = {
  ...{
    water: 'water',
    ocean: 'water',
    water_polygons: 'water',
    waterway: 'waterway',
    water_lines: 'waterway',
  },
  ...{
    physical_line: 'waterway',
    landuse: 'land',
    landcover: 'land',
    land: 'land',
    park: 'land',
    natural: 'land',
  },
  ...{ building: 'building', buildings: 'building', transportation: 'road', roads: 'road', streets: 'road' },
  ...{
    transit: 'road',
    boundary: 'border',
    boundaries: 'border',
    earth: 'none',
    places: 'none',
    place: 'none',
  },
  ...{ poi: 'none', pois: 'none', transportation_name: 'none', water_name: 'none', housenumber: 'none' },
  ...{ mountain_peak: 'none', aerodrome_label: 'none', street_labels: 'none', place_labels: 'none' },
  ...{ water_polygons_labels: 'none', addresses: 'none', boundary_labels: 'none', physical_point: 'none' },
};

const GREEN =
  /^(park|wood|forest|grass|grassland|garden|meadow|scrub|cemetery|golf_course|nature_reserve|recreation_ground|village_green|orchard|farmland|pitch|protected_area)$/;
const HIGHWAY = /^(motorway|trunk|highway|motorway_link|trunk_link)$/;
const MAJOR = /^(primary|secondary|major_road|primary_link|secondary_link)$/;
const MEDIUM = /^(tertiary|medium_road|tertiary_link)$/;
const RAIL = /^(rail|transit|subway|light_rail|tram)$/;
const PATH = /^(path|footway|cycleway|steps|pedestrian|track)$/;

/**
 * How a feature is drawn at a zoom; null: not at all. A layer that no schema knows is drawn thinly, since a map that leaves
 * out what it does not know would look complete.
 */
export function paintOf(
  layer: string,
  shape: 'point' | 'line' | 'polygon',
  properties: Readonly<Record<string, unknown>>,
  zoom: number,
  theme: Theme,
): Paint | null {
  if (shape === 'point') return null;
  const palette = PALETTES[theme];
  const fill = (colour: string, order: number): Paint => ({
    ...{ kind: 'fill', colour, width: 0, casing: null, order, dash: [] },
  });
  const line = (
    colour: string,
    width: number,
    casing: string | null,
    order: number,
    dash: readonly number[] = [],
  ) => ({ kind: 'line', colour, width, casing, order, dash }) satisfies Paint;
  const what = Object.hasOwn(LAYERS, layer) ? LAYERS[layer] : undefined;
  const kind = String(
    properties['class'] ?? properties['kind'] ?? properties['pmap:kind'] ?? properties['type'] ?? '',
  );
  switch (what) {
    case 'none':
      return null;
    case 'water':
      return shape === 'polygon' ? fill(palette.water, 2) : line(palette.water, 1.5, null, 2);
    case 'waterway':
      return line(palette.water, zoom >= 13 ? 2 : 1, null, 2);
    case 'land':
      if (shape !== 'polygon') return null;
      return fill(GREEN.test(kind) || layer === 'park' ? palette.green : palette.built, 1);
    case 'building':
      return zoom < 14 || shape !== 'polygon' ? null : fill(palette.building, 3);
    case 'border':
      return line(palette.border, 1.2, null, 8, [6, 4]);
    case 'road': {
      if (shape === 'polygon') return fill(palette.built, 3);
      // A road is as wide as one at the middle zooms, and grows with the ground from there on.
      const grown = 2 ** Math.max(0, (zoom - 13) * 0.55);
      if (RAIL.test(kind)) return zoom < 12 ? null : line(palette.rail, 1.2 * grown ** 0.5, null, 4, [5, 3]);
      if (PATH.test(kind)) return zoom < 15 ? null : line(palette.minor, 1, null, 4, [2, 2]);
      if (HIGHWAY.test(kind)) return line(palette.highway, 3 * grown, palette.casing, 7);
      if (MAJOR.test(kind)) return zoom < 10 ? null : line(palette.major, 2.2 * grown, palette.casing, 6);
      if (MEDIUM.test(kind)) return zoom < 12 ? null : line(palette.major, 1.6 * grown, palette.casing, 5);
      return zoom < 13 ? null : line(palette.minor, 1.1 * grown, zoom >= 15 ? palette.casing : null, 4);
    }
    default:
      return shape === 'polygon' ? fill(palette.other, 1) : line(palette.other, 1, null, 3);
  }
}

/** A name on the map; the rank says who gives way: less is more important. */
export type NameRank = { text: string; rank: number; kind: 'place' | 'road' | 'water' };

/** The name of a feature and how important it is; null where it has none that is shown at this zoom. */
export function nameOf(
  layer: string,
  shape: 'point' | 'line' | 'polygon',
  properties: Readonly<Record<string, unknown>>,
  zoom: number,
): NameRank | null {
  const text = nameText(properties);
  if (text === null) return null;
  const kind = String(
    properties['class'] ?? properties['kind'] ?? properties['pmap:kind'] ?? properties['type'] ?? '',
  );
  const isRoad = ['transportation_name', 'roads', 'transportation', 'street_labels', 'streets'].includes(
    layer,
  );
  if (isRoad && shape === 'line') {
    const rank = HIGHWAY.test(kind) ? 20 : MAJOR.test(kind) ? 30 : MEDIUM.test(kind) ? 40 : 50;
    const from = rank <= 30 ? 12 : rank === 40 ? 14 : 15;
    return zoom >= from && !PATH.test(kind) && !RAIL.test(kind) ? { text, rank, kind: 'road' } : null;
  }
  if (shape !== 'point') return null;
  if (['place', 'places', 'place_labels'].includes(layer)) {
    const wide = /^(country|state|province|region)$/.test(kind);
    const rank = /^(city|locality)$/.test(kind) ? 5 : /^(town|suburb|district)$/.test(kind) ? 10 : 25;
    return wide || (rank === 25 && zoom < 14) ? null : { text, rank, kind: 'place' };
  }
  if (layer.startsWith('water')) return zoom >= 12 ? { text, rank: 28, kind: 'water' } : null;
  // Points of interest are many: only near, and after everything else.
  return layer.startsWith('poi') && zoom >= 16 ? { text, rank: 60, kind: 'place' } : null;
}

function nameText(properties: Readonly<Record<string, unknown>>): string | null {
  for (const key of ['name:zh-Hans', 'name:zh', 'name', 'NAME', '名称']) {
    const value = properties[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, 24);
  }
  return null;
}
