import { XMLParser } from 'fast-xml-parser';
import type { TileGrid, TileLevel } from '../../../shared/contract/basemaps.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import { METRES_PER_DEGREE, PIXEL_METRES } from '../../../shared/geo/tileGrid.ts';
import { BasemapRefused } from './refused.ts';

const LISTS = new Set([
  ...['Layer', 'TileMatrixSet', 'TileMatrix', 'TileMatrixSetLink', 'Format', 'Style', 'ResourceURL'],
  ...['Operation', 'Get', 'Constraint', 'Value'],
]);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  isArray: (name) => LISTS.has(name),
});

/** A node of the parsed capabilities: anything. */
type Node = unknown;

export type WmtsFound = {
  title: string;
  template: string;
  grid: TileGrid;
  bounds: Bbox | null;
  datum: 'wgs84' | 'cgcs2000';
  format: 'raster' | 'vector';
  layers: { id: string; title: string }[];
  matrixSets: { id: string; title: string }[];
};

/** Formats of tiles in the order of preference, as their names begin. */
const FORMATS = [
  'image/png',
  'image/webp',
  'image/jpeg',
  'image/jpg',
  'tiles',
  'application/vnd.mapbox-vector-tile',
];

/**
 * A layer of a WMTS and its tiles, from the capabilities (OGC 07-057r7). `address`: where they came from; tiles are asked
 * there in key-value pairs, or by the template of the layer where it offers only that. Entities of the XML stay as they
 * are, but `&amp;` in addresses.
 * @throws BasemapRefused `basemap-unknown`
 */
export function readWmts(
  xml: string,
  address: string,
  wanted: { layer: string | null; matrixSet: string | null },
): WmtsFound | null {
  const root = parsed(xml);
  const contents = at(root, 'Capabilities', 'Contents');
  if (contents === undefined) return null;
  const sets = new Map(
    list(contents, 'TileMatrixSet').map((set) => [text(at(set, 'Identifier')), set] as const),
  );
  const grids = new Map([...sets].map(([id, set]) => [id, gridOf(set)] as const));
  const layers = list(contents, 'Layer')
    .map((node) => ({
      node,
      id: text(at(node, 'Identifier')),
      title: text(at(node, 'Title')) || text(at(node, 'Identifier')),
      sets: list(node, 'TileMatrixSetLink').map((link) => text(at(link, 'TileMatrixSet'))),
      format: FORMATS.flatMap(
        (start) =>
          list(node, 'Format')
            .map(text)
            .find((format) => format.toLowerCase().startsWith(start)) ?? [],
      )[0],
    }))
    .filter(({ id, format }) => id !== '' && format !== undefined);
  if (layers.length === 0) throw new BasemapRefused('basemap-unknown', { reason: 'no-layer' });
  const drawable = layers.filter(({ sets: own }) => own.some((set) => grids.get(set) != null));
  if (drawable.length === 0) throw new BasemapRefused('basemap-unknown', { reason: 'projection' });
  const layer = drawable.find(({ id }) => id === wanted.layer) ?? drawable[0];
  const possible = (layer?.sets ?? []).filter((set) => grids.get(set) != null);
  // Web Mercator needs no change of shape.
  const matrixSet =
    possible.find((set) => set === wanted.matrixSet) ??
    possible.find((set) => grids.get(set)?.grid.unit === 'metre') ??
    possible[0];
  const found = grids.get(matrixSet ?? '');
  if (layer === undefined || matrixSet === undefined || found == null || layer.format === undefined)
    throw new BasemapRefused('basemap-unknown', { reason: 'projection' });
  const styles = list(layer.node, 'Style');
  const style = text(
    at(styles.find((each) => text(at(each, '@isDefault')) === 'true') ?? styles[0], 'Identifier'),
  );
  return {
    title: layer.title,
    template: templateOf(root, address, {
      ...{ node: layer.node, layer: layer.id, style: style || 'default', matrixSet, format: layer.format },
    }),
    grid: found.grid,
    bounds: boundsOf(at(layer.node, 'WGS84BoundingBox')),
    datum: found.datum,
    format: layer.format.startsWith('application') ? 'vector' : 'raster',
    layers: chosenFirst(drawable, layer).map(({ id, title }) => ({ id, title })),
    matrixSets: chosenFirst(possible, matrixSet).map((id) => ({
      ...{ id, title: `${id} (${grids.get(id)?.crs ?? ''})` },
    })),
  };
}

/** The choice that was made stands first, so that a list shows what is used. */
function chosenFirst<A>(all: readonly A[], chosen: A): A[] {
  return [chosen, ...all.filter((each) => each !== chosen)];
}

type Choice = { node: Node; layer: string; style: string; matrixSet: string; format: string };

function parsed(xml: string): Node {
  try {
    return parser.parse(xml) as Node;
  } catch {
    return undefined;
  }
}

function templateOf(root: Node, address: string, choice: Choice): string {
  const { node, layer, style, matrixSet, format } = choice;
  const operations = list(at(root, 'Capabilities', 'OperationsMetadata'), 'Operation');
  const getTile = operations.find((each) => text(at(each, '@name')) === 'GetTile');
  const encodings = list(at(getTile, 'DCP', 'HTTP'), 'Get').flatMap((get) =>
    list(get, 'Constraint').flatMap((constraint) => list(at(constraint, 'AllowedValues'), 'Value').map(text)),
  );
  const resource = list(node, 'ResourceURL').find((each) => {
    const [type, of] = [text(at(each, '@resourceType')), text(at(each, '@format'))];
    return type === 'tile' && (of === '' || of === format);
  });
  const speaksPairs =
    getTile !== undefined &&
    (encodings.length === 0 || encodings.some((each) => each.toUpperCase() === 'KVP'));
  if (resource !== undefined && !speaksPairs) {
    const rest = text(at(resource, '@template')).replaceAll('&amp;', '&');
    return rest
      .replaceAll('{TileMatrixSet}', encodeURIComponent(matrixSet))
      .replaceAll('{Style}', encodeURIComponent(style))
      .replaceAll('{style}', encodeURIComponent(style))
      .replaceAll('{TileMatrix}', '{z}')
      .replaceAll('{TileCol}', '{x}')
      .replaceAll('{TileRow}', '{y}');
  }
  // The host that a server behind a proxy states is often one that only it knows.
  const url = new URL(address);
  const kept = [...url.searchParams].filter(([name]) => !OWN_PARAMETERS.has(name.toLowerCase()));
  const pairs: [string, string][] = [
    ...kept,
    ['SERVICE', 'WMTS'],
    ['REQUEST', 'GetTile'],
    ['VERSION', '1.0.0'],
    ['LAYER', layer],
    ['STYLE', style],
    ['TILEMATRIXSET', matrixSet],
    ['FORMAT', format],
  ];
  const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${url.origin}${url.pathname}?${query}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}`;
}

const OWN_PARAMETERS = new Set([
  ...['service', 'request', 'version', 'layer', 'style', 'tilematrixset', 'format'],
  ...['tilematrix', 'tilerow', 'tilecol'],
]);

type FoundGrid = { grid: TileGrid; datum: 'wgs84' | 'cgcs2000'; crs: string };

/** Null where the projection is not one that can be drawn. */
function gridOf(set: Node): FoundGrid | null {
  const crs = text(at(set, 'SupportedCRS'));
  const code = crs.toUpperCase().endsWith('CRS84') ? 84 : Number(/(\d{1,9})$/.exec(crs)?.[1] ?? '0');
  const unit = [3857, 900_913, 102_100].includes(code)
    ? 'metre'
    : [4326, 4490, 84].includes(code)
      ? 'degree'
      : null;
  if (unit === null) return null;
  const levels: TileLevel[] = [];
  for (const matrix of list(set, 'TileMatrix')) {
    const number = (name: string): number => Number(text(at(matrix, name)));
    const corner = text(at(matrix, 'TopLeftCorner')).trim().split(/\s+/, 3).map(Number);
    const [width, height] = [number('TileWidth'), number('TileHeight')];
    const denominator = number('ScaleDenominator');
    const [first = Number.NaN, second = Number.NaN] = corner;
    const numbers = [first, second, width, denominator, number('MatrixWidth'), number('MatrixHeight')];
    if (width !== height || !numbers.every(Number.isFinite) || denominator <= 0) return null;
    const [left, top] = isLatitudeFirst(unit, crs, first, second) ? [second, first] : [first, second];
    levels.push({
      ...{ id: text(at(matrix, 'Identifier')), left, top, size: width },
      resolution: (denominator * PIXEL_METRES) / (unit === 'degree' ? METRES_PER_DEGREE : 1),
      columns: number('MatrixWidth'),
      rows: number('MatrixHeight'),
    });
  }
  if (levels.length === 0 || levels.length > 40) return null;
  levels.sort((a, b) => b.resolution - a.resolution);
  return {
    grid: { unit, levels },
    datum: code === 4490 ? 'cgcs2000' : 'wgs84',
    crs: code === 84 ? 'CRS84' : `EPSG:${code}`,
  };
}

/** EPSG puts the latitude first, and half of the servers do not: a value beyond 90 is a longitude. */
function isLatitudeFirst(unit: 'metre' | 'degree', crs: string, first: number, second: number): boolean {
  if (unit === 'metre') return false;
  if (Math.abs(first) > 90) return false;
  if (Math.abs(second) > 90) return true;
  return crs.toLowerCase().startsWith('urn:') && !crs.toUpperCase().endsWith('CRS84');
}

function boundsOf(box: Node): Bbox | null {
  const [west, south] = text(at(box, 'LowerCorner')).trim().split(/\s+/, 3).map(Number);
  const [east, north] = text(at(box, 'UpperCorner')).trim().split(/\s+/, 3).map(Number);
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  return [west, south, east, north].every(Number.isFinite) && west < east && south < north
    ? [west, south, east, north]
    : null;
}

function at(node: Node, ...path: string[]): Node {
  let found = node;
  for (const name of path) {
    const one: Node = Array.isArray(found) ? found[0] : found;
    if (typeof one !== 'object' || one === null) return undefined;
    found = Object.hasOwn(one, name) ? Reflect.get(one, name) : undefined;
  }
  return found;
}

function list(node: Node, name: string): Node[] {
  const found = at(node, name);
  return Array.isArray(found) ? found : found === undefined ? [] : [found];
}

/** The text of a node; of one with attributes, that of its content. */
function text(node: Node): string {
  const one: Node = Array.isArray(node) ? node[0] : node;
  if (typeof one === 'string') return one;
  if (typeof one === 'object' && one !== null && '#text' in one) return String(one['#text']);
  return '';
}
