import { create } from 'zustand';

/** Where a whistle is to be blown from, WGS-84. */
export type BlowPlace = { lon: number; lat: number };

const NAME = 'blow';
/** Handed over and not taken (nobody signed in): after this it is no longer what the operator meant. */
const FRESH_MS = 3 * 60_000;

/** `blow=lon,lat` of an address; null where there is none or it cannot be read. */
export function placeIn(search: string): BlowPlace | null {
  const found = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(new URLSearchParams(search).get(NAME) ?? '');
  if (found === null) return null;
  const [lon, lat] = [Number(found[1]), Number(found[2])];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null;
}

/** The address without the place: a reload must not blow again. */
export function withoutPlace(search: string): string {
  const params = new URLSearchParams(search);
  params.delete(NAME);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

type Handed = { place: BlowPlace | null; at: number };

/** A place that the whistle board is to open its form for, handed over by a map in this window. */
export const useBlowPlace = create<Handed>()(() => ({ place: null, at: 0 }));

/** Hands a place over, rounded to a metre: no hand aims more finely. `now` is any clock, ms. */
export function handPlace({ lon, lat }: BlowPlace, now: number): void {
  const round = (degrees: number): number => Math.round(degrees * 100_000) / 100_000;
  useBlowPlace.setState({ place: { lon: round(lon), lat: round(lat) }, at: now });
}

/** Takes it, once; null where there is none or it is stale. */
export function takePlace(now: number): BlowPlace | null {
  const { place, at } = useBlowPlace.getState();
  if (place === null) return null;
  useBlowPlace.setState({ place: null });
  return now - at <= FRESH_MS ? place : null;
}
