import { z } from 'zod';
import { Millis, Provisional, Revision, SentError, Unindexed } from './common.ts';

/** Open or closed: all that Open311 guarantees. */
export const CaseStatus = z.enum(['open', 'closed']);
export type CaseStatus = z.infer<typeof CaseStatus>;

/**
 * The stage of a case (案件): the seven stages of 数字城管 plus the side states (domain.md §2.2, §2.3).
 * Null if the upstream does not provide it; the console never guesses a stage.
 */
export const CaseStage = z.enum([
  'reported',
  'registered',
  'dispatched',
  'handling',
  'checking',
  'closed',
  'suspended',
  'cancelled',
]);
export type CaseStage = z.infer<typeof CaseStage>;

/** Quality of the location; anything but `ok` is shown with the point. */
export const LocationQuality = z.enum(['ok', 'none', 'zero', 'swapped', 'coarse', 'outside', 'fallback']);
export type LocationQuality = z.infer<typeof LocationQuality>;

/**
 * Origin of a deadline: given by the upstream, or computed here from the pack's catalogue or from the length that the upstream
 * stated («3个工作日»).
 */
export const DueBasis = z.enum(['upstream', 'pack', 'stated']);
export type DueBasis = z.infer<typeof DueBasis>;

/** A case in the queue or on the map. Never contains contact data. */
export const CaseSummary = z.object({
  /** `source:source_id`. */
  id: z.string(),
  source: z.string(),
  sourceId: z.string(),
  status: CaseStatus,
  stage: CaseStage.nullable(),
  categoryCode: z.string(),
  categoryName: z.string(),
  title: z.string(),
  address: z.string().nullable(),
  street: z.string().nullable(),
  grid: z.string().nullable(),
  org: z.string().nullable(),
  /** 问题来源: 监督员上报, 12345, 视频 …; the upstream's own word. */
  channel: z.string().nullable(),
  requestedAt: Millis,
  updatedAt: Millis.nullable(),
  closedAt: Millis.nullable(),
  /** Null without a limit, and while the clock of one that is computed here rests (计时暂停). */
  dueAt: Millis.nullable(),
  dueBasis: DueBasis.nullable(),
  /** The length of its limit as its upstream stated it; absent where it gave a moment, or nothing. */
  statedLimit: z.string().optional(),
  /** Absent where the deadline stands. */
  provisional: Provisional.optional(),
  /** Open and past its limit now, or closed after it. */
  overdue: z.boolean(),
  /** How often the case was sent back after a failed check (返工). */
  rework: z.int(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  locationQuality: LocationQuality,
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export const CasePage = z.object({
  items: z.array(CaseSummary),
  total: z.int(),
  nextCursor: z.string().nullable(),
  revision: Revision,
  unindexed: Unindexed,
});
export type CasePage = z.infer<typeof CasePage>;

/** One observed change of a case; `changes` maps field → [before, after]. */
export const CaseHistoryEntry = z.object({
  at: Millis,
  revision: Revision,
  kind: z.enum(['first-seen', 'changed', 'gone', 'returned']),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
});

/**
 * A period in which the clock of a case's limit rests (计时暂停): 挂账, or 待核查. `to` null while it lasts. `basis`: the times
 * were given by the upstream, or observed when the stage changed.
 */
export const CasePause = z.object({
  from: Millis,
  to: Millis.nullable(),
  why: z.enum(['suspended', 'checking']),
  basis: z.enum(['upstream', 'observed']),
});
export type CasePause = z.infer<typeof CasePause>;

/** How a due time was computed from its limit (时限), in steps that an operator can check by hand. */
export const LimitExplanation = z.object({
  basis: DueBasis,
  /** Null while the clock rests (计时暂停). */
  dueAt: Millis.nullable(),
  startAt: Millis,
  /** e.g. `4 工作时`. */
  limit: z.string().nullable(),
  /** Pack row or upstream field it was read from. */
  origin: z.string(),
  steps: z.array(z.string()),
  /** Milliseconds left on the limit's own calendar; negative when past. Null if the calendar lacks a year. */
  remainingMs: z.number().nullable(),
  /** What that calendar counts: every hour (自然时), or working time only (工作时). */
  clock: z.enum(['natural', 'working']).optional(),
  /** Absent where the deadline stands. */
  provisional: Provisional.optional(),
});

/** What the latest import of a case left out or corrected of its row (导入时的更正). */
export const CaseImportNotes = z.object({
  /** Id and file of the import, and when it began. */
  import: z.string(),
  file: z.string(),
  at: Millis,
  notes: z.array(SentError),
});
export type CaseImportNotes = z.infer<typeof CaseImportNotes>;

export const CaseDetail = CaseSummary.extend({
  description: z.string().nullable(),
  statusNotes: z.string().nullable(),
  mediaUrl: z.string().nullable(),
  firstSeenAt: Millis,
  lastSeenAt: Millis,
  goneAt: Millis.nullable(),
  /** Coordinates as received, with their reference system. */
  originalLocation: z.object({ x: z.string(), y: z.string(), crs: z.string() }).nullable(),
  /** Times as received, before they became UTC. */
  originalTimes: z.record(z.string(), z.string()),
  /** Contact data exists, and is not part of this answer. */
  hasContact: z.boolean(),
  history: z.array(CaseHistoryEntry),
  /** In order of their beginning. They move the pack's limits; the upstream's own stands as it gives it. */
  pauses: z.array(CasePause),
  limits: z.array(LimitExplanation),
  /** Why a due time is missing: the working calendar lacks a year. */
  limitGaps: z.array(SentError).optional(),
  /** Absent where it came by no import, or as the row has it. */
  importNotes: CaseImportNotes.optional(),
  /** The row as received, contact fields removed. */
  raw: z.unknown(),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

/** The reason for viewing the contact data of a case; stored in the audit with the operator. */
export const ContactRequest = z.strictObject({ reason: z.string().trim().min(4).max(200) });
export type ContactRequest = z.output<typeof ContactRequest>;

/** Parts of the contact data (联系信息) of a caller that are found in rows, beside the description. */
export const ContactPart = z.enum(['name', 'phone', 'email', 'address', 'identity']);
export type ContactPart = z.infer<typeof ContactPart>;
/**
 * Contact data of a citizen (联系方式). Sent only by the `revealContact` route, to a signed-in operator who gives a reason. Name,
 * telephone, mail, address and identity may hold several values, one a line.
 */
export const CaseContact = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  /** Where the person lives. */
  address: z.string().nullable(),
  /** Number of an identity card (身份证号), a passport or the like. */
  identity: z.string().nullable(),
  /** The description before phone numbers in it were masked; null where none was. */
  originalDescription: z.string().nullable(),
});
export type CaseContact = z.infer<typeof CaseContact>;
