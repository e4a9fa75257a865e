import type { z } from 'zod';
import { connectionErrors, sourceWarnings } from './connection.ts';
import { exchangeErrors, exchangeFindings, exchangeWarnings } from './exchange.ts';
import { outboxErrors } from './outbox.ts';
import { probeFindings } from './probe.ts';
import { pushErrors } from './push.ts';
import { rowNotes, rowReasons } from './rows.ts';

/**
 * Everything that windows show about upstreams and their rows. Some codes also exist in `ERRORS`, where they stand for
 * errors of requests to this service; both were released under these names. Their parameters tell them apart.
 */
export const UPSTREAM = {
  ...connectionErrors,
  ...exchangeErrors,
  ...pushErrors,
  ...sourceWarnings,
  ...exchangeWarnings,
  ...rowReasons,
  ...rowNotes,
  ...probeFindings,
  ...exchangeFindings,
  ...outboxErrors,
};

type Parameters<T, C extends keyof T> = T[C] extends { parameters: infer S extends z.ZodType }
  ? z.output<S>
  : never;

export type ConnectionCode = keyof typeof connectionErrors | keyof typeof exchangeErrors;
export type UpstreamCode = keyof typeof UPSTREAM;
export type UpstreamParameters<C extends UpstreamCode> = Parameters<typeof UPSTREAM, C>;
export type RowReasonCode = keyof typeof rowReasons;
