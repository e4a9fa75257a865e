import { createIntent } from './intents.ts';

type LonLat = { lon: number; lat: number };

/** The origin of a new whistle: a place on a map (WGS-84), or a case. */
export type WhistleOrigin = ({ kind: 'place' } & LonLat) | { kind: 'case'; id: string };

/** Asks the whistle board (吹哨台) to open its form. */
export const blowIntent = createIntent<WhistleOrigin>();

/** Requests the form for a place, rounded to a metre, which is as exact as a click on the map. */
export function blowFromPlace({ lon, lat }: LonLat, now: number): void {
  const round = (degrees: number): number => Math.round(degrees * 100_000) / 100_000;
  blowIntent.request({ kind: 'place', lon: round(lon), lat: round(lat) }, now);
}

const PARAMETER = 'blow';

/** `blow=lon,lat` of an address; null where there is none or it cannot be read. */
export function placeFromSearch(search: string): LonLat | null {
  const found = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(
    new URLSearchParams(search).get(PARAMETER) ?? '',
  );
  if (found === null) return null;
  const [lon, lat] = [Number(found[1]), Number(found[2])];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null;
}

/** The address without the place: a reload must not open the form again. */
export function withoutPlace(search: string): string {
  const params = new URLSearchParams(search);
  params.delete(PARAMETER);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
