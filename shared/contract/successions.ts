import { z } from 'zod';
import { Refusal, WhistleStage } from './whistles.ts';

const Id = z.string().min(1).max(120);

/** An organisation that the pack has no more (撤并), and what is still open with it. `kind`: of what sort its successor is. */
export const Dissolved = z.object({
  org: z.string(),
  name: z.string(),
  kind: z.enum(['district', 'street', 'department', 'centre']),
  whistles: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      street: z.string(),
      stage: WhistleStage,
      /** It blew it, was summoned, or is only named in it so far. */
      part: z.enum(['street', 'summoned', 'named']),
    }),
  ),
  /** Its operators who are not disabled. */
  people: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Dissolved = z.infer<typeof Dissolved>;
export const DissolvedList = z.object({ items: z.array(Dissolved) });

/** 划转: everything open with `from` goes to `to`; one act on each whistle. `people`: its operators too. */
export const TransferRequest = z.strictObject({
  /** Sent again with the same id, what has been done is not done again. */
  commandId: z.string().regex(/^[A-Za-z0-9_-]{8,80}$/),
  from: Id,
  to: Id,
  reason: z.string().trim().min(1).max(1000),
  people: z.boolean(),
});
export type TransferRequest = z.infer<typeof TransferRequest>;

/** What went over, and which whistles did not and why. */
export const TransferReport = z.object({
  whistles: z.int(),
  people: z.int(),
  refused: z.array(z.object({ id: z.string(), refusal: Refusal })),
});
export type TransferReport = z.infer<typeof TransferReport>;
