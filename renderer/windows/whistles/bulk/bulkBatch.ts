import { z } from 'zod';
import {
  BATCH_TYPES,
  type BatchType,
  type WhistleBatchInput,
} from '../../../../shared/contract/whistleBatch.ts';
import { dropDraft, keepDraft, keptDraft } from '../../../base/formDrafts.ts';
import type { Planned } from './bulkPlan.ts';

/** A batch that was sent or is about to be: its ids stay the same until an answer came. Never the PIN. */
const KeptBatch = z.object({
  type: z.enum(BATCH_TYPES),
  batch: z.string(),
  items: z.array(
    z.object({
      whistle: z.string(),
      subject: z.string(),
      summons: z.string().nullable(),
      commandId: z.string(),
    }),
  ),
});
export type KeptBatch = z.infer<typeof KeptBatch>;

const FORM = 'bulk';

/** A new batch, with ids of `newId`. */
export function newBatch(type: BatchType, possible: readonly Planned[], newId: () => string): KeptBatch {
  return {
    type,
    batch: newId(),
    items: possible.map((one) => ({ ...one, commandId: newId() })),
  };
}

/** What is sent of it; the schema of the service checks it. */
export function batchToSend({ type, batch, items }: KeptBatch, pin: string): WhistleBatchInput {
  return {
    ...{ batch, pin },
    items: items.map(({ whistle, summons, commandId }) => ({
      whistle,
      command: type === 'sign' ? { type, commandId, summons: summons ?? '' } : { type, commandId },
    })),
  };
}

/** A batch of this operator that nobody has answered, and when it was sent (UTC ms); null: there is none. */
export function unansweredBatch(operator: string, now: number): { at: number; batch: KeptBatch } | null {
  const kept = keptDraft(operator, FORM, now);
  const batch = KeptBatch.safeParse(kept?.values);
  return kept === null || !batch.success ? null : { at: kept.at, batch: batch.data };
}

/** Kept in the browser's profile before it is sent, so that a dead window loses no id. */
export function keepBatch(operator: string, batch: KeptBatch, now: number): void {
  keepDraft(operator, FORM, { at: now, values: batch });
}

export function dropBatch(operator: string, now: number): void {
  dropDraft(operator, FORM, now);
}
