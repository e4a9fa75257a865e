import type { BackEntryVouch } from '../../contract/whistleBackEntry.ts';
import type { WhistleEvent } from '../../contract/whistleEvents.ts';
import type { WhistleState } from '../state.ts';

/** Keeps who is named as confirmer of each back-entry (补录), and what they said since; changes `state`. */
export function backEntryEvent(state: WhistleState, event: WhistleEvent): void {
  const { seq, at, backEntry, data, actor } = event;
  if (backEntry !== undefined) {
    const summons = 'summons' in data && typeof data.summons === 'string' ? data.summons : null;
    const { operator, org } = actor;
    state.backEntries = [
      ...(state.backEntries ?? []),
      {
        ...{ entry: seq, summons, by: backEntry.confirmedBy },
        ...{ enteredBy: { operator, org }, vouch: 'named', since: at },
      },
    ];
  }
  if (event.type === 'back-entry-confirmed') vouched(state, event.data.entry, 'confirmed', at);
  if (event.type === 'back-entry-disowned') vouched(state, event.data.entry, 'disowned', at);
}

function vouched(state: WhistleState, entry: number, vouch: BackEntryVouch, since: number): void {
  state.backEntries = (state.backEntries ?? []).map((one) =>
    one.entry === entry ? { ...one, vouch, since } : one,
  );
}
