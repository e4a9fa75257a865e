import { z } from 'zod';
import { type Entry, entry, type Language, plain } from './entry.ts';

/** What a field should hold, by the name that the schema library gives the type. */
const TYPES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  string: ['文字', 'text'],
  number: [
    '数字（时间须为毫秒数或带时区的 ISO 8601）',
    'a number (times as milliseconds or ISO 8601 with a zone)',
  ],
  int: ['整数', 'a whole number'],
  boolean: ['true 或 false', 'true or false'],
  array: ['列表', 'a list'],
  tuple: ['固定个数的列表', 'a list of fixed length'],
  object: ['对象', 'an object'],
};
const UNITS = { characters: [' 个字符', ' characters'], items: [' 项', ' items'], none: ['', ''] } as const;

const typeName = (expected: string, at: 0 | 1): string => TYPES[expected]?.[at] ?? expected;
const expected = { expected: z.string() };
const bound = { bound: z.string(), unit: z.enum(['characters', 'items', 'none']) };

/** What may be wrong with one field of a request. The sentence follows the field's path. */
export const FIELD_ERRORS = {
  'unknown-key': entry(
    { keys: z.array(z.string()) },
    ({ keys }) => `不认识 ${keys.map((key) => `「${key}」`).join('、')}，请检查拼写`,
    ({ keys }) => `does not know ${keys.map((key) => `“${key}”`).join(', ')}: check the spelling`,
  ),
  'not-one-of': entry(
    { values: z.array(z.string()) },
    ({ values }) => `只能是 ${values.join('、')} 之一`,
    ({ values }) => `must be one of ${values.join(', ')}`,
  ),
  missing: entry(
    expected,
    (p) => `缺少，应为${typeName(p.expected, 0)}`,
    (p) => `is missing: ${typeName(p.expected, 1)} is expected`,
  ),
  'wrong-type': entry(
    expected,
    (p) => `应为${typeName(p.expected, 0)}`,
    (p) => `must be ${typeName(p.expected, 1)}`,
  ),
  'too-small': entry(
    bound,
    (p) => `太小，至少 ${p.bound}${UNITS[p.unit][0]}`,
    (p) => `is too small: at least ${p.bound}${UNITS[p.unit][1]}`,
  ),
  'too-big': entry(
    bound,
    (p) => `太大，至多 ${p.bound}${UNITS[p.unit][0]}`,
    (p) => `is too big: at most ${p.bound}${UNITS[p.unit][1]}`,
  ),
  'too-long': entry(
    { length: z.int(), most: z.int() },
    (p) => `太长：有 ${p.length} 个字符，至多 ${p.most} 个字符`,
    (p) => `is too long: it has ${p.length} characters, at most ${p.most} are accepted`,
  ),
  'bad-format': plain('格式不对', 'has the wrong format'),
  'no-variant': plain('不是可接受的写法', 'is in none of the accepted forms'),
  rule: entry(
    { rule: z.string() },
    ({ rule }) => `不合要求：${rule}`,
    ({ rule }) => `does not meet the rule: ${rule}`,
  ),
};

export type FieldCode = keyof typeof FIELD_ERRORS;
type FieldParameters<C extends FieldCode> = z.output<(typeof FIELD_ERRORS)[C]['parameters']>;

/** One invalid field of a request: its dotted path (empty for the whole), and what is wrong with it. */
export type FieldError = {
  [C in FieldCode]: { path: string; code: C; parameters: FieldParameters<C> };
}[FieldCode];

/** On the wire. Read again field by field, since a newer service may know more codes. */
export const FieldErrors = z.array(
  z.object({ path: z.string(), code: z.string(), parameters: z.record(z.string(), z.unknown()) }),
);

/** Field after field, each with its path. */
export function fieldsText(fields: z.output<typeof FieldErrors>, language: Language): string {
  const parts = fields.map(({ path, code, parameters }) => {
    const text = fieldText(code, parameters, language);
    return path === '' ? text : `${path} ${text}`;
  });
  return parts.join(language === 'zh' ? '；' : '; ');
}

function fieldText(code: string, parameters: unknown, language: Language): string {
  const table: Readonly<Record<string, unknown>> = FIELD_ERRORS;
  if (!Object.hasOwn(table, code)) return code;
  const found = table[code] as Entry<z.ZodRawShape>;
  const read = found.parameters.safeParse(parameters);
  return read.success ? found[language](read.data) : code;
}
