import type { CityEvent, CityStatus } from '../../../shared/contract/status.ts';
import { isStatusChange, patchStatus } from './statusChanges.ts';

export type Connection = { state: 'connecting' | 'open' | 'lost'; since: number };

export type LiveState = {
  connection: Connection;
  revision: number;
  /** Null until the first init. */
  status: CityStatus | null;
  /**
   * The service's clock minus this machine's, ms; about zero in a live hall, large in a drill. Null until the service
   * has sent its own: this machine's may be wrong by days, so nothing is compared with it.
   */
  clockOffset: number | null;
  /** When the last event arrived, by this machine's clock; null before the first. */
  lastEventAt: number | null;
};

export const INITIAL_STATE: LiveState = {
  connection: { state: 'connecting', since: 0 },
  revision: 0,
  status: null,
  clockOffset: null,
  lastEventAt: null,
};

export function withConnection(state: LiveState, connection: Connection['state'], since: number): LiveState {
  return { ...state, connection: { state: connection, since } };
}

/**
 * The next state after an event. `init` replaces the state even if its revision is lower (another database was opened);
 * deltas never lower the revision.
 */
export function reduce(state: LiveState, event: CityEvent, machineNow: number): LiveState {
  if (event.type === 'init')
    return {
      ...state,
      revision: event.revision,
      status: event.status,
      clockOffset: event.status.now - machineNow,
      lastEventAt: machineNow,
    };
  const revision = Math.max(state.revision, event.revision);
  const next = { ...state, revision, lastEventAt: machineNow };
  if (state.status === null || !isStatusChange(event)) return next;
  return { ...next, status: { ...patchStatus(state.status, event), revision } };
}

/** The service's time (UTC ms) at this machine's time `machineNow`; null until the service has sent its time. */
export function serviceClock(state: LiveState, machineNow: number): number | null {
  return state.clockOffset === null ? null : machineNow + state.clockOffset;
}
