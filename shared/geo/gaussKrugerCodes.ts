import type { Crs, PlaneCrs } from '../contract/sources.ts';

/** First code of each run, the degrees between its central meridians, and the first of these (EPSG registry). */
const RUNS = [
  { first: 4491, meridian: 75, step: 6 },
  { first: 4502, meridian: 75, step: 6 },
  { first: 4513, meridian: 75, step: 3 },
  { first: 4534, meridian: 75, step: 3 },
];

/**
 * Central meridian (中央经线) in degrees east of an EPSG code of CGCS2000 / Gauss–Krüger. Zone n of 6° lies at 6n − 3, zone
 * n of 3° at 3n (GB/T 22021). Codes with and without a zone number (带号) in the eastings are alike here, since the value shows
 * whether there is one.
 */
export function centralMeridian(crs: PlaneCrs): number {
  const code = Number(crs.slice('epsg:'.length));
  const run = RUNS.findLast(({ first }) => code >= first) ?? RUNS[0]!;
  return run.meridian + (code - run.first) * run.step;
}

export function isPlaneCrs(crs: Crs): crs is PlaneCrs {
  return crs.startsWith('epsg:');
}

/** The code of a central meridian (a multiple of 3° from 75° to 135°) for eastings without a zone number. */
export function planeCrsAt(meridian: number): PlaneCrs {
  return `epsg:${4534 + (meridian - 75) / 3}`;
}

/** The code of a zone number (带号) in front of eastings: 13 to 23 are zones of 6°, 25 to 45 of 3°. */
export function planeCrsOfZone(zone: number): PlaneCrs {
  return `epsg:${zone < 25 ? 4491 + zone - 13 : 4513 + zone - 25}`;
}
