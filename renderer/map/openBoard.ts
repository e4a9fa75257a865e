import { goTo } from '../base/navigation.ts';
import { blowFromPlace, blowIntent } from '../base/whistleIntent.ts';
import { openWhistle } from '../live/whistles/selection.ts';

/** Opens the page of a whistle on the board (吹哨台). */
export function openOnBoard(id: string): void {
  goTo('whistles');
  openWhistle(id);
}

/** Opens the form of the board (吹哨台) for a case. */
export function blowCase(id: string): void {
  blowIntent.request({ kind: 'case', id }, Date.now());
  goTo('whistles');
}

/** Opens the form of the board (吹哨台) with a place filled in. */
export function blowAt(lon: number, lat: number): void {
  blowFromPlace({ lon, lat }, Date.now());
  goTo('whistles');
}
