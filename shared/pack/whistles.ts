import { z } from 'zod';
import { Role } from '../contract/people.ts';
import { Level, Words } from '../contract/whistles.ts';
import { LimitUnit } from '../time/workingTime.ts';
import { Provenance } from './provenance.ts';

/** Where a number or a row comes from: `borrowed` is shown as «参照…», `invented` as «示例». */
const Origin = z.enum(['published', 'borrowed', 'invented']);

/** A limit with its source, e.g. `{amount: 3, unit: 'work_day', origin: 'borrowed', source: '参照鼓楼'}`. */
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
  /** Everybody who must approve (审签): one role of each list. Empty for kinds blown at once. */
  approvers: z.array(z.array(Role).min(1)),
  /** Blown without approval, approved afterwards (应急哨); the roles that may. */
  emergency: z.object({ roles: z.array(Role).min(1), postApprovers: z.array(Role).min(1) }).nullable(),
  /** Whether the district's centre looks at it before it is blown (研判派哨). */
  triage: z.boolean(),
  /** From when the time to report counts. */
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
    /** District leaders who must report in person, all of them (双报到). */
    leaders: z.array(Role),
    /** 1+1+N: fixed members and how many others at least. */
    team: z.object({ fixed: z.array(z.string()), others: z.int().min(0).max(20) }).nullable(),
  }),
  /** Kind to blow next where this one was not enough (哨声升级). */
  upgradesTo: z.string().nullable(),
});
export type WhistleKind = z.infer<typeof WhistleKind>;

/** 升级阶梯. `mark` is the used share of a clock: 0.5 half, 1 expired. */
export const Ladder = z.object({
  origin: Origin,
  source: z.string().min(1),
  steps: z.array(z.object({ mark: z.number().positive().max(10), level: Level, card: z.boolean() })).min(1),
  /** Level from the second expiry of one department on. */
  secondExpiry: Level,
  /** A level that lasts this long with something overdue goes up by one; the rung clock starts anew. */
  rungs: z.array(z.object({ level: Level, limit: WhistleLimit })),
  levels: z.array(z.object({ level: Level, name: Words, notify: z.array(Role) })),
});
export type Ladder = z.infer<typeof Ladder>;

/** Behaviour of whistles in a city, without any organisation's code: a preset usable by every pack. */
export const WhistlePreset = z.object({
  format: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{2,60}$/),
  name: Words,
  kinds: z.array(WhistleKind).min(1),
  ladder: Ladder,
  extension: z.object({
    /** Granted ones; refused ones do not count. */
    max: z.int().min(0).max(10),
    /** Who decides the first, the second …; the last entry counts for further ones. */
    approvers: z.array(z.array(Role).min(1)).min(1),
  }),
  /** 报到核验半径, metres. */
  arriveRadius: z.number().positive(),
  duplicates: z.object({ radius: z.number().positive(), hours: z.number().positive() }),
  reopenDays: z.number().positive(),
  suspendMaxDays: z.number().positive().max(366),
  excuses: z.int().min(0),
  /** Chain length from which a stronger kind is suggested. */
  chainSuggests: z.int().min(2),
  /** Blown again within so many days, a closed whistle counts as not solved. */
  solvedDays: z.number().positive(),
  /** 吹哨率, whistles per 1,000 cases: below, the mechanism lies idle; above, everyday work is broken. */
  rateBand: z.object({ low: z.number(), high: z.number(), origin: Origin, source: z.string() }),
  /** Share of the street's ratings in a department's yearly score; null where the city has none. */
  ratingWeight: z
    .object({ share: z.number().min(0).max(1), origin: Origin, source: z.string().min(1) })
    .nullable(),
  provenance: z.array(Provenance).min(1),
});
export type WhistlePreset = z.infer<typeof WhistlePreset>;

/** 事项: what a whistle may be about. */
export const WhistleItem = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  /** 小类 of the catalogue that it belongs to. */
  categories: z.array(z.string()),
  origin: Origin,
  source: z.string().min(1),
});

/** Row of the responsibility list (权责清单). */
export const Responsibility = z.object({
  id: z.string().min(1),
  item: z.string().min(1),
  lead: z.string().min(1),
  co: z.array(z.string()),
  basis: z.string().min(1),
  origin: Origin,
  source: z.string().min(1),
});

/** `whistles.json` of a pack: preset plus the city's lists. */
export const WhistleRules = WhistlePreset.extend({
  items: z.array(WhistleItem),
  responsibilities: z.array(Responsibility),
  /** Items that streets settle themselves («本级可办»): codes of `items`. */
  ownList: z.array(
    z.object({ item: z.string(), handedOverBy: z.string(), origin: Origin, source: z.string().min(1) }),
  ),
});
export type WhistleRules = z.infer<typeof WhistleRules>;
