import { useEffect, useRef } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { openSignIn } from '../../app/sign-in.ts';
import {
  type BlowPlace,
  handPlace,
  placeIn,
  takePlace,
  useBlowPlace,
  withoutPlace,
} from '../../live/blowPlace.ts';

/** A place in the address (`blow=lon,lat`) counts once: reloading the window must not open the form again. */
function readAddress(): void {
  const place = placeIn(location.search);
  if (place === null) return;
  handPlace(place, Date.now());
  history.replaceState(history.state, '', `${location.pathname}${withoutPlace(location.search)}`);
}

/** Opens the form for a place that a map or the address handed over; asks for the PIN first where nobody is signed in. */
export function usePlaceHanded(me: SessionState | null, open: (place: BlowPlace) => void): void {
  const handed = useBlowPlace((state) => state.place);
  const latest = useRef(open);
  latest.current = open;
  useEffect(readAddress, []);
  useEffect(() => {
    if (handed === null) return;
    if (me === null) {
      openSignIn(true);
      return;
    }
    const place = takePlace(Date.now());
    if (place !== null) latest.current(place);
  }, [handed, me]);
}
