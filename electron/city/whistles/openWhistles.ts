import type { CityPack } from '../../../shared/pack/schema.ts';
import { frameOf } from '../../../shared/whistle/frame.ts';
import type { Clock, Logger, Placer } from '../ports.ts';
import type { AssembledStore } from '../store/cityStore.ts';
import { createCheckInCodes } from './checkIn.ts';
import { createWhistles, type Whistles } from './createWhistles.ts';
import type { Committed } from './engine.ts';

export type WhistlesOptions = {
  store: Pick<AssembledStore, 'whistles' | 'whistleQuery' | 'attachments' | 'detail'>;
  pack: CityPack;
  placer: Placer;
  clock: Clock;
  logger: Logger;
  drill: string | null;
  onCommit(committed: Committed): void;
};

/** Whistles over a store and a pack; null where the pack has no rules for them. */
export function openWhistles(options: WhistlesOptions): Whistles | null {
  const { store, pack, placer, clock, logger, drill, onCommit } = options;
  const frame = frameOf(pack);
  if (frame === null) return null;
  return createWhistles({
    frame,
    table: store.whistles,
    query: store.whistleQuery,
    attachments: store.attachments,
    cases: store,
    codes: createCheckInCodes(),
    pack,
    placer,
    clock,
    logger,
    drill,
    onCommit,
  });
}
