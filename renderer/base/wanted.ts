import { create } from 'zustand';
import type { Place } from './connections-place.ts';

/** What another window of the bundle leads to here (a source, the quarantine); taken once. */
export const useWantedPlace = create<{ place: Place | null }>()(() => ({ place: null }));

export function wantPlace(place: Place | null): void {
  useWantedPlace.setState({ place });
}
