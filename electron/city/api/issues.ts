import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
/** One invalid field of a request: its dotted path, and the reason in Chinese. */
export type FieldError = { path: string; message: string };

/** The invalid fields of a query or a body, with reasons in Chinese. */
export function fieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues
    .slice(0, 20)
    .map((issue) => ({ path: issue.path.map(String).join('.'), message: describeIssue(issue) }));
}

/** One Chinese sentence for `message`. */
export function summaryOfErrors(where: string, list: readonly FieldError[]): string {
  const parts = list.map(({ path, message }) => (path === '' ? message : `${path} ${message}`));
  return `${where}有误：${parts.join('；')}`;
}

function describeIssue(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `不认识 ${issue.keys.map((key) => `「${key}」`).join('、')}，请检查拼写`;
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')} 之一`;
    case 'invalid_type':
      return issue.input === undefined
        ? `缺少，应为${nameOf(issue.expected)}`
        : `应为${nameOf(issue.expected)}`;
    case 'too_small':
      return `太小，至少 ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `太大，至多 ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return '格式不对';
    case 'invalid_union':
      return '不是可接受的写法';
    default:
      return issue.message;
  }
}

function nameOf(expected: string): string {
  const names: Record<string, string> = {
    string: '文字',
    number: '数字（时间须为毫秒数或带时区的 ISO 8601）',
    int: '整数',
    boolean: 'true 或 false',
    array: '列表',
    tuple: '固定个数的列表',
    object: '对象',
  };
  return names[expected] ?? expected;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' 个字符';
  if (origin === 'array' || origin === 'tuple') return ' 项';
  return '';
}
