import { useEffect, useRef } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { openSignIn } from '../../base/sign-in.ts';
import {
  type BlowFrom,
  handPlace,
  placeIn,
  takeHanded,
  useBlowFrom,
  withoutPlace,
} from '../../live/blowFrom.ts';

/** A place in the address (`blow=lon,lat`) counts once: reloading the window must not open the form again. */
function readAddress(): void {
  const place = placeIn(location.search);
  if (place === null) return;
  handPlace(place, Date.now());
  history.replaceState(history.state, '', `${location.pathname}${withoutPlace(location.search)}`);
}

/** Opens the form for what a map or the address handed over; asks for the PIN first where nobody is signed in. */
export function useHanded(me: SessionState | null, open: (from: BlowFrom) => void): void {
  const handed = useBlowFrom((state) => state.from);
  const latest = useRef(open);
  latest.current = open;
  useEffect(readAddress, []);
  useEffect(() => {
    if (handed === null) return;
    if (me === null) {
      openSignIn(true);
      return;
    }
    const from = takeHanded(Date.now());
    if (from !== null) latest.current(from);
  }, [handed, me]);
}
