import { z } from 'zod';

/** Greatest lengths in characters. A longer text is refused, never cut. */
const Name = z.string().min(1).max(100);
const Path = z.string().min(1).max(300);
const Word = z.string().max(200);

/** What an upstream can be told: 办理反馈, 派遣, 退回, 延期, 挂账, 结案, 新建工单. */
export const UpstreamAction = z.enum([
  ...(['feedback', 'dispatch', 'return', 'extend', 'suspend', 'close', 'create'] as const),
]);
export type UpstreamAction = z.infer<typeof UpstreamAction>;

/** What may happen to a whistle (吹哨) of which an upstream can be told. */
export const OutboxEvent = z.enum([
  ...(['blown', 'triage-rejected', 'arrived', 'result-submitted', 'all-submitted', 'confirmed'] as const),
  ...(['reworked', 'extension-granted', 'suspended', 'resumed', 'closed', 'reopened', 'withdrawn'] as const),
]);
export type OutboxEvent = z.infer<typeof OutboxEvent>;

/** What a template may name; anything else is refused when the source is saved. */
export const Placeholder = z.enum([
  /** The idempotency key (幂等键) of the message. */
  'message.key',
  /** The number that the upstream gave the case; of a new order, once it is known. */
  'case.id',
  'case.title',
  'case.category',
  'whistle.id',
  'whistle.subject',
  'whistle.description',
  'whistle.kind',
  'whistle.category',
  'whistle.street',
  'whistle.streetName',
  'whistle.address',
  /** Degrees, WGS-84. */
  'whistle.lon',
  'whistle.lat',
  /** Names of the summoned departments, with 、 between them, and the code of the lead department (主责). */
  'whistle.departments',
  'whistle.lead',
  'event.type',
  /** `2026-03-02 09:00:00` in the source's zone; the same as ISO 8601 in UTC, and as milliseconds. */
  'event.at',
  'event.atIso',
  'event.atMs',
  /** What was written: a result, or else the reason or the remark. */
  'event.text',
  /** Who did it: operator's id, code and name of the organisation. */
  'event.operator',
  'event.org',
  'event.orgName',
  /** Of an extension (延期): how much, and in which unit. */
  'event.add',
  'event.unit',
  /** Of a suspension (挂账): until when, as `event.at`. */
  'event.until',
  /** The citizen's; only for a source that is declared to receive it. */
  'contact.name',
  'contact.phone',
]);
export type Placeholder = z.infer<typeof Placeholder>;

/** A placeholder in a text, with its name. */
export const HOLE = /\{\{([^{}]*)\}\}/g;

/** The placeholders that a text names, in order; also those that do not exist. */
export function namedIn(text: string): string[] {
  return [...text.matchAll(HOLE)].map(([, name = '']) => name.trim());
}

/** A text with placeholders: `{{case.id}}`. */
const Template = z
  .string()
  .max(4000)
  .superRefine((text, context) => {
    for (const name of namedIn(text))
      if (!Placeholder.safeParse(name).success)
        context.addIssue({
          code: 'custom',
          message: `没有占位符 {{${name}}} / there is no placeholder {{${name}}}`,
        });
    const rest = text.replaceAll(HOLE, '');
    if (rest.includes('{{') || rest.includes('}}'))
      context.addIssue({
        code: 'custom',
        message: '占位符应写作 {{名称}} / a placeholder is written {{name}}',
      });
  });

/** The body of a request: JSON whose texts may hold placeholders. A text that is one placeholder keeps the type of its value. */
export type BodyTemplate =
  | string
  | number
  | boolean
  | null
  | BodyTemplate[]
  | { [name: string]: BodyTemplate };
export const BodyTemplate: z.ZodType<BodyTemplate> = z
  .lazy(() =>
    z.union([
      Template,
      z.number(),
      z.boolean(),
      z.null(),
      z.array(BodyTemplate).max(100),
      z.record(Name, BodyTemplate),
    ]),
  )
  .meta({ id: 'BodyTemplate' });

const Scalar = z.union([Word, z.number(), z.boolean()]);

/** One request that tells an upstream of something. It is data: there is no code in it. */
export const ActionTemplate = z.strictObject({
  method: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
  /** Below the address of the source, or from the root of its host where it begins with `/`. */
  path: Template.max(500),
  query: z.record(Name, Template).default({}),
  headers: z.record(Name.regex(/^[A-Za-z0-9-]+$/, '标头名 / name of a header'), Template).default({}),
  format: z.enum(['json', 'form']).default('json'),
  body: BodyTemplate.default({}),
  /** Where the upstream takes an idempotency key (幂等键); null: it knows none. */
  key: z
    .strictObject({ in: z.enum(['header', 'field']), name: Name })
    .nullable()
    .default(null),
  /** What success looks like: a status, and a value in the answer where it is given. */
  success: z
    .strictObject({
      statuses: z.array(z.int().min(200).max(499)).max(20).default([200, 201, 202, 204]),
      path: Path.nullable().default(null),
      values: z.array(Scalar).max(50).default([]),
    })
    .prefault({}),
  /** Where the answer says why it refuses. */
  messagePath: Path.nullable().default(null),
  /** Where the answer has the upstream's own number of what was made. */
  idPath: Path.nullable().default(null),
  /**
   * How to find out whether it arrived: a GET whose answer has one of these values. Asked no sooner than `afterSeconds`
   * after the last attempt, since a request may be worked on after its connection broke.
   */
  readBack: z
    .strictObject({
      path: Template.max(500),
      query: z.record(Name, Template).default({}),
      valuePath: Path,
      values: z.array(Template).min(1).max(50),
      afterSeconds: z.number().min(0).max(3600).default(30),
    })
    .nullable()
    .default(null),
});
export type ActionTemplate = z.infer<typeof ActionTemplate>;

/** Writing to the upstream (回传) of one source. */
export const WriteBack = z
  .strictObject({
    /** Nothing is sent; what is caused meanwhile waits. */
    paused: z.boolean().default(false),
    /** The source is declared to receive contact data of citizens; otherwise no template may name it. */
    receivesContact: z.boolean().default(false),
    /** `create` of an Open311 source is built in and may be left out. */
    actions: z.partialRecord(UpstreamAction, ActionTemplate).default({}),
    /** Instead of the defaults: what an event causes; null: nothing. */
    on: z.partialRecord(OutboxEvent, UpstreamAction.nullable()).default({}),
    /** Whistles without a case become new orders of this source; `kinds` empty: of every kind. Null: none. */
    newOrderFor: z
      .strictObject({ kinds: z.array(Name).max(50).default([]) })
      .nullable()
      .default(null),
    /** Open311: the service code of new orders; may be a placeholder. */
    serviceCode: Template.max(200).default('{{whistle.category}}'),
  })
  .superRefine((given, context) => {
    for (const [event, action] of Object.entries(given.on))
      if (action === 'create' || (action !== null && action !== undefined && !given.actions[action]))
        context.addIssue({
          code: 'custom',
          path: ['on', event],
          message: `没有配置动作 ${action} / the action ${action} is not configured`,
        });
    for (const action of UpstreamAction.options) {
      const template = given.actions[action];
      if (template === undefined) continue;
      const text = JSON.stringify(template);
      const at = (message: string, ...path: (string | number)[]) =>
        context.addIssue({ code: 'custom', path: ['actions', action, ...path], message });
      if (!given.receivesContact && namedIn(text).some((name) => name.startsWith('contact.')))
        at(
          '含联系方式，而本数据源未声明可接收（receivesContact） / names contact data, which this source is not declared to receive',
        );
      if (template.success.path !== null && template.success.values.length === 0)
        at('须列出表示成功的值 / the values that mean success are missing', 'success', 'values');
      if (template.format === 'form' && !isFlat(template.body))
        at('表单只能有一层 / a form has one level', 'body');
      if (template.key?.in === 'field' && (!isRecord(template.body) || template.key.name in template.body))
        at(
          '幂等键须放在正文对象的一个空闲字段 / the key needs a free field of an object body',
          'key',
          'name',
        );
      if (Object.keys(template.headers).some((name) => RESERVED.has(name.toLowerCase())))
        at('此标头由程序填写 / this header is set by the program', 'headers');
    }
    if (given.receivesContact) return;
    if (namedIn(given.serviceCode).some((name) => name.startsWith('contact.')))
      context.addIssue({
        code: 'custom',
        path: ['serviceCode'],
        message: '不能含联系方式 / no contact data',
      });
  });
export type WriteBack = z.infer<typeof WriteBack>;

/** The same for a source that has no way to make orders built in. */
export const RestWriteBack = WriteBack.refine(
  ({ newOrderFor, actions }) => newOrderFor === null || actions.create !== undefined,
  { path: ['newOrderFor'], message: '须先配置动作 create / the action create is not configured' },
);
export type RestWriteBack = z.infer<typeof RestWriteBack>;

/** Headers that belong to the transport or hold the key of the source. */
const RESERVED = new Set([
  ...['host', 'content-length', 'connection', 'transfer-encoding', 'cookie', 'authorization'],
  ...['user-agent', 'accept-encoding', 'expect', 'upgrade', 'te', 'trailer'],
]);

/** Whether a body, or a part of one, has names. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFlat(body: BodyTemplate): boolean {
  return isRecord(body) && Object.values(body).every((value) => typeof value !== 'object' || value === null);
}
