import { z } from 'zod';
import { SentError } from './common.ts';
import { ExchangeTarget, ExchangeView } from './exchange.ts';
import { ProbeReport, UploadReport } from './sources.ts';

/** POST /api/sources/exchange/probe. `view` null: only list what the account may read. */
export const ExchangeProbeRequest = z.strictObject({
  target: ExchangeTarget,
  /** Null: the password that is kept for this source id, if there is one. */
  secret: z.string().max(4000).nullable().default(null),
  view: ExchangeView.nullable().default(null),
});
export type ExchangeProbeRequest = z.infer<typeof ExchangeProbeRequest>;

/** A column that may serve as cursor or key, and why it is proposed. */
const Choice = z.object({ column: z.string(), type: z.string(), why: SentError });

export const ExchangeProbeReport = ProbeReport.pick({
  ok: true,
  steps: true,
  suggested: true,
  skewMs: true,
  crsGuess: true,
}).extend({
  /** Views and tables that the account may read, views first. */
  views: z.array(ExchangeView.extend({ kind: z.enum(['view', 'table']) })),
  /** Columns of the chosen view with samples; those of contact fields are hidden. */
  columns: UploadReport.shape.columns,
  cursors: z.array(Choice),
  keys: z.array(Choice),
  /** Required fields that no column was found for. */
  missing: z.array(z.string()),
  /** Rows of the view; null where counting took too long. */
  rows: z.int().nullable(),
});
export type ExchangeProbeReport = z.infer<typeof ExchangeProbeReport>;
