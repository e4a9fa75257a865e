import { z } from 'zod';
import { SentError } from './common.ts';
import { WhistleCommand, type WhistleCommandType } from './whistleCommands.ts';
import { Level, Refusal, WhistleStage } from './whistles.ts';

/** At most so many acts are confirmed together. */
export const BATCH_MAX = 50;

/** Acts that many whistles may need alike, and that ask for nothing else: 签收, 审签. */
export const BATCH_TYPES = ['sign', 'approve'] as const satisfies readonly WhistleCommandType[];
export type BatchType = (typeof BATCH_TYPES)[number];

const Id = z.string().regex(/^[A-Za-z0-9_-]{8,80}$/);
const Pin = z.string().min(4).max(64);

/**
 * POST /api/whistles/commands (批量办理): one act per whistle, confirmed together by the PIN of the signed-in operator. Each has
 * an id of its own, under which it is done once, also where the batch is sent again; one that is refused stops no other.
 */
export const WhistleBatch = z.strictObject({
  batch: Id,
  pin: Pin,
  items: z
    .array(
      z.strictObject({
        whistle: z.string().min(1).max(120),
        command: WhistleCommand.refine(
          ({ type }) => BATCH_TYPES.some((one) => one === type),
          `only ${BATCH_TYPES.join(', ')}`,
        ),
      }),
    )
    .min(1)
    .max(BATCH_MAX)
    .refine((items) => new Set(items.map(({ command }) => command.commandId)).size === items.length, 'ids'),
});
export type WhistleBatch = z.output<typeof WhistleBatch>;
export type WhistleBatchInput = z.input<typeof WhistleBatch>;

const of = { whistle: z.string(), commandId: z.string() };

/** What came of one act; `error`: it could not be tried (no such whistle, its id is used for something else). */
export const BatchResult = z.discriminatedUnion('outcome', [
  z.object({ ...of, outcome: z.literal('done'), seq: z.int(), stage: WhistleStage, level: Level }),
  z.object({ ...of, outcome: z.literal('refused'), refusal: Refusal }),
  z.object({ ...of, outcome: z.literal('error'), error: SentError }),
]);
export type BatchResult = z.infer<typeof BatchResult>;

/** In the order of the items. */
export const BatchAnswer = z.object({ batch: z.string(), results: z.array(BatchResult) });
export type BatchAnswer = z.infer<typeof BatchAnswer>;

/** POST /api/notices/read (全部已阅): confirmed together, one line in the audit for each. */
export const NoticesRead = z.strictObject({
  batch: Id,
  pin: Pin,
  ids: z.array(z.int().positive()).min(1).max(500),
});
/** `read`: those that this made read; others had been before, or are not this operator's. */
export const NoticesReadAnswer = z.object({ read: z.array(z.int()), waiting: z.int() });
