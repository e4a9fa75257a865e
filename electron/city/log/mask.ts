import { maskPhones, maskText } from '../../../shared/privacy/contactNumbers.ts';
import { HIDDEN } from '../../../shared/privacy/identityNumbers.ts';

/**
 * Names of fields whose value is hidden. Second line of defence (domain.md §8.2): rows are never logged, but an
 * upstream's error text or a field logged by mistake may still contain a citizen's contact data. Besides these
 * fields, mobile numbers, identity numbers and e-mail addresses are masked inside any text.
 */
const CONTACT_KEY =
  /^(first_?name|last_?name|full_?name|caller|reporter(_?name)?|contact(_?(name|phone|info))?|phone(_?(no|number))?|tel(ephone)?|mobile(_?phone)?|e?-?mail|id_?card|identity(_?no)?|姓名|联系人|联系电话|电话|手机号?|身份证号?|邮箱|secret|token|authorization|api_?key|password|pin)$/i;

const MAX_DEPTH = 6;

/** A log line without contact data. Unlike on screen, e-mail addresses do not keep their first letter. */
export function maskLine(text: string): string {
  return maskPhones(maskText(text));
}

/** A copy of the fields of a log line, without contact data. Errors become their name, message and stack. */
export function maskFields(value: unknown): unknown {
  return masked(value, 0);
}

function masked(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskLine(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (value instanceof Error)
    return {
      name: value.name,
      message: maskLine(value.message),
      stack: value.stack === undefined ? undefined : maskLine(value.stack),
      ...('code' in value ? { code: value.code } : {}),
    };
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => masked(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      CONTACT_KEY.test(key) && item !== null ? HIDDEN : masked(item, depth + 1),
    ]),
  );
}
