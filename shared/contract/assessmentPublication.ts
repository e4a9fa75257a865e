import { z } from 'zod';
import { AssessmentTables, UnitKindName } from './assessment.ts';
import { CaseStage } from './cases.ts';
import { Millis } from './common.ts';
import { Punctuality } from './filters.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Reason = z.string().trim().min(4).max(500);
const By = { at: Millis, by: z.string() };

/** A frozen snapshot: SHA-256 of its lines, by which it is named, and of the file, bytes of the file, rows. */
export const SnapshotRef = z.object({ content: Sha256, file: Sha256, bytes: z.int(), rows: z.int() });
export type SnapshotRef = z.infer<typeof SnapshotRef>;

/** What a reviewer says of an appeal. */
const Review = z.object({ ...By, grant: z.boolean(), reason: Reason });

/** An appeal (申诉): the fact stays, and what counts may change. `by`: operator id. */
export const Appeal = z.object({
  id: z.string(),
  caseId: z.string(),
  /** Organisation that appeals. */
  org: z.string(),
  reason: Reason,
  ...By,
  reviews: z.array(Review),
  outcome: z.enum(['open', 'granted', 'refused']),
});
export type Appeal = z.infer<typeof Appeal>;

/** What a correction says of a case: that it counts as on time, or nowhere. */
export const CorrectedAs = z.enum(['on-time', 'left-out']);

const Correction = z.object({ ...By, caseId: z.string(), as: CorrectedAs, reason: Reason, tables: Sha256 });

/**
 * A frozen period: draft (征求意见稿), final (已发布) or withdrawn (撤回). `tables`: SHA-256 of the figures as canonical JSON.
 * Of a published one nothing changes; a correction is added to it.
 */
export const Publication = z.object({
  /** Counts its events. */
  version: z.int(),
  stage: z.enum(['draft', 'final', 'withdrawn']),
  period: z.object({ from: Millis, to: Millis }),
  /** The cut-off (截止时间): cases were judged as they stood then. */
  asOf: Millis,
  frozen: z.object(By),
  snapshot: SnapshotRef,
  tables: Sha256,
  /** Last moment for appeals, included. */
  appealsUntil: Millis,
  appeals: z.array(Appeal),
  published: z.object({ ...By, tables: Sha256 }).nullable(),
  withdrawn: z.object({ ...By, reason: Reason }).nullable(),
  corrections: z.array(Correction),
});
export type Publication = z.infer<typeof Publication>;

/** What the signed-in operator may do with one now. */
export const PublicationRights = z.object({
  freeze: z.boolean(),
  appeal: z.boolean(),
  review: z.boolean(),
  publish: z.boolean(),
  correct: z.boolean(),
});

const Listed = Publication.extend({ id: z.string() });
export const PublicationList = z.object({
  now: Millis,
  /** Newest period first. */
  items: z.array(Listed),
  mayFreeze: z.boolean(),
});
export type PublicationList = z.infer<typeof PublicationList>;

/** A publication with its figures: as frozen, and as they count after granted appeals and corrections. */
export const PublicationDetail = Listed.extend({
  now: Millis,
  rights: PublicationRights,
  fact: AssessmentTables,
  counted: AssessmentTables,
  /** Names of units as they were. */
  names: z.record(z.string(), z.string()),
});
export type PublicationDetail = z.infer<typeof PublicationDetail>;

export const FreezeRequest = z
  .strictObject({
    from: Millis,
    to: Millis,
    /** Null: the end of the period. */
    asOf: Millis.nullable(),
  })
  .refine(({ from, to }) => from < to, 'from before to');
export const AppealRequest = z.strictObject({ caseId: z.string().min(1).max(300), reason: Reason });
export const ReviewRequest = z.strictObject({
  appeal: z.string().min(1).max(100),
  grant: z.boolean(),
  reason: Reason,
});
/** `seen`: the version that the operator saw. */
export const PublishRequest = z.strictObject({ seen: z.int() });
export const CorrectRequest = z.strictObject({
  seen: z.int(),
  caseId: z.string().min(1).max(300),
  as: CorrectedAs,
  reason: Reason,
});
export const WithdrawRequest = z.strictObject({ reason: Reason });

/** Rows of a frozen figure. */
export const SnapshotRowsQuery = z.strictObject({
  kind: UnitKindName.optional(),
  /** Empty: cases of no unit. */
  unit: z.string().max(200).optional(),
  count: z.enum(['accepted', 'due', 'closed', 'closedOnTime', 'late', 'unclosed']),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export type SnapshotRowsQuery = z.output<typeof SnapshotRowsQuery>;
export const SnapshotRows = z.object({
  total: z.int(),
  rows: z.array(
    z.object({
      id: z.string(),
      requestedAt: Millis,
      dueAt: Millis.nullable(),
      closedAt: Millis.nullable(),
      stage: CaseStage.nullable(),
      standing: Punctuality.nullable(),
      street: z.string().nullable(),
      org: z.string().nullable(),
    }),
  ),
});
export type SnapshotRows = z.infer<typeof SnapshotRows>;
