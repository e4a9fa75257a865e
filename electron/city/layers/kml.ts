import { stat } from 'node:fs/promises';
import { textChunks } from '../sync/file/chunks.ts';
import { sniffFile } from '../sync/file/sniff.ts';
import { parseXml, type XmlValue } from '../sync/parse/xml.ts';
import { type FeatureReading, featureOf, type LayerFile, type RawFeature } from './feature.ts';
import { LayerRefused } from './refused.ts';

/** A document is parsed as one text, which needs several times its size. */
const MAX_BYTES = 200 << 20;
const FIELDS = ['name', 'description', 'address'] as const;
type Element = { [name: string]: XmlValue };

/** Placemarks of a KML document (OGC 12-007r2), in whatever folders. Its coordinates are degrees. @throws LayerRefused */
export async function openKml(path: string, name: string): Promise<LayerFile> {
  if ((await stat(path)).size > MAX_BYTES)
    throw new LayerRefused('layer-file', { file: name, reason: 'too-large' });
  const { encoding } = await sniffFile(path);
  const filled = new Map<string, number>();
  let lost = 0;
  return {
    ...{ format: 'kml', encoding, stated: null },
    fields: () => filled,
    lettersLost: () => lost,
    async *features() {
      const pieces: string[] = [];
      const chunks = textChunks(
        path,
        encoding,
        () => undefined,
        (letters) => (lost = letters),
      );
      for await (const piece of chunks) pieces.push(piece);
      const { value } = parseXml(pieces.join(''));
      for (const placemark of placemarksOf(value)) {
        for (const field of FIELDS)
          if (placemark[field] != null) filled.set(field, (filled.get(field) ?? 0) + 1);
        yield readPlacemark(placemark, (field) => {
          const said = placemark[field];
          return typeof said === 'string' ? said : '';
        });
      }
    },
  };
}

function* placemarksOf(value: XmlValue): Generator<Element> {
  if (value === null || typeof value === 'string') return;
  if (Array.isArray(value)) {
    for (const each of value) yield* placemarksOf(each);
    return;
  }
  for (const [name, child] of Object.entries(value))
    if (name === 'Placemark') {
      for (const each of listOf(child))
        yield typeof each === 'object' && each !== null && !Array.isArray(each) ? each : {};
    } else yield* placemarksOf(child);
}

const KINDS = { Point: 'point', LineString: 'line', LinearRing: 'line', Polygon: 'area' } as const;

function readPlacemark(placemark: Element, text: RawFeature['text']): FeatureReading {
  const found = geometriesOf(placemark);
  const kinds = new Set(found.map(({ kind }) => kind));
  const [kind] = kinds;
  if (kind === undefined) return { refused: hasOther(placemark) ? 'kind' : 'empty' };
  // One of several kinds would be drawn in part and counted as a whole.
  if (kinds.size > 1) return { refused: 'kind' };
  return featureOf(
    kind,
    found.flatMap(({ parts }) => parts),
    text,
  );
}

function geometriesOf(element: Element): { kind: RawFeature['kind']; parts: number[][] }[] {
  return Object.entries(element).flatMap(([name, child]) => {
    if (name === 'MultiGeometry') return listOf(child).flatMap((each) => geometriesOf(elementOf(each)));
    if (!Object.hasOwn(KINDS, name)) return [];
    const kind = KINDS[name as keyof typeof KINDS];
    return listOf(child).map((each) => ({
      kind,
      parts: kind === 'area' ? ringsOf(elementOf(each)) : [coordinatesOf(elementOf(each))],
    }));
  });
}

function ringsOf(polygon: Element): number[][] {
  return ['outerBoundaryIs', 'innerBoundaryIs'].flatMap((boundary) =>
    listOf(polygon[boundary] ?? null)
      .flatMap((each) => listOf(elementOf(each)['LinearRing'] ?? null))
      .map((ring) => coordinatesOf(elementOf(ring))),
  );
}

/** `lon,lat[,height]` with blanks between. */
function coordinatesOf({ coordinates }: Element): number[] {
  if (typeof coordinates !== 'string') return [];
  return coordinates
    .trim()
    .split(/\s+/)
    .flatMap((position) => {
      const [x = '', y = ''] = position.split(',');
      return [x === '' ? Number.NaN : Number(x), y === '' ? Number.NaN : Number(y)];
    });
}

function hasOther(placemark: Element): boolean {
  return ['Track', 'MultiTrack', 'Model'].some((name) => placemark[name] !== undefined);
}

function elementOf(value: XmlValue): Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function listOf(value: XmlValue): XmlValue[] {
  return value === null ? [] : Array.isArray(value) ? value : [value];
}
