import type { Point } from '../../../shared/geo/polygon.ts';
import { randomFor } from '../../../shared/pack/seededRandom.ts';
import { type Region, regionCentre, subdivide } from './subdivide.ts';

/** How to divide a street: numbers of communities, comprehensive and dedicated grids, and where dedicated grids lie. */
export type StreetPlan = {
  code: string;
  name: string;
  communities: number;
  comprehensive: number;
  dedicated: number;
  /** Business centres, planar metres; dedicated grids lie in the communities nearest to them. */
  centres: Point[];
};

export type GeneratedGrid = {
  code: string;
  name: string;
  street: string;
  kind: 'comprehensive' | 'dedicated';
  region: Region;
};

/** First serial number of dedicated grids, so that codes of both kinds are unique and have 15 digits. */
const FIRST_DEDICATED = 501;

/** Area of a dedicated grid (a building or a park) as a share of a comprehensive one. */
const DEDICATED_SIZE = 0.4;

/** Divides a street into communities and these into grids. Deterministic for plan and shape. */
export function makeGrids(street: Region, plan: StreetPlan): GeneratedGrid[] {
  const random = randomFor(`grids/${plan.code}`);
  const angle = (random() - 0.5) * 0.5;
  const dedicatedBy = shareDedicated(plan, random);
  const comprehensiveBy = evenShares(plan.comprehensive, plan.communities);
  const weights = comprehensiveBy.map((n, i) => n + DEDICATED_SIZE * (dedicatedBy[i] ?? 0));
  const communities = subdivide(street, weights, angle, random);
  const nearest = [...communities.keys()].sort(
    (a, b) =>
      distanceToCentres(regionCentre(communities[a] ?? []), plan.centres) -
      distanceToCentres(regionCentre(communities[b] ?? []), plan.centres),
  );
  const grids: GeneratedGrid[] = [];
  for (const [i, community] of communities.entries()) {
    // The community nearest to a business centre gets the most dedicated grids.
    const dedicated = dedicatedBy[nearest.indexOf(i)] ?? 0;
    const kinds = shuffledKinds(comprehensiveBy[i] ?? 0, dedicated, random);
    const sizes = kinds.map((kind) => (kind === 'dedicated' ? DEDICATED_SIZE : 0.85 + random() * 0.35));
    const regions = subdivide(community, sizes, angle, random);
    grids.push(...numbered(regions, kinds, plan, i + 1));
  }
  return grids;
}

/**
 * Divides a street into unit grids (单元网格) of about one size, without communities. Deterministic for plan and shape.
 */
export function makeUnitGrids(
  street: Region,
  plan: { code: string; name: string; grids: number },
): GeneratedGrid[] {
  const random = randomFor(`grids/${plan.code}`);
  const angle = (random() - 0.5) * 0.3;
  const sizes = Array.from({ length: plan.grids }, () => 0.85 + random() * 0.3);
  const regions = subdivide(street, sizes, angle, random);
  return readingOrder(regions).map((index, i) => ({
    code: `${plan.code}000${three(i + 1)}`,
    name: `${plan.name}第${two(i + 1)}单元网格`,
    street: plan.code,
    kind: 'comprehensive',
    region: regions[index] ?? [],
  }));
}

function numbered(
  regions: Region[],
  kinds: GeneratedGrid['kind'][],
  plan: StreetPlan,
  community: number,
): GeneratedGrid[] {
  const order = readingOrder(regions);
  const serial = { comprehensive: 0, dedicated: FIRST_DEDICATED - 1 };
  return order.map((index) => {
    const kind = kinds[index] ?? 'comprehensive';
    serial[kind]++;
    const shown = kind === 'dedicated' ? serial.dedicated - FIRST_DEDICATED + 1 : serial.comprehensive;
    const word = kind === 'dedicated' ? '专属第' : '第';
    return {
      code: `${plan.code}${three(community)}${three(serial[kind])}`,
      name: `${plan.name}第${two(community)}社区${word}${two(shown)}网格`,
      street: plan.code,
      kind,
      region: regions[index] ?? [],
    };
  });
}

/** Order of grid numbers: west to east, in bands from north to south (domain.md §2.4). */
function readingOrder(regions: Region[]): number[] {
  const band = 150;
  const centres = regions.map(regionCentre);
  const row = (i: number) => Math.round((centres[i]?.[1] ?? 0) / band);
  return [...regions.keys()].sort(
    (a, b) => row(b) - row(a) || (centres[a]?.[0] ?? 0) - (centres[b]?.[0] ?? 0),
  );
}

/** Dedicated grids per community, in descending order; their sum is the plan's number. */
function shareDedicated(plan: StreetPlan, random: () => number): number[] {
  const raw = Array.from({ length: plan.communities }, (_, i) => (0.5 + random()) / (1 + i * 0.6));
  const total = raw.reduce((a, b) => a + b, 0);
  const shares = raw.map((value) => Math.floor((value / total) * plan.dedicated));
  let left = plan.dedicated - shares.reduce((a, b) => a + b, 0);
  for (let i = 0; left > 0; i = (i + 1) % shares.length, left--) shares[i] = (shares[i] ?? 0) + 1;
  return shares.sort((a, b) => b - a);
}

function evenShares(total: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, i) => Math.floor(((i + 1) * total) / parts) - Math.floor((i * total) / parts),
  );
}

function shuffledKinds(
  comprehensive: number,
  dedicated: number,
  random: () => number,
): GeneratedGrid['kind'][] {
  const kinds: GeneratedGrid['kind'][] = [
    ...Array<'comprehensive'>(comprehensive).fill('comprehensive'),
    ...Array<'dedicated'>(dedicated).fill('dedicated'),
  ];
  for (let i = kinds.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const a = kinds[i];
    const b = kinds[j];
    if (a && b) {
      kinds[i] = b;
      kinds[j] = a;
    }
  }
  return kinds;
}

function distanceToCentres(point: Point, centres: Point[]): number {
  return Math.min(
    Number.MAX_VALUE,
    ...centres.map((centre) => Math.hypot(point[0] - centre[0], point[1] - centre[1])),
  );
}

const two = (n: number) => String(n).padStart(2, '0');
const three = (n: number) => String(n).padStart(3, '0');
