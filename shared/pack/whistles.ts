import { z } from 'zod';
import { Role } from '../contract/people.ts';
import { Origin, WhistleKind, WhistleLimit } from '../contract/whistleKind.ts';
import { Level, Words } from '../contract/whistles.ts';
import { Provenance } from './provenance.ts';

/** Escalation ladder (升级阶梯). `mark` is the elapsed share of a time limit: 0.5 half, 1 expired. */
export const Ladder = z.object({
  origin: Origin,
  source: z.string().min(1),
  steps: z.array(z.object({ mark: z.number().positive().max(10), level: Level, card: z.boolean() })).min(1),
  /** Level from the second expired time limit of one department on. */
  secondExpiry: Level,
  /** A level that lasts this long while something is overdue is raised by one, and the limit starts again. */
  rungs: z.array(z.object({ level: Level, limit: WhistleLimit })),
  levels: z.array(z.object({ level: Level, name: Words, notify: z.array(Role) })),
});
export type Ladder = z.infer<typeof Ladder>;

/** Appeals (申诉, 豁免): time to appeal, and the two reviews, by different persons. */
export const AppealRules = z.object({
  /** From when the mark was recorded. */
  window: WhistleLimit,
  first: z.object({ roles: z.array(Role).min(1), limit: WhistleLimit }),
  second: z.object({ roles: z.array(Role).min(1), limit: WhistleLimit }),
});
export type AppealRules = z.infer<typeof AppealRules>;

const unpublished = (amount: number): WhistleLimit => ({
  ...{ amount, unit: 'work_day', origin: 'invented' },
  source: '示例，未见公开规定，须由本区核定',
});

/**
 * For packs that say nothing of appeals. No published time to appeal was found (domain-2.md §1.5: 3 working days); two
 * reviews, the first by the dispatcher, are practice (domain.md §2.6).
 */
export const DEFAULT_APPEAL: AppealRules = {
  window: unpublished(3),
  first: { roles: ['district-dispatch', 'supervision'], limit: unpublished(1) },
  second: { roles: ['shift-leader', 'vice-district'], limit: unpublished(2) },
};

/**
 * 一肩挑: one person holds two roles of which each must approve. `counts-for-both`: one signature stands for both.
 * `second-leader`: it stands for one of them, and a leader with one of `roles` signs in the other's place.
 */
export const OneHolder = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('counts-for-both'), origin: Origin, source: z.string().min(1) }),
  z.object({
    rule: z.literal('second-leader'),
    roles: z.array(Role).min(1),
    origin: Origin,
    source: z.string().min(1),
  }),
]);
export type OneHolder = z.infer<typeof OneHolder>;

/** For packs that say nothing of it: the stricter way. No published rule was found. */
export const DEFAULT_ONE_HOLDER: OneHolder = {
  ...{ rule: 'second-leader', roles: ['street-leader'], origin: 'invented' },
  source: '示例，未见公开规定，须由本区核定',
};

/** Whistle rules of a city without organisation codes, so that every pack can use them as a preset. */
export const WhistlePreset = z.object({
  format: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{2,60}$/),
  name: Words,
  kinds: z.array(WhistleKind).min(1),
  ladder: Ladder,
  extension: z.object({
    /** Most granted extensions; refused ones do not count. */
    max: z.int().min(0).max(10),
    /** Roles that decide the first, the second … extension; the last entry applies to further ones. */
    approvers: z.array(z.array(Role).min(1)).min(1),
  }),
  appeal: AppealRules.default(DEFAULT_APPEAL),
  oneHolder: OneHolder.default(DEFAULT_ONE_HOLDER),
  /** How close to the place a department must be to report (报到核验半径), metres. */
  arriveRadius: z.number().positive(),
  duplicates: z.object({ radius: z.number().positive(), hours: z.number().positive() }),
  reopenDays: z.number().positive(),
  suspendMaxDays: z.number().positive().max(366),
  excuses: z.int().min(0),
  /** Chain length from which a stronger kind is suggested. */
  chainSuggests: z.int().min(2),
  /** A closed whistle that is blown again within so many days counts as not solved. */
  solvedDays: z.number().positive(),
  /**
   * Normal range of whistles per 1,000 cases (吹哨率): fewer mean that whistles are not used, more that everyday work
   * fails.
   */
  rateBand: z.object({ low: z.number(), high: z.number(), origin: Origin, source: z.string() }),
  /** Share of the street's ratings in a department's yearly score; null where the city has none. */
  ratingWeight: z
    .object({ share: z.number().min(0).max(1), origin: Origin, source: z.string().min(1) })
    .nullable(),
  provenance: z.array(Provenance).min(1),
});
export type WhistlePreset = z.infer<typeof WhistlePreset>;

/** A matter (事项) that a whistle may be about. */
export const WhistleItem = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  /** Catalogue codes (小类) that it covers. */
  categories: z.array(z.string()),
  origin: Origin,
  source: z.string().min(1),
});

/** Row of the responsibility list (权责清单): leading and assisting departments of a matter. */
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
  /** Matters that streets handle themselves (本级可办): codes of `items`. */
  ownList: z.array(
    z.object({ item: z.string(), handedOverBy: z.string(), origin: Origin, source: z.string().min(1) }),
  ),
});
export type WhistleRules = z.infer<typeof WhistleRules>;
