import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { Refusal } from '../../../shared/contract/whistles.ts';
import type { Command } from '../../../shared/whistle/context.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
import type { Streams } from '../journal/openJournal.ts';

/** Whistles as streams of the journal. */
export type WhistleStreams = Streams<WhistleState, Command, WhistleEvent, Refusal>;
/** Read access to them. */
export type WhistleReader = Pick<WhistleStreams, 'load' | 'read' | 'events'>;
