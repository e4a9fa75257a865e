import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PackProblem } from './packError.ts';

/** Reads a JSON file and validates it against its schema. Returns null and adds to `problems` when it is invalid. */
export function readJson<T extends z.ZodType>(
  folder: string,
  file: string,
  schema: T,
  problems: PackProblem[],
): z.output<T> | null {
  let text: string;
  try {
    text = readFileSync(join(folder, file), 'utf8');
  } catch (error) {
    problems.push({
      file,
      path: '',
      problem: `读不到文件（${codeOf(error)}）`,
      expected: '可读的 UTF-8 文件',
    });
    return null;
  }
  let value: unknown;
  try {
    // Windows editors may write a byte order mark.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    problems.push({ file, path: '', problem: `不是合法的 JSON（${detail}）`, expected: '合法的 JSON' });
    return null;
  }
  const parsed = schema.safeParse(value, { error: z.locales.zhCN().localeError });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    problems.push({ file, path: dotted(issue.path), problem: issue.message, expected: '' });
  }
  return null;
}

/** A path such as `features[3].properties.code`. */
function dotted(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
