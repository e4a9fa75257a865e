import { useEffect, useMemo, useState } from 'react';
import { useKeys } from '../base/keys.ts';
import { focusWindow } from '../ui/focus.ts';
import { blowAt } from './openBoard.ts';
import type { ViewState } from './view.ts';

/**
 * Blowing from a place (选点吹哨): B shows a cross at the middle; a click anywhere, or Enter for the middle, opens the form
 * of the board there. Esc leaves. `view` is asked when a key is pressed.
 */
export function useCrosshair(
  enabled: boolean,
  view: () => ViewState | null,
): { aiming: boolean; toggle: () => void; take: (lon: number, lat: number) => void } {
  const [aiming, setAiming] = useState(false);
  const on = enabled && aiming;
  const keys = useMemo(() => {
    const plain = (run: () => void) => (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      run();
    };
    return { b: plain(() => setAiming((before) => !before)) };
  }, []);
  useKeys(keys);
  useEffect(() => {
    if (!on) return;
    // Enter must not press the button that was used to come here.
    focusWindow();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      setAiming(false);
      const at = view();
      if (event.key === 'Enter' && at !== null) blowAt(at.longitude, at.latitude);
    };
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, [on, view]);
  return {
    aiming: on,
    toggle: () => setAiming(!aiming),
    take: (lon, lat) => {
      setAiming(false);
      blowAt(lon, lat);
    },
  };
}
