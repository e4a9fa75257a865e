import { useEffect } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { openDialog, useIntent } from '../../base/intents.ts';
import {
  blowFromPlace,
  blowIntent,
  placeFromSearch,
  type WhistleOrigin,
  withoutPlace,
} from '../../base/whistleIntent.ts';

/** A place in the address (`blow=lon,lat`) counts once: reloading the window must not open the form again. */
function takeAddress(): void {
  const place = placeFromSearch(location.search);
  if (place === null) return;
  blowFromPlace(place, Date.now());
  history.replaceState(history.state, '', `${location.pathname}${withoutPlace(location.search)}`);
}

/** Opens the form for what a map or the address asked for; asks for the PIN first where nobody is signed in. */
export function useBlowIntent(me: SessionState | null, open: (from: WhistleOrigin) => void): void {
  useEffect(takeAddress, []);
  const pending = useIntent(blowIntent, () => me !== null, open);
  useEffect(() => {
    if (pending !== null && me === null) openDialog('signIn');
  }, [pending, me]);
}
