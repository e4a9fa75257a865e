import type { WhistleEvent } from '../contract/whistleEvents.ts';
import type { Refusal } from '../contract/whistles.ts';
import type { Decider } from '../journal/decider.ts';
import type { Command, WhistleContext } from './context.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve/evolve.ts';
import type { WhistleState } from './state.ts';

/** Whistles (吹哨) as streams of the journal. */
export const whistleDecider: Decider<WhistleState, Command, WhistleEvent, Refusal, WhistleContext> = {
  kind: 'whistle',
  decide,
  evolve,
};
