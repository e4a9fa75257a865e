import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { fold } from '../../../shared/whistle/evolve/evolve.ts';
import { FOLD_VERSION } from '../../../shared/whistle/frame.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
import type { StoredState, WhistleTable } from '../store/whistleTable.ts';

/**
 * What this program wrote itself is read back as it is: reading a log of a hundred events through the contract costs more
 * than deciding on it. `npm run verify` does read it through the contract.
 */
export function readEvents(lines: readonly string[]): WhistleEvent[] {
  return lines.map((line): WhistleEvent => JSON.parse(line));
}

/** The state as stored, or folded again where another program's fold stored it. */
export function readState(
  table: Pick<WhistleTable, 'events'>,
  id: string,
  stored: Pick<StoredState, 'state' | 'foldVersion'>,
): WhistleState {
  if (stored.foldVersion === FOLD_VERSION) {
    const state: WhistleState = JSON.parse(stored.state);
    return state;
  }
  const state = fold(readEvents(table.events(id, 0)));
  if (state === null) throw new Error(`whistle ${id} has no events`);
  return state;
}

/** Null when there is no such whistle. */
export function loadState(table: Pick<WhistleTable, 'events' | 'state'>, id: string): WhistleState | null {
  const stored = table.state(id);
  return stored === null ? null : readState(table, id, stored);
}
