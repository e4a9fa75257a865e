import type { WhistleEvent } from '../../contract/whistleEvents.ts';
import type { StoredAppeal, WhistleState } from '../state.ts';

/** Applies an event to the appeals (申诉); changes `state`, which `evolve` has copied. */
export function appealEvent(state: WhistleState, event: WhistleEvent): void {
  const { at, actor } = event;
  const principal = actor.onBehalfOf === undefined ? {} : { for: actor.onBehalfOf.operator };
  switch (event.type) {
    case 'appealed':
    case 'exemption-proposed': {
      const { appeal: id, review, ...given } = event.data;
      const direct = event.type === 'exemption-proposed';
      state.appeals = [
        ...state.appeals,
        {
          ...given,
          ...{ id, by: actor.operator, org: actor.org, at, ...principal },
          origin: direct ? 'command' : 'department',
          stage: direct ? 'second' : 'first',
          ...{ first: null, second: null },
          review: { ...review, since: at },
          told: [review.org],
        },
      ];
      return;
    }
    case 'appeal-reviewed': {
      const { step, accept, reason, next } = event.data;
      const { operator: by, role, org } = actor;
      const review = { by, role, org, at, accept, reason, ...principal };
      change(state, event.data.appeal, (appeal) => ({
        ...appeal,
        ...(step === 'first' ? { first: review } : { second: review }),
        stage: next !== null ? 'second' : accept ? 'granted' : 'refused',
        review: next === null ? null : { ...next, since: at },
        told: next === null ? appeal.told : [...new Set([...appeal.told, next.org])],
      }));
      return;
    }
    case 'appeal-withdrawn':
      change(state, event.data.appeal, (appeal) => ({ ...appeal, stage: 'withdrawn', review: null }));
      return;
    case 'appeal-ended':
      change(state, event.data.appeal, (appeal) => ({ ...appeal, stage: 'moot', review: null }));
      return;
    default:
      return;
  }
}

function change(state: WhistleState, id: string, to: (appeal: StoredAppeal) => StoredAppeal): void {
  state.appeals = state.appeals.map((appeal) => (appeal.id === id ? to(appeal) : appeal));
}
