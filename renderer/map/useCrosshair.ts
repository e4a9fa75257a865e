import { useEffect, useState } from 'react';
import { useOverridingShortcuts, usePlainKeys } from '../base/keys.ts';
import { focusWindow } from '../ui/focus.ts';
import { blowAt } from './openBoard.ts';
import type { ViewState } from './view.ts';

/**
 * Blowing from a place (选点吹哨): B shows a cross at the middle; a click anywhere, or Enter for the middle, opens the form
 * of the board there. Esc cancels. `view` is called when a key is pressed.
 */
export function useCrosshair(
  enabled: boolean,
  view: () => ViewState | null,
): { aiming: boolean; toggle: () => void; pickPlace: (lon: number, lat: number) => void } {
  const [aiming, setAiming] = useState(false);
  const on = enabled && aiming;
  usePlainKeys({ b: () => setAiming((before) => !before) });
  useEffect(() => {
    // Enter must not press the button that was used to come here.
    if (on) focusWindow();
  }, [on]);
  useOverridingShortcuts(({ key }) => {
    if (!on || (key !== 'Enter' && key !== 'Escape')) return null;
    return () => {
      setAiming(false);
      const at = view();
      if (key === 'Enter' && at !== null) blowAt(at.longitude, at.latitude);
    };
  });
  return {
    aiming: on,
    toggle: () => setAiming(!aiming),
    pickPlace: (lon, lat) => {
      setAiming(false);
      blowAt(lon, lat);
    },
  };
}
