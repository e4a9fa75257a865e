import { z } from 'zod';
import { RuleSet } from '../assessment/ruleSet.ts';
import { Origin } from '../contract/whistleKind.ts';
import { Words } from '../contract/whistles.ts';
import { ClockTime } from '../time/workingTime.ts';
import { Provenance } from './provenance.ts';

const Id = z.string().regex(/^[a-z0-9-]{1,60}$/);
const said = { origin: Origin, source: z.string().min(1) };

/** A number with its origin and source, as the limits of whistles have them. */
const figure = (from: number, to: number) => z.strictObject({ amount: z.int().min(from).max(to), ...said });

/** First and last local day on which it is in force, both included; null: without beginning, until further notice. */
const force = { effectiveFrom: z.iso.date().nullable(), effectiveTo: z.iso.date().nullable() };

/**
 * What the units of a group are, and so what their codes name: organisations of the pack (`district`, `zone`: of kind
 * district; `street`; `department`, `enterprise`: of kind department), or its grids.
 */
const GroupKind = z.enum(['district', 'zone', 'street', 'department', 'enterprise', 'grid']);
export type GroupKind = z.infer<typeof GroupKind>;

/** A group of assessed units (考核分组): places are given within it alone (domain-2.md §1.5). */
export const AssessmentGroup = z.strictObject({
  id: Id,
  name: Words,
  kind: GroupKind,
  units: z.array(z.string().min(1)).min(1),
  ...force,
  ...said,
});
export type AssessmentGroup = z.infer<typeof AssessmentGroup>;

/** Which rule set scores which groups, over which periods. */
const AssessmentRule = z.strictObject({
  /** Id of one of `ruleSets`. */
  ruleSet: Id,
  groups: z.array(Id).min(1),
  period: z.enum(['week', 'month', 'quarter', 'year']),
  ties: z.enum(['competition', 'dense']),
  /** Variants of indicators in place of their standard formulas: id of the indicator → name of its variant. */
  variants: z.record(z.string(), z.string()),
  ...force,
  ...said,
});
export type AssessmentRule = z.infer<typeof AssessmentRule>;

/** How results are made known: draft list, time for appeals, final list, and to whom. */
const Publication = z.strictObject({
  appealWorkingDays: figure(0, 60),
  /** How many of a group are named as the best and the worst; both null: all units are listed with their places. */
  showBest: figure(1, 100).nullable(),
  showWorst: figure(1, 100).nullable(),
  /** `public`: everybody; `government`: within the authorities; `units`: the assessed units alone. */
  audience: z.strictObject({ to: z.enum(['public', 'government', 'units']), ...said }),
});

/** A part of the meeting; its id stays the same when parts are moved or renamed. */
export const AgendaItem = z.strictObject({ id: Id, title: Words, minutes: z.int().min(1).max(240) });
export type AgendaItem = z.infer<typeof AgendaItem>;

/** The dispatch meeting (调度会): when, where, and its agenda template. */
const MeetingRules = z.strictObject({
  /** Name of the series, under which meetings are numbered by year. */
  series: Words,
  /** 1 is Monday, 7 is Sunday. */
  weekday: z.strictObject({ day: z.int().min(1).max(7), ...said }),
  localTime: z.strictObject({ at: ClockTime, ...said }),
  place: z.strictObject({ name: Words, ...said }),
  /** Calendar days that a decision has where it names no date. */
  defaultDueDays: figure(1, 366),
  agenda: z.strictObject({ items: z.array(AgendaItem).min(1), ...said }),
});
export type MeetingRules = z.infer<typeof MeetingRules>;

/**
 * `assessment.json` of a pack (考核评价). `ruleSets` are copies: a later library changes no score of the city. Those that no
 * rule names are there to be laid beside the one in force.
 */
export const AssessmentRules = z.strictObject({
  format: z.literal(1),
  ruleSets: z.array(RuleSet).min(1),
  groups: z.array(AssessmentGroup).min(1),
  rules: z.array(AssessmentRule).min(1),
  publication: Publication,
  /**
   * Channels by which the public reports (监督举报), in the words of the upstream; null: not laid down, and then nothing is said
   * of them.
   */
  publicChannels: z.strictObject({ names: z.array(z.string().min(1)).min(1), ...said }).nullable(),
  /** null: the city holds no meeting of this kind. */
  meeting: MeetingRules.nullable(),
  provenance: z.array(Provenance).min(1),
});
export type AssessmentRules = z.infer<typeof AssessmentRules>;
