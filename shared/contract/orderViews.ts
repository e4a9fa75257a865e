import { z } from 'zod';
import { CommaList, Millis, Provisional, Revision } from './common.ts';
import { LocalDate, NewOrder, OrderNumber, OrderStage, OriginKind } from './orders.ts';
import { Words } from './whistles.ts';

/** The clock of an order (时限). `asked` null: nobody named a date, and the origin's default was taken. */
export const OrderClock = z.object({
  startedAt: Millis,
  /** The day at whose end the limit runs out: a working day. */
  due: LocalDate,
  /** End of that day, UTC ms. */
  dueAt: Millis,
  /** The date before the calendar moved it to a working day; the same as `due` where it did not. */
  counted: LocalDate,
  /** Where the length comes from. */
  source: z.string(),
  /** 挂账: the clock rests. */
  suspended: z.boolean(),
  overdue: z.boolean(),
  /** Local days past the due date; 0 while not overdue. */
  overdueDays: z.int(),
  provisional: Provisional.nullable(),
});
export type OrderClock = z.infer<typeof OrderClock>;

/** One line of the register (督办台账), with every column of domain-2.md §2.4. Dates are UTC ms; null: not yet, or none. */
export const OrderRow = z.object({
  id: z.string(),
  /** Number of the newest event; the next command sends it as `seen`. */
  seq: z.int(),
  number: OrderNumber,
  /** `督〔2026〕12号`. */
  numberText: z.string(),
  registeredAt: Millis,
  origin: OriginKind,
  /** 会次 `{series, year, number}` of the meeting that decided it. */
  meeting: z.object({ series: z.string(), year: z.int(), number: z.int() }).nullable(),
  title: z.string(),
  content: z.string(),
  acceptance: z.string(),
  /** Organisation codes. */
  lead: z.string(),
  coUnits: z.array(z.string()),
  leader: z.string(),
  contact: z.string(),
  assignedAt: Millis.nullable(),
  /** Null before it is assigned. */
  clock: OrderClock.nullable(),
  feedback: NewOrder.shape.feedback,
  lastFeedback: z.object({ at: Millis, text: z.string() }).nullable(),
  /** When the next feedback is due; null: none is asked for, or the clock rests. */
  feedbackDueAt: Millis.nullable(),
  feedbackMissed: z.int(),
  stage: OrderStage,
  /** 延期: granted ones. */
  extensions: z.int(),
  /** 催办: by hand and by rung, without those that do not count (不计). */
  urged: z.int(),
  /** 0 none, 1 书面催办, 2 督查催办通知, 3 现场督办或报领导. */
  rung: z.literal([0, 1, 2, 3]),
  /** 转会 at meetings. */
  carries: z.int(),
  /** The third carry has climbed (升级). */
  escalated: z.boolean(),
  /** 核查未通过. */
  refusedChecks: z.int(),
  rebounds: z.int(),
  /** How often it counts in an assessment: 1, and 2 after a rebound (反弹). */
  weight: z.int(),
  /** The closing that was asked for last (办结日期). */
  doneAt: Millis.nullable(),
  check: z.object({ by: z.string(), at: Millis, passed: z.boolean() }).nullable(),
  closedAt: Millis.nullable(),
  /** 回头看: drawn (抽中), the days in which it is to be done, and its result. */
  recheck: z.object({
    drawn: z.boolean(),
    from: LocalDate.nullable(),
    to: LocalDate.nullable(),
    at: Millis.nullable(),
    held: z.boolean().nullable(),
  }),
  archive: z.string(),
  updatedAt: Millis,
});
export type OrderRow = z.infer<typeof OrderRow>;

/** One line of an order's log. `text` in both languages; free words of people stand in `note`. */
export const OrderLogLine = z.object({
  seq: z.int(),
  at: Millis,
  /** Name of the operator; null: the system. */
  by: z.string().nullable(),
  org: z.string().nullable(),
  type: z.string(),
  text: Words,
  note: z.string(),
  evidence: z.array(z.string()),
  /** 不计: a mark whose limit was moved afterwards. */
  exempt: z.boolean(),
});
export type OrderLogLine = z.infer<typeof OrderLogLine>;

/** The page of one order. */
export const OrderView = z.object({
  row: OrderRow,
  order: NewOrder,
  registeredBy: z.object({ name: z.string(), org: z.string() }),
  /** Units that have signed (签收). */
  signed: z.array(z.object({ org: z.string(), at: Millis, by: z.string() })),
  extension: z.object({ until: LocalDate, reason: z.string(), askedAt: Millis }).nullable(),
  suspendedUntil: LocalDate.nullable(),
  /** Meetings at which it was carried. */
  carried: z.array(z.object({ series: z.string(), year: z.int(), number: z.int(), at: Millis })),
  /** What the reader may do now. */
  offered: z.array(z.string()),
  log: z.array(OrderLogLine),
});
export type OrderView = z.infer<typeof OrderView>;

/** Why an order's command was refused; `code` is an entry of `shared/errors/orders.ts`. */
export const OrderAnswer = z.object({ view: OrderView, repeated: z.boolean() });
export type OrderAnswer = z.infer<typeof OrderAnswer>;

const Flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();
export const OrderSort = z.enum([
  'due',
  '-due',
  'number',
  '-number',
  'registered',
  '-registered',
  'urged',
  '-urged',
  'carries',
  '-carries',
]);
export type OrderSort = z.infer<typeof OrderSort>;

/** Filters of the register (督办台账). */
export const OrderFilter = z.object({
  stage: CommaList.pipe(z.array(OrderStage)).optional(),
  /** Organisation codes of lead units. */
  lead: CommaList.optional(),
  origin: CommaList.pipe(z.array(OriginKind)).optional(),
  /** 会次: `series〔year〕number`, as `周三调度会〔2026〕12`. */
  meeting: z.string().trim().max(80).optional(),
  overdue: Flag,
  /** 回头看: drawn, and not looked at again yet. */
  recheck: Flag,
  /** Any part of number, title or content. */
  q: z.string().trim().max(200).optional(),
  sort: OrderSort.default('due'),
});
export type OrderFilter = z.output<typeof OrderFilter>;
export const OrderListQuery = OrderFilter.extend({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export type OrderListQuery = z.output<typeof OrderListQuery>;

export const OrderPage = z.object({
  items: z.array(OrderRow),
  total: z.int(),
  nextCursor: z.string().nullable(),
});
export type OrderPage = z.infer<typeof OrderPage>;

/** Draws of re-checks (回头看抽取). */
export const OrderDraw = z.object({
  /** `2026-11`: the month of the closings that it was drawn from. */
  month: z.string(),
  at: Millis,
  by: z.string(),
  /** The chain's value before the draw; whoever draws again from seed and pool finds the same orders. */
  seed: z.string(),
  /** Ids of orders. */
  pool: z.array(z.string()),
  drawn: z.array(z.string()),
});
export type OrderDraw = z.infer<typeof OrderDraw>;
export const OrderDraws = z.object({
  /** Past months in which orders were closed and nothing was drawn yet, oldest first. */
  pending: z.array(z.string()),
  /** Newest first. */
  items: z.array(OrderDraw),
});
export type OrderDraws = z.infer<typeof OrderDraws>;
export const DrawRequest = z.strictObject({
  commandId: z.string().regex(/^[A-Za-z0-9_-]{8,80}$/),
  month: z
    .string()
    .max(7)
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/),
});

/** Orders have changed: their ids alone. Windows request what they show. */
export const OrdersEvent = z.object({
  type: z.literal('order'),
  revision: Revision,
  at: Millis,
  ids: z.array(z.string()),
  /** More orders than listed in `ids` have changed. */
  more: z.boolean(),
});
