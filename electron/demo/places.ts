import {
  METRES_PER_DEGREE,
  type Parts,
  partsContain,
  partsOf,
  ringCentre,
} from '../../shared/geo/polygon.ts';
import { createShapeIndex, type ShapeIndex } from '../../shared/geo/shapeIndex.ts';
import type { CityPack } from '../../shared/pack/schema.ts';
import { normal, pick, pickWeighted, type Random, randomFor } from '../../shared/pack/seededRandom.ts';
import type { PlaceKind } from './categories.ts';
import { placeNames } from './rhythm.ts';

/** A street with its share of cases, how late they close (1 is average), and the road names used in addresses. */
export type DemoStreet = {
  code: string;
  short: string;
  weight: number;
  lateness: number;
  roads: string[];
  grids: Parts[];
};

/** A place where problems of a kind cluster. `spread` is the standard deviation in metres. */
export type HotSpot = {
  kind: PlaceKind;
  street: number;
  name: string;
  lon: number;
  lat: number;
  spread: number;
  weight: number;
};

export type Spot = { lon: number; lat: number; street: number; words: string; address: string };

export type Places = {
  streets: DemoStreet[];
  hotSpots: HotSpot[];
  /** Draws a location for a problem that clusters at these kinds of places; always inside the city. */
  draw(placeKinds: readonly PlaceKind[], random: Random): Spot;
};

/** Number of random points tried in a grid before its centre is used. */
const INSIDE_ATTEMPTS = 64;

/** Share of a category's cases at hot spots; the rest is spread along the streets. */
const SHARE_AT_HOT_SPOTS = 0.55;

/** Invents roads and hot spots within the pack's real or approximated streets. They are the same for every seed. */
export function createPlaces(pack: CityPack): Places {
  const streets = pack.manifest.streets
    .map((street) => createStreet(pack, street))
    .filter((street) => street.grids.length > 0);
  const index = createShapeIndex(
    pack.grids.features.map((grid) => partsOf(grid.geometry)),
    200_000,
  );
  const inCity: InCity = (lon, lat) => isWellInside(index, lon, lat);
  const hotSpots = streets.flatMap((street, i) => createHotSpots(pack, street, i, inCity));
  const streetSums = runningSums(streets.map((street) => street.weight));
  const byPlaceKinds = new Map<string, { spots: HotSpot[]; sums: number[] }>();
  const spotsFor = (placeKinds: readonly PlaceKind[]) => {
    const key = placeKinds.join();
    let known = byPlaceKinds.get(key);
    if (!known) {
      const spots = hotSpots.filter((spot) => placeKinds.includes(spot.kind));
      known = { spots, sums: runningSums(spots.map((spot) => spot.weight)) };
      byPlaceKinds.set(key, known);
    }
    return known;
  };
  return {
    streets,
    hotSpots,
    draw(placeKinds, random) {
      const { spots, sums } = spotsFor(placeKinds);
      const spot = random() < SHARE_AT_HOT_SPOTS ? spots[pickWeighted(random, sums)] : undefined;
      if (spot) return atHotSpot(spot, streets, inCity, random);
      const street = pickWeighted(random, streetSums);
      return alongStreet(streets[street] ?? streets[0], street, inCity, random);
    },
  };
}

/** Whether a position is within a grid of the city and not closer than `MARGIN_M` to the outer border. */
type InCity = (lon: number, lat: number) => boolean;

/** Distance from the outer border, metres. Rounding and converting to another reference system and back shift a point by decimetres. */
const MARGIN_M = 1;

function isWellInside(index: ShapeIndex, lon: number, lat: number): boolean {
  const dy = MARGIN_M / METRES_PER_DEGREE;
  const dx = dy / Math.cos((lat * Math.PI) / 180);
  const around: [number, number][] = [
    [0, 0],
    [dx, 0],
    [-dx, 0],
    [0, dy],
    [0, -dy],
  ];
  return around.every(([x, y]) => index.find(lon + x, lat + y) >= 0);
}

/** Cumulative sums, for `pickWeighted`. */
export function runningSums(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

function createStreet(pack: CityPack, { code, name }: { code: string; name: string }): DemoStreet {
  const random = randomFor(`places/${pack.manifest.id}/${code}`);
  const short = name.replace(/街道$/, '');
  const grids = pack.grids.features
    .filter((grid) => grid.properties.street === code)
    .map((grid) => partsOf(grid.geometry));
  const stem = short.replace(/路$/, '');
  const roads = ['东路', '西路', '南路', '北路', '大街', '一巷', '三巷', '支路'].map(
    (tail) => `${stem}${tail}`,
  );
  return {
    code,
    short,
    weight: grids.length * (0.7 + 0.7 * random()),
    lateness: 0.55 + 0.9 * random(),
    roads,
    grids,
  };
}

function createHotSpots(pack: CityPack, street: DemoStreet, index: number, inCity: InCity): HotSpot[] {
  const random = randomFor(`hot/${pack.manifest.id}/${street.code}`);
  const dedicated = pack.grids.features.filter(
    (grid) => grid.properties.street === street.code && grid.properties.kind === 'dedicated',
  ).length;
  // Business quarters have many dedicated grids; they get more malls and night markets, other streets more old estates.
  const business = Math.min(1, dedicated / Math.max(1, street.grids.length) / 0.3);
  const kinds: PlaceKind[] = ['metro', 'old-estate', 'market', 'school', 'alley', 'site', 'river'];
  if (business > 0.5) kinds.push('mall', 'night-market', 'metro', 'mall');
  else kinds.push('old-estate', 'old-estate', 'alley');
  if (random() < 0.4) kinds.push('night-market');
  const used = new Map<PlaceKind, number>();
  return kinds.map((kind) => {
    const names = placeNames(kind, pack.manifest.id);
    const nth = used.get(kind) ?? 0;
    used.set(kind, nth + 1);
    const [lon, lat] = insidePoint(pick(random, street.grids), inCity, random);
    return {
      kind,
      street: index,
      name: `${street.short}${names[nth % names.length] ?? ''}`,
      lon,
      lat,
      spread: kind === 'old-estate' || kind === 'river' ? 90 + 60 * random() : 35 + 45 * random(),
      weight: street.weight * (0.4 + 1.6 * random() * random()),
    };
  });
}

function atHotSpot(spot: HotSpot, streets: DemoStreet[], inCity: InCity, random: Random): Spot {
  const metresPerLon = METRES_PER_DEGREE * Math.cos((spot.lat * Math.PI) / 180);
  let lon = spot.lon;
  let lat = spot.lat;
  for (let i = 0; i < 6; i++) {
    const x = spot.lon + (normal(random) * spot.spread) / metresPerLon;
    const y = spot.lat + (normal(random) * spot.spread) / METRES_PER_DEGREE;
    if (!inCity(x, y)) continue;
    lon = x;
    lat = y;
    break;
  }
  const road = pick(random, streets[spot.street]?.roads ?? ['']);
  const address = `${road}${houseNumber(random)}号（${spot.name}附近）`;
  return { lon: rounded(lon), lat: rounded(lat), street: spot.street, words: spot.name, address };
}

function alongStreet(street: DemoStreet | undefined, index: number, inCity: InCity, random: Random): Spot {
  if (!street) throw new RangeError('the pack has no grids to place cases in');
  const grid = pick(random, street.grids);
  // Grid borders follow roads, and two thirds of these cases lie within a few metres of a border.
  const [lon, lat] = random() < 0.66 ? besideBorder(grid, inCity, random) : insidePoint(grid, inCity, random);
  const road = pick(random, street.roads);
  const place = `${road}${houseNumber(random)}号`;
  return {
    lon: rounded(lon),
    lat: rounded(lat),
    street: index,
    words: `${place}${pick(random, ['门前', '附近', '对面', '旁', '路口'])}`,
    address: `${place}附近`,
  };
}

function besideBorder(grid: Parts, inCity: InCity, random: Random): [number, number] {
  const ring = grid[0]?.[0] ?? [];
  for (let attempt = 0; attempt < 4; attempt++) {
    const i = Math.floor(random() * (ring.length - 1));
    const a = ring[i];
    const b = ring[i + 1];
    if (!a || !b) continue;
    const t = random();
    const [x, y] = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    const [cx, cy] = ringCentre(ring);
    const inwards = 0.03 + 0.07 * random();
    const point: [number, number] = [x + (cx - x) * inwards, y + (cy - y) * inwards];
    if (partsContain(grid, ...point) && inCity(...point)) return point;
  }
  return insidePoint(grid, inCity, random);
}

/** A point within the grid. Concave grids need several attempts; their centre may lie outside of them. */
function insidePoint(grid: Parts, inCity: InCity, random: Random): [number, number] {
  const ring = grid[0]?.[0] ?? [];
  const [cx, cy] = ringCentre(ring);
  for (let attempt = 0; attempt < INSIDE_ATTEMPTS; attempt++) {
    const corner = ring[Math.floor(random() * ring.length)];
    if (!corner) break;
    const t = Math.sqrt(random());
    const point: [number, number] = [cx + (corner[0] - cx) * t, cy + (corner[1] - cy) * t];
    if (partsContain(grid, ...point) && inCity(...point)) return point;
  }
  return [cx, cy];
}

function houseNumber(random: Random): number {
  return 1 + Math.floor(random() * random() * 260);
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
