import { create } from 'zustand';

/** What a whistle is to be blown from: a place on a map (WGS-84), or a case. */
export type BlowFrom = { kind: 'place'; lon: number; lat: number } | { kind: 'case'; id: string };
type Place = { lon: number; lat: number };

const NAME = 'blow';
/** Handed over and not taken (nobody signed in): after this it is no longer what the operator meant. */
const FRESH_MS = 3 * 60_000;

/** `blow=lon,lat` of an address; null where there is none or it cannot be read. */
export function placeIn(search: string): Place | null {
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

type Handed = { from: BlowFrom | null; at: number };

/** What the whistle board is to open its form for, handed over by a map in this window. */
export const useBlowFrom = create<Handed>()(() => ({ from: null, at: 0 }));

/** Hands a place over, rounded to a metre: no hand aims more finely. `now` is any clock, ms. */
export function handPlace({ lon, lat }: Place, now: number): void {
  const round = (degrees: number): number => Math.round(degrees * 100_000) / 100_000;
  useBlowFrom.setState({ from: { kind: 'place', lon: round(lon), lat: round(lat) }, at: now });
}

export function handCase(id: string, now: number): void {
  useBlowFrom.setState({ from: { kind: 'case', id }, at: now });
}

/** Takes it, once; null where there is none or it is stale. */
export function takeHanded(now: number): BlowFrom | null {
  const { from, at } = useBlowFrom.getState();
  if (from === null) return null;
  useBlowFrom.setState({ from: null });
  return now - at <= FRESH_MS ? from : null;
}
