import { z } from 'zod';
import { LimitUnit } from './limitUnit.ts';
import { Role } from './people.ts';
import { Words } from './whistles.ts';

/** Origin of a number or row: windows show `borrowed` as «参照…» (after another city), `invented` as «示例» (example). */
export const Origin = z.enum(['published', 'borrowed', 'invented']);

/** A time limit with its source, e.g. `{amount: 3, unit: 'work_day', origin: 'borrowed', source: '参照鼓楼'}`. */
export const WhistleLimit = z.object({
  amount: z.number().positive().max(10_000),
  unit: LimitUnit,
  origin: Origin,
  source: z.string().min(1),
});
export type WhistleLimit = z.infer<typeof WhistleLimit>;
const MaybeLimit = WhistleLimit.nullable();

/** A kind of whistle (哨种). */
export const WhistleKind = z.object({
  id: z.string().regex(/^[a-z0-9-]{2,40}$/),
  name: Words,
  description: z.string(),
  origin: Origin,
  source: z.string().min(1),
  /** Who must approve (审签): one role of each list. Empty for kinds that need no approval. */
  approvers: z.array(z.array(Role).min(1)),
  /** Roles that may blow without approval and approve afterwards (应急哨); null for other kinds. */
  emergency: z.object({ roles: z.array(Role).min(1), postApprovers: z.array(Role).min(1) }).nullable(),
  /** Whether the district's centre reviews it before it is blown (研判派哨). */
  triage: z.boolean(),
  /** When the time limit for reporting (报到) starts. */
  arriveFrom: z.enum(['blown', 'signed']),
  limits: z.object({
    approve: MaybeLimit,
    triage: MaybeLimit,
    postApproval: MaybeLimit,
    sign: MaybeLimit,
    contact: MaybeLimit,
    arrive: MaybeLimit,
    object: MaybeLimit,
    rule: MaybeLimit,
    handle: MaybeLimit,
    confirm: MaybeLimit,
    evaluate: MaybeLimit,
    business: MaybeLimit,
  }),
  quorum: z.object({
    /** District leaders who must all report in person (双报到). */
    leaders: z.array(Role),
    /** Joint team 1+1+N: organisation codes of fixed members, and the minimum number of others. */
    team: z.object({ fixed: z.array(z.string()), others: z.int().min(0).max(20) }).nullable(),
  }),
  /** The kind to blow next if this one was not sufficient (哨声升级). */
  upgradesTo: z.string().nullable(),
});
export type WhistleKind = z.infer<typeof WhistleKind>;
