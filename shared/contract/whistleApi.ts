import { z } from 'zod';
import { Millis, Revision, SentError } from './common.ts';
import { CaseFilterQuery } from './filters.ts';
import { Role } from './people.ts';
import { WhistleDraft } from './whistleCommands.ts';
import { CaseSnapshot } from './whistleEventParts.ts';
import { WhistleStage, Words } from './whistles.ts';

/** POST /api/whistles: the `draft` command, which creates the whistle (拟哨). */
export const WhistleCreate = z.strictObject({
  commandId: z.string().regex(/^[A-Za-z0-9_-]{8,80}$/),
  type: z.literal('draft').default('draft'),
  as: Role.nullable().default(null),
  seen: z.int().nonnegative().nullable().default(null),
  draft: WhistleDraft,
  parent: z.string().min(1).max(120).nullable().default(null),
});

/** A place or a case; an item narrows the departments. */
export const SuggestQuery = z
  .strictObject({
    lon: z.coerce.number().min(-180).max(180).optional(),
    lat: z.coerce.number().min(-90).max(90).optional(),
    caseId: z.string().min(1).max(200).optional(),
    category: z.string().min(1).max(60).optional(),
    item: z.string().min(1).max(60).optional(),
  })
  .refine(
    ({ lon, lat, caseId }) => caseId !== undefined || (lon !== undefined && lat !== undefined),
    'lon and lat, or caseId',
  );

const Origin = z.enum(['published', 'borrowed', 'invented']);

/** What the console proposes for a whistle blown here. Proposals only: the street decides. */
export const Suggestion = z.object({
  case: CaseSnapshot.nullable(),
  /** `approximate`: the pack draws this border only as a sketch. */
  street: z.object({ code: z.string(), name: z.string(), approximate: z.boolean() }).nullable(),
  /** Other streets at whose border the place lies (联合街道), nearest first; absent where there are none. `metres` 0: inside. */
  border: z.array(z.object({ code: z.string(), name: z.string(), metres: z.int() })).optional(),
  grid: z.string().nullable(),
  address: z.string().nullable(),
  category: z.string().nullable(),
  /** Items of the category, or the requested one. `ownList`: the street can handle it itself (本级可办). */
  items: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      origin: Origin,
      source: z.string(),
      ownList: z.object({ handedOverBy: z.string(), origin: Origin, source: z.string() }).nullable(),
    }),
  ),
  /** From the responsibility lists (权责清单), the lead of each row first. */
  departments: z.array(
    z.object({
      org: z.string(),
      part: z.enum(['lead', 'co']),
      /** Row of the responsibility list, and its legal basis. */
      row: z.string(),
      item: z.string(),
      basis: z.string(),
      origin: Origin,
      source: z.string(),
    }),
  ),
  /** Open whistles nearby, and those that the case is already linked to. */
  duplicates: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      street: z.string(),
      kind: z.string(),
      stage: WhistleStage,
      createdAt: Millis,
      /** Metres; null for one found by the case alone. */
      distance: z.number().nullable(),
      sameCategory: z.boolean(),
      sameCase: z.boolean(),
    }),
  ),
  /** Reasons against blowing this whistle: `own-level`, `duplicate`, `outside`. */
  warnings: z.array(SentError),
});
export type Suggestion = z.infer<typeof Suggestion>;

/** The code that the street shows on site (扫码报到), and the time at which the next one replaces it. */
export const CheckInCode = z.object({ code: z.string(), until: Millis });
export type CheckInCode = z.infer<typeof CheckInCode>;

/** A stored photo or document, named by the SHA-256 of its content. */
export const Attachment = z.object({
  hash: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
});
export type Attachment = z.infer<typeof Attachment>;
export const AttachmentQuery = z.strictObject({ filename: z.string().trim().min(1).max(200) });

/** With it a window's photos and players fetch files for as long as the session lasts. */
export const ViewTicket = z.object({ ticket: z.string() });
/** `preview`: a JPEG of a photo that browsers cannot show. */
export const ViewQuery = z.strictObject({
  ticket: z.string().min(1).max(100),
  as: z.enum(['file', 'preview']).default('file'),
});

/** A period (`to` exclusive), UTC ms or ISO 8601 with a zone, and optionally some streets. */
export const IndicatorQuery = CaseFilterQuery.pick({ from: true, to: true, street: true });

/** A figure with its numerator, denominator, rule and the rows behind each (domain.md §3.2). */
export const WhistleIndicators = z.object({
  from: Millis,
  to: Millis,
  /** Cases reported in the period, for the 吹哨率. */
  cases: z.int(),
  items: z.array(
    z.object({
      id: z.string(),
      name: Words,
      /** ratio and score 0…1; length in ms. */
      unit: z.enum(['ratio', 'count', 'length', 'score', 'per-thousand']),
      numerator: z.number(),
      denominator: z.number(),
      value: z.number().nullable(),
      rule: Words,
      /** Whistles `w-…`, or summonses `w-…/s1`. */
      numeratorIds: z.array(z.string()),
      denominatorIds: z.array(z.string()),
      /** Of the numerator: overdue when it happened, and exempt (不计) since; shown beside the numerator, `9（1）`. */
      exemptIds: z.array(z.string()),
      band: z.object({ low: z.number(), high: z.number(), source: z.string() }).nullable(),
    }),
  ),
  /** The whistles to which the items refer, so that a window need not request each one. */
  rows: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      street: z.string(),
      kindName: z.string(),
      stage: WhistleStage,
      createdAt: Millis,
      summonses: z.array(z.object({ id: z.string(), org: z.string() })),
    }),
  ),
});
export type WhistleIndicators = z.infer<typeof WhistleIndicators>;

/** Whistles have changed: ids and event types only, no texts or people. Windows request what they show. */
export const WhistlesEvent = z.object({
  type: z.literal('whistle'),
  revision: Revision,
  at: Millis,
  /** Number of the newest event over all whistles: grows with every change. */
  seq: z.int(),
  ids: z.array(z.string()),
  /** Event types that happened. */
  what: z.array(z.string()),
  /** More whistles than listed in `ids` have changed. */
  more: z.boolean(),
});
