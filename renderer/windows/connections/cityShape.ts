import type { PackView } from '../../../shared/contract/packView.ts';
import type { Crs } from '../../../shared/contract/sources.ts';
import { fromWgs84, toWgs84 } from '../../../shared/geo/coordinates.ts';
import { partsHold, partsOf } from '../../../shared/geo/polygon.ts';

export type Place = [lon: number, lat: number];
/** What is needed of a pack. */
type City = { manifest: Pick<PackView['manifest'], 'bbox'>; outline: PackView['outline'] };

/** True when a WGS-84 point lies in the outline of the pack. */
export function inCity(pack: City, [lon, lat]: Place): boolean {
  return pack.outline.features.some((feature) => partsHold(partsOf(feature.geometry), lon, lat));
}

/** Where a WGS-84 point would lie had its original been read as `to` instead of `from`. */
export function movedTo([lon, lat]: Place, from: Crs, to: Crs): Place {
  if (from === to) return [lon, lat];
  const [x, y] = fromWgs84(lon, lat, from);
  return toWgs84(x, y, to);
}

/** The outline and points as an SVG drawing: a box in degrees, longitudes shrunk to their true width. */
export function drawing(pack: City, points: readonly Place[]) {
  const [w, s, e, n] = pack.manifest.bbox;
  const shrink = Math.cos((((s + n) / 2) * Math.PI) / 180);
  const scale = 100 / ((e - w) * shrink);
  const x = (lon: number): number => (lon - w) * shrink * scale;
  const y = (lat: number): number => (n - lat) * scale;
  const paths = pack.outline.features.flatMap((feature) =>
    partsOf(feature.geometry).map((rings) =>
      rings
        .map((ring) => `M${ring.map(([lon, lat]) => `${x(lon).toFixed(2)} ${y(lat).toFixed(2)}`).join('L')}Z`)
        .join(''),
    ),
  );
  const height = (n - s) * scale;
  // Points outside are kept at the edge: they must be seen to be outside, wherever they are.
  const edge = 12;
  const clamp = (value: number, most: number): number => Math.min(Math.max(value, -edge), most + edge);
  return {
    viewBox: `${-edge - 3} ${-edge - 3} ${100 + 2 * edge + 6} ${height + 2 * edge + 6}`,
    paths,
    dots: points.map((point) => ({
      x: clamp(x(point[0]), 100),
      y: clamp(y(point[1]), height),
      inside: inCity(pack, point),
    })),
  };
}
