import { z } from 'zod';
import { CaseStage, CaseStatus } from './cases.ts';
import { Bbox, CommaList } from './common.ts';

/** A stage, or `none` for cases without one. */
export const StageKey = z.enum([...CaseStage.options, 'none']);
export type StageKey = z.infer<typeof StageKey>;

/**
 * How a case that should be closed (应结案) stands: closed within its limit (按期结案), closed after it (超期结案), or open past
 * it (超期未结案). All three together are the denominator of 结案率 and 按期结案率. Cases without a limit, cancelled ones (作废),
 * suspended ones (挂账) and those closed at an unknown time are none of them. domain-2.md §1.2 (a), (e).
 */
export const Punctuality = z.enum(['on-time', 'late', 'unclosed']);
export type Punctuality = z.infer<typeof Punctuality>;

/**
 * The filters that the queue, the heat map, the counts and the histogram share, as query strings.
 * Times are UTC milliseconds or ISO 8601 with a zone; `from` and `to` (exclusive) are on the time of report.
 */
export const CaseFilterQuery = z.object({
  bbox: z
    .string()
    .max(200)
    .transform((text) => text.split(',').map(Number))
    .pipe(Bbox)
    .refine(([w, s, e, n]) => w < e && s < n, 'bbox must be west,south,east,north')
    // A map zoomed far out shows the world more than once, but never more than three times.
    .refine(([w, s, e, n]) => w >= -540 && e <= 540 && s >= -90 && n <= 90, 'bbox must be in degrees')
    .optional(),
  from: z.string().max(40).transform(readTime).pipe(z.number()).optional(),
  to: z.string().max(40).transform(readTime).pipe(z.number()).optional(),
  /** Bounds on the time of closing (结案时间), `closedTo` exclusive; they leave only closed cases. */
  closedFrom: z.string().max(40).transform(readTime).pipe(z.number()).optional(),
  closedTo: z.string().max(40).transform(readTime).pipe(z.number()).optional(),
  punctuality: CommaList.pipe(z.array(Punctuality)).optional(),
  /**
   * Bounds on the moment when a case should be closed at the latest, or was: the earlier of its closing and its limit;
   * `countedTo` exclusive. They leave only cases with a punctuality, each in exactly one month.
   */
  countedFrom: z.string().max(40).transform(readTime).pipe(z.number()).optional(),
  countedTo: z.string().max(40).transform(readTime).pipe(z.number()).optional(),
  status: CommaList.pipe(z.array(CaseStatus)).optional(),
  /** 办理阶段. */
  stage: CommaList.pipe(z.array(StageKey)).optional(),
  /** Category codes; a 大类 code matches all its 小类 (prefix). */
  category: CommaList.optional(),
  org: CommaList.optional(),
  street: CommaList.optional(),
  grid: CommaList.optional(),
  /** Connection ids. */
  source: CommaList.optional(),
  /** 问题来源. */
  channel: CommaList.optional(),
  overdue: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  q: z.string().trim().max(200).optional(),
});

/** The parsed filters; an absent one excludes nothing. */
export type CaseFilter = z.output<typeof CaseFilterQuery>;

/** Sort order: `requested`, `updated`, `due` (earliest limit first); `-` reverses it. Default: newest first. */
export const CaseSort = z.enum(['-requested', 'requested', '-updated', 'updated', 'due', '-due']);
export type CaseSort = z.infer<typeof CaseSort>;

export const CaseListQuery = CaseFilterQuery.extend({
  sort: CaseSort.default('-requested'),
  cursor: z.string().max(200).optional(),
  /** Position in the filtered order, for virtual scrolling; `cursor` takes precedence over it. */
  offset: z.coerce.number().int().nonnegative().optional(),
  /** 0: only the total. */
  limit: z.coerce.number().int().min(0).max(1000).default(100),
});
export type CaseListQuery = z.output<typeof CaseListQuery>;

/** A time without a zone would mean a different moment on each machine, so it is refused. */
const ISO_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * ISO text with a zone, or integer text → UTC ms; NaN for any other text, which the schema then refuses.
 * An unescaped `+` arrives as a space, and is restored.
 */
function readTime(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  const iso = text.trim().replace(/ (?=\d{2}:?\d{2}$)/, '+');
  return ISO_WITH_ZONE.test(iso) ? Date.parse(iso) : Number.NaN;
}
