import type { z } from 'zod';
import type { FieldError } from '../../../shared/errors/fields.ts';

type Issue = z.core.$ZodIssue;

/** The invalid fields of a query or a body; at most twenty are named. */
export function fieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues
    .slice(0, 20)
    .map(tooLongInside)
    .map((issue) => ({ path: issue.path.map(String).join('.'), ...problemOf(issue) }));
}

/** Of a union, the variant that fits but for the length of a text, since that says more than «no variant»; the issue itself. */
function tooLongInside(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const found = issue.errors.flat().find((inner) => inner.code === 'too_big' && inner.origin === 'string');
  return found === undefined ? issue : { ...found, path: [...issue.path, ...found.path] };
}

/** A field error without the path of its field. */
type Problem<E = FieldError> = E extends unknown ? Omit<E, 'path'> : never;

function problemOf(issue: Issue): Problem {
  switch (issue.code) {
    case 'unrecognized_keys':
      return { code: 'unknown-key', parameters: { keys: issue.keys } };
    case 'invalid_value':
      return { code: 'not-one-of', parameters: { values: issue.values.map(String) } };
    case 'invalid_type': {
      const code = issue.input === undefined ? 'missing' : 'wrong-type';
      return { code, parameters: { expected: issue.expected } };
    }
    case 'too_small':
      return {
        code: 'too-small',
        parameters: { bound: String(issue.minimum), unit: unitOf(issue.origin) },
      };
    case 'too_big':
      if (issue.origin === 'string')
        return {
          code: 'too-long',
          parameters: { length: String(issue.input).length, most: Number(issue.maximum) },
        };
      return { code: 'too-big', parameters: { bound: String(issue.maximum), unit: unitOf(issue.origin) } };
    case 'invalid_format':
      return { code: 'bad-format', parameters: {} };
    case 'invalid_union':
      return { code: 'no-variant', parameters: {} };
    default:
      return { code: 'rule', parameters: { rule: issue.message } };
  }
}

function unitOf(origin: string): 'characters' | 'items' | 'none' {
  if (origin === 'string') return 'characters';
  return origin === 'array' || origin === 'tuple' ? 'items' : 'none';
}
