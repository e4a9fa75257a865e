import { z } from 'zod';

const Text = (most: number) => z.string().trim().min(1).max(most);
const Id = z.string().min(1).max(120);

/** A date of the city's calendar, `2026-11-20`. */
export const LocalDate = z.iso.date();

/** A dispatch meeting (调度会), numbered by series and year, and the item (议题) of it that was decided. */
export const MeetingItem = z.strictObject({
  series: Text(40),
  year: z.int().min(2000).max(2100),
  number: z.int().min(1).max(9999),
  item: Id,
});
export type MeetingItem = z.infer<typeof MeetingItem>;

/** Where an order comes from (来源) other than a meeting; a drill's are the improvements that it asks for (演练整改). */
export const PaperOriginKind = z.enum(['document', 'proposal', 'media', 'hotline', 'drill']);

/** How long a leader's note (批示) gives where it names no date: 急办, 一般, 疑难. */
export const Urgency = z.enum(['urgent', 'ordinary', 'hard']);
export type Urgency = z.infer<typeof Urgency>;

/**
 * Where an order comes from (来源): a meeting, a leader's note (批示) or a paper, whose number or title is `reference`.
 */
export const OrderOrigin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('meeting'), meeting: MeetingItem }),
  z.strictObject({
    kind: z.literal('instruction'),
    /** The leader who wrote it (批示领导): a name, never a number to call. */
    leader: Text(60),
    urgency: Urgency,
    reference: z.string().trim().max(120),
  }),
  z.strictObject({ kind: PaperOriginKind, reference: z.string().trim().max(120) }),
]);
export type OrderOrigin = z.infer<typeof OrderOrigin>;
export const OriginKind = z.enum(['meeting', 'instruction', ...PaperOriginKind.options]);
export type OriginKind = z.infer<typeof OriginKind>;

/** How the lead unit reports (反馈类型): once (一次性), when it asks for the closing, or every `days` days (定期). */
export const FeedbackRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once') }),
  z.strictObject({ kind: z.literal('every'), days: z.int().min(1).max(180) }),
]);
export type FeedbackRule = z.infer<typeof FeedbackRule>;

/** What an order is about: cases and whistles of the city. The same case may stand in several orders. */
export const OrderSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('case'), id: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('whistle'), id: Id }),
]);
export type OrderSubject = z.infer<typeof OrderSubject>;

/** Letters before 〔year〕number号 that say which register a number belongs to: 督, 会督, 永批督. */
export const OrderSeries = z.string().regex(/^[\u4e00-\u9fa5]{1,10}$/, '1–10 个汉字');

/** A supervision order (督办件) as it is written: the fields of the sheet (督办单, domain-2.md §2.4). */
export const NewOrder = z.strictObject({
  series: OrderSeries,
  /** 督办事项. */
  title: Text(120),
  /** 督办内容, 办理要求. */
  content: Text(4000),
  /** 验收标准: what must be seen for the order to count as done. */
  acceptance: Text(1000),
  origin: OrderOrigin,
  /** 主办: one organisation of the pack, a department or a street. */
  lead: Id,
  /** 协办. */
  coUnits: z.array(Id).max(20),
  /** 责任领导 and 责任人 by name alone: their numbers stand in the hall's directory. */
  leader: z.string().trim().max(60),
  contact: z.string().trim().max(60),
  /** 交办时限, a local date; null: by the origin (会议 20 日, 文件 30 日, 批示 5/15/30 日). */
  due: LocalDate.nullable(),
  feedback: FeedbackRule,
  subjects: z.array(OrderSubject).max(50),
});
export type NewOrder = z.infer<typeof NewOrder>;

/** 文号 of an order: `督〔2026〕12号` is `{series: '督', year: 2026, number: 12}`. Given once and kept, also after a rebound. */
export const OrderNumber = z.object({ series: OrderSeries, year: z.int(), number: z.int().positive() });
export type OrderNumber = z.infer<typeof OrderNumber>;

/**
 * registered 已立项, assigned 待签收, working 办理中, asked 待核查, checked 待销号, closed 已销号; suspended 挂账, cancelled
 * 已撤销.
 */
export const OrderStage = z.enum([
  'registered',
  'assigned',
  'working',
  'asked',
  'checked',
  'closed',
  'suspended',
  'cancelled',
]);
export type OrderStage = z.infer<typeof OrderStage>;
