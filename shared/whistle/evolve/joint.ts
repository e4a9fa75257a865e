import type { WhistleEvent } from '../../contract/whistleEvents.ts';
import type { JointStreet, WhistleState } from '../state.ts';

/** Applies an event to the second street (联合街道) and to parties outside (邻区); changes `state`, which `evolve` has copied. */
export function jointEvent(state: WhistleState, event: WhistleEvent): void {
  const { at, actor } = event;
  switch (event.type) {
    case 'blown':
      if (state.draft.joint) state.joint = joined(state.draft.joint, at, null);
      return;
    case 'street-joined':
      state.joint = joined(event.data.street, at, event.data.reason);
      return;
    case 'all-submitted':
      if (state.joint) state.joint = { ...state.joint, own: null, other: null, missing: null };
      return;
    case 'street-confirmed': {
      const { joint } = state;
      if (!joint) return;
      const confirmation = { by: actor.operator, at, note: event.data.note };
      const isOther = event.data.street === joint.street;
      state.joint = { ...joint, [isOther ? 'other' : 'own']: confirmation };
      return;
    }
    case 'confirmed':
      if (state.joint && event.data.jointMissing !== undefined)
        state.joint = { ...state.joint, missing: event.data.jointMissing };
      return;
    case 'transferred':
      succeed(state, event.data);
      return;
    case 'outside-called': {
      const { party, name, waiting, ...call } = event.data;
      const before = (state.outside ?? []).find((one) => one.party === party);
      const calls = [...(before?.calls ?? []), { ...call, by: actor.operator, recordedAt: at }];
      const since = waiting ? (before?.waitingSince ?? call.at) : null;
      const rest = (state.outside ?? []).filter((one) => one.party !== party);
      state.outside = [...rest, { party, name, waitingSince: since, calls }];
      return;
    }
    default:
      return;
  }
}

function joined(street: string, since: number, reason: string | null): JointStreet {
  return { street, since, reason, own: null, other: null, missing: null };
}

/** The second street may be dissolved, too; where one street succeeds both, it is alone again. */
function succeed(state: WhistleState, { from, to }: { from: string; to: string }): void {
  if (state.draft.joint === from) state.draft = { ...state.draft, joint: to };
  if (state.draft.joint === state.draft.street) state.draft = { ...state.draft, joint: null };
  if (!state.joint) return;
  if (state.joint.street === from) state.joint = { ...state.joint, street: to };
  if (state.joint.street === state.draft.street) delete state.joint;
}
