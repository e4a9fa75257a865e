import { useState } from 'react';
import type { LonLat } from '../../shared/contract/common.ts';
import { useOverridingShortcuts, usePlainKeys } from '../base/keys.ts';
import { focusWindow } from '../ui/focus.ts';
import type { ViewState } from './view.ts';

export type Measuring = {
  /** Null: nothing is measured. */
  places: readonly LonLat[] | null;
  toggle: () => void;
  add: (lon: number, lat: number) => void;
};

/**
 * Measuring on the map (测量): M begins; a click, or Enter for the middle, adds a place, Backspace takes the last one away, Esc
 * ends. `view` is called when a key is pressed.
 */
export function useMeasure(view: () => ViewState | null): Measuring {
  const [places, setPlaces] = useState<readonly LonLat[] | null>(null);
  const toggle = (): void => {
    // Enter must not press the button that was used to come here.
    focusWindow();
    setPlaces((before) => (before === null ? [] : null));
  };
  const add = (lon: number, lat: number): void => setPlaces((before) => [...(before ?? []), [lon, lat]]);
  usePlainKeys({ m: toggle });
  useOverridingShortcuts(({ key }) => {
    if (places === null) return null;
    if (key === 'Escape') return () => setPlaces(null);
    if (key === 'Backspace') return () => setPlaces(places.slice(0, -1));
    if (key !== 'Enter') return null;
    return () => {
      const at = view();
      if (at !== null) add(at.longitude, at.latitude);
    };
  });
  return { places, toggle, add };
}
