import { z } from 'zod';
import { Millis, Revision, SentError, StatusVersion } from './common.ts';
import { PostEvent } from './handover.ts';
import { MeetingEvent } from './meeting.ts';
import { OrdersEvent } from './orderViews.ts';
import { OutboxChange, OutboxCounts } from './outbox.ts';
import { SourceStatus } from './sources.ts';
import { WhistlesEvent } from './whistleApi.ts';

/** A warning for the operator: a missing calendar year, a rebuilt database, a plain-text secret file … */
export const Warning = SentError.extend({ severity: z.enum(['info', 'warning', 'error']) });
export type Warning = z.infer<typeof Warning>;

export const CityStatus = z.object({
  revision: Revision,
  /** Includes every `StatusChange` up to this one. */
  version: StatusVersion,
  /** simulated (模拟): demo data only, marked on every window. */
  mode: z.enum(['live', 'simulated', 'drill']),
  pack: z.object({ id: z.string(), name: z.string(), version: z.string() }),
  now: Millis,
  cases: z.object({ total: z.int(), open: z.int(), overdue: z.int() }),
  sources: z.array(SourceStatus),
  outbox: OutboxCounts,
  quarantine: z.object({ waiting: z.int() }),
  warnings: z.array(Warning),
});
export type CityStatus = z.infer<typeof CityStatus>;

/**
 * POST /api/journal/acknowledge: why the journal is not what it was, in the administrator's words, and which warnings were
 * read. A warning of another code stays.
 */
export const JournalAcknowledgement = z.strictObject({
  reason: z.string().trim().min(1).max(500),
  codes: z.array(z.string().max(40)).min(1).max(20),
});
export type JournalAcknowledgement = z.infer<typeof JournalAcknowledgement>;

export const QuarantineEntry = z.object({
  id: z.int(),
  source: z.string(),
  sourceId: z.string().nullable(),
  code: z.string(),
  /** Of `code` (`shared/errors/upstream`). Null: stored by an older version, so only `reason` is known. */
  parameters: z.record(z.string(), z.unknown()).nullable(),
  /** Chinese sentence of `code`. */
  reason: z.string(),
  firstAt: Millis,
  lastAt: Millis,
  times: z.int(),
  /** The row as received, contact fields removed. */
  payload: z.unknown(),
});
export type QuarantineEntry = z.infer<typeof QuarantineEntry>;
export const QuarantineQuery = z.object({
  source: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  offset: z.coerce.number().int().nonnegative().default(0),
});
export const QuarantinePage = z.object({
  items: z.array(QuarantineEntry),
  total: z.int(),
  /** Entries resolved by a later, readable row of the same id: still counted as quarantined, not listed. */
  resolved: z.int().optional(),
  /** Rows by code, with parameters and reason of the newest one. */
  byReason: z.array(
    z.object({
      code: z.string(),
      parameters: z.record(z.string(), z.unknown()).nullable(),
      reason: z.string(),
      count: z.int(),
    }),
  ),
});
export type QuarantinePage = z.infer<typeof QuarantinePage>;
export const RetryReport = z.object({
  outcome: z.enum(['stored', 'unchanged', 'quarantined']),
  /** Why the row stays in quarantine, as in `QuarantineEntry`; null if it was stored. */
  code: z.string().nullable(),
  parameters: z.record(z.string(), z.unknown()).nullable(),
  reason: z.string().nullable(),
});
export type RetryReport = z.infer<typeof RetryReport>;

/** First message of `/api/events`. */
export const InitEvent = z.object({ type: z.literal('init'), revision: Revision, status: CityStatus });
/** Prefix of `ask` when the pushed answer is masked for a wall. */
export const WALL_ANSWER_PREFIX = 'wall ';
/** A GET request (`ask`: its path and query) with its current answer, pushed before a window requests it. */
export const PushedAnswer = z.object({ ask: z.string(), body: z.unknown() });
export type PushedAnswer = z.infer<typeof PushedAnswer>;
/**
 * One committed change. `ids` holds at most 200; `more` is true if there were others. `answers`: figures after the change
 * that windows requested recently; windows request all other figures themselves.
 */
export const CasesEvent = z.object({
  type: z.literal('cases'),
  revision: Revision,
  at: Millis,
  source: z.string(),
  inserted: z.int(),
  updated: z.int(),
  ids: z.array(z.string()),
  more: z.boolean(),
  answers: z.array(PushedAnswer),
});
export type CasesEvent = z.infer<typeof CasesEvent>;
/** A source's state or accounting changed. */
export const SourceEvent = z.object({
  type: z.literal('source'),
  revision: Revision,
  version: StatusVersion,
  status: SourceStatus,
});
export const WarningsEvent = z.object({
  type: z.literal('warnings'),
  revision: Revision,
  version: StatusVersion,
  warnings: z.array(Warning),
});
/** The working calendar has changed: any deadline in an earlier answer may be another now. */
export const CalendarEvent = z.object({ type: z.literal('calendar'), revision: Revision });
export const CityEvent = z.discriminatedUnion('type', [
  InitEvent,
  CasesEvent,
  SourceEvent,
  WarningsEvent,
  WhistlesEvent,
  OrdersEvent,
  PostEvent,
  CalendarEvent,
  MeetingEvent,
  OutboxChange,
]);
export type CityEvent = z.infer<typeof CityEvent>;
/** What changes a part of the status. */
export type StatusChange = Extract<CityEvent, { type: 'source' | 'warnings' | 'outbox' }>;
