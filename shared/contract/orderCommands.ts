import { z } from 'zod';
import { LocalDate, MeetingItem, NewOrder } from './orders.ts';

const Text = (most: number) => z.string().trim().min(1).max(most);
const Id = z.string().min(1).max(120);
/** SHA-256 of attached files, in hex; the files themselves are in the content store. */
const Evidence = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(20);

const base = {
  /** Chosen by the caller; a command that is sent again with the same id is not executed again. */
  commandId: z.string().regex(/^[A-Za-z0-9_-]{8,80}$/),
  /** The last `seq` of the order that the sender had seen; null: do not check. */
  seen: z.int().nonnegative().nullable(),
};
const act = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ ...base, type: z.literal(type), ...shape });

/** 立项登记. `assign`: hand it to the lead unit at once (交办), as a meeting does. */
export const RegisterOrder = act('register', { order: NewOrder, assign: z.boolean() });
export type RegisterOrder = z.infer<typeof RegisterOrder>;

/** Everything a person can do to a supervision order (督办件). Who may do what: `shared/order/rights.ts`. */
export const OrderCommand = z.discriminatedUnion('type', [
  RegisterOrder,
  /** Changes an order that is not assigned yet. The series stays, because the number is given. */
  act('revise', { order: NewOrder }),
  /** 交办: the clock of the lead unit starts. */
  act('assign', {}),
  /** 签收 by the lead unit or a co-unit. */
  act('sign', {}),
  /** 反馈 of the lead unit or a co-unit; the lead unit's restarts the feedback cycle. */
  act('feedback', { text: Text(2000), evidence: Evidence }),
  /** 申请延期, before the limit has run out. */
  act('ask-extension', { until: LocalDate, reason: Text(1000) }),
  act('grant-extension', { note: z.string().trim().max(1000) }),
  act('refuse-extension', { reason: Text(1000) }),
  /** 办结申请 by a leader of the lead unit, with at least one file as evidence. */
  act('ask-closing', { result: Text(2000), evidence: Evidence.min(1) }),
  /** 核查 by the supervision side. Not passed: back to the lead unit, and counted. */
  act('check', { passed: z.boolean(), onSite: z.boolean(), opinion: Text(2000), evidence: Evidence }),
  /** 销号 after a check that passed, by the supervision side. */
  act('close', { archive: z.string().trim().max(60) }),
  /** 催办 by hand; the three rungs come by themselves. */
  act('urge', { text: Text(1000) }),
  /** 变更主责 by the chair (`meeting` null), or as decided at a meeting. The clock goes on as it stands. */
  act('change-lead', {
    lead: Id,
    coUnits: z.array(Id).max(20),
    reason: Text(1000),
    meeting: MeetingItem.nullable(),
  }),
  /** 挂账 until the end of a day; the clock rests. */
  act('suspend', { until: LocalDate, reason: Text(1000) }),
  act('resume', { reason: Text(1000) }),
  /** Carried at a meeting (未完成，转下次会); counted once for each meeting, and the third one climbs (升级). */
  act('carry', { meeting: MeetingItem, note: z.string().trim().max(1000) }),
  /** 回头看 of a closed order. A rebound opens it again under its number and counts double. */
  act('recheck', { held: z.boolean(), opinion: Text(2000), evidence: Evidence }),
  /** 撤销 of an order that should not have been, by who commands; it keeps its number. */
  act('cancel', { reason: Text(1000) }),
]);
export type OrderCommand = z.infer<typeof OrderCommand>;
export type OrderCommandType = OrderCommand['type'];
