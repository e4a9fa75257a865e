import { z } from 'zod';
import { Millis, Provisional } from './common.ts';

/**
 * Why something is an item of the meeting. unfinished 上次未完成, look-again 复看, overdue 超期, rework 返工≥2, bounced 退单≥2,
 * no-show 未报到, suspended 挂账, repeated 重复吹哨≥3, escalated 升级攻坚, objection 异议待裁,
 * dissatisfied 回访不满意, named 点名 (added by somebody).
 */
export const ItemSource = z.enum([
  'unfinished',
  'look-again',
  'overdue',
  'rework',
  'bounced',
  'no-show',
  'suspended',
  'repeated',
  'escalated',
  'objection',
  'dissatisfied',
  'named',
]);
export type ItemSource = z.infer<typeof ItemSource>;

/** What the chair may decide on an item. */
export const DecisionKind = z.enum([
  'assign',
  'supervise',
  'suspend',
  'close',
  'escalate',
  'campaign',
  'change-lead',
  'look-again',
]);
export type DecisionKind = z.infer<typeof DecisionKind>;

/** An organisation with its name at that time. */
export const Unit = z.object({ org: z.string().min(1).max(60), name: z.string().min(1).max(120) });
export type Unit = z.infer<typeof Unit>;

/** Degrees, WGS-84. */
export const ItemPlace = z.object({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  address: z.string().max(300),
});

/**
 * Names an item, and what it is about: `whistle:w-…`, `case:…`, `decision:ID/dN` of an earlier meeting, `own:N` for what
 * somebody added.
 */
export const ItemKey = z.string().min(3).max(200);

/** Item card (议题卡), domain-2.md §2.3. What is not known is null and is shown as 无数据. */
export const ItemCard = z.object({
  key: ItemKey,
  sources: z.array(ItemSource).min(1),
  /** 编号, as people say it. */
  number: z.string(),
  problem: z.string(),
  place: ItemPlace.nullable(),
  lead: Unit.nullable(),
  co: z.array(Unit),
  firstFoundAt: Millis.nullable(),
  /** The clock that runs now; null: none does. `dueAt` null: it rests. `provisional`: 暂定. */
  clock: z
    .object({ dueAt: Millis.nullable(), overdue: z.boolean(), provisional: Provisional.nullable() })
    .nullable(),
  /** When nobody owned it yet: since when; null: it has an owner, or that is not known. */
  unownedSince: Millis.nullable(),
  /** In how many meetings it was before this one. */
  meetings: z.int().nonnegative(),
  /** How often an unfinished decision was carried over past its date; 0 for other items. */
  carries: z.int().nonnegative(),
  /** Photos of the matter; none of them was reviewed for people and plates, so none may be shown on a wall. */
  photos: z.int().nonnegative().nullable(),
  /** 法定依据/职责清单条目. */
  basis: z.string().nullable(),
  proposed: DecisionKind.nullable(),
});
export type ItemCard = z.infer<typeof ItemCard>;
