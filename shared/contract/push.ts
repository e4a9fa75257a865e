import { z } from 'zod';

/** Headers of a pushed request (推送). */
export const PUSH_HEADERS = {
  /** When it was signed: seconds since 1970. */
  timestamp: 'x-citywhistle-timestamp',
  /** 16 to 64 letters, digits, `-` and `_` that the sender uses once. */
  nonce: 'x-citywhistle-nonce',
  /** HMAC-SHA256 over `TIMESTAMP\nNONCE\nBODY` by the key, hexadecimal. */
  signature: 'x-citywhistle-signature',
} as const;

/** POST /api/sources/:id/push-key: the only answer that ever holds the key. */
export const PushKey = z.object({
  key: z.string(),
  path: z.string(),
  /** Origin of the entrance from the network, `https://HOST:PORT`; null where there is none. */
  network: z.string().nullable().default(null),
});
export type PushKey = z.infer<typeof PushKey>;

/** POST /api/push/:id: what became of each row, in the order of the body. */
export const PushAnswer = z.object({
  received: z.int(),
  stored: z.int(),
  unchanged: z.int(),
  quarantined: z.int(),
  rows: z.array(
    z.object({
      /** Number of the case at the sender; null where the row has none that can be read. */
      id: z.string().nullable(),
      outcome: z.enum(['stored', 'unchanged', 'quarantined']),
      /** Why a row was quarantined (隔离); null for any other. */
      code: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
export type PushAnswer = z.infer<typeof PushAnswer>;
