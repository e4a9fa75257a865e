import { z } from 'zod';
import { KeyStorage } from '../../shared/errors/keys.ts';

/**
 * Messages between the shell and the service process apart from requests: its start, its failures, and access to keys kept
 * by the operating system, which only the shell can read.
 */
export const ToServiceControl = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    argv: z.array(z.string()),
    secretsKept: z.enum(['os', 'none']),
    secretsStorage: KeyStorage,
    secretsDegraded: z.boolean(),
  }),
  z.object({
    type: z.literal('secret'),
    id: z.int(),
    value: z.string().nullable(),
    error: z.string().nullable(),
  }),
  z.object({ type: z.literal('stop') }),
]);
export type ToServiceControl = z.infer<typeof ToServiceControl>;

export const FromServiceControl = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('failed'), code: z.int(), message: z.string() }),
  z.object({
    type: z.literal('secret'),
    id: z.int(),
    act: z.enum(['get', 'set', 'delete']),
    name: z.string().max(200),
    value: z.string().max(10_000).nullable(),
  }),
]);
export type FromServiceControl = z.infer<typeof FromServiceControl>;
