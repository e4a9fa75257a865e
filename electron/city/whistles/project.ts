import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { ClockBasis } from '../../../shared/whistle/clock.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
import { rowOf, timerRowsOf } from '../store/whistleProjection.ts';
import type { WhistleChange } from '../store/whistleTable.ts';
import { noticesOf } from './notices.ts';

/** All that the events of one command change of one whistle; `state` is the state after them. */
export function changeOf(
  state: WhistleState,
  events: readonly WhistleEvent[],
  basis: ClockBasis,
): WhistleChange {
  return {
    whistle: state.id,
    events,
    row: rowOf(state, basis),
    timers: timerRowsOf(state, basis),
    notices: noticesOf(events),
  };
}
