import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const at = (path: string): string => fileURLToPath(new URL(path, root));
const text = readFileSync(at('build/docs/security.md'), 'utf8');

type Row = { id: string; requirement: string; state: string; code: string[]; tests: string[]; note: string };

const paths = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
const rows: Row[] = text
  .split('\n')
  .filter((line) => /^\| (V\d|8\.)/.test(line))
  .map((line) => {
    const [id = '', requirement = '', state = '', code = '', tests = '', note = ''] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    return { id, requirement, state, code: paths(code), tests: paths(tests), note };
  });

/** Sections of ASVS 5.0.0 by chapter; of V10 and V17, which do not apply, only the first. */
const SECTIONS = [5, 4, 7, 4, 4, 8, 6, 4, 2, 1, 7, 3, 4, 3, 4, 5, 1];
/** Control points of the computing environment, GB/T 22239-2019 8.1.4. */
const CONTROLS = 11;

describe('the security table', () => {
  it('has every section of ASVS and every control point of the computing environment', () => {
    const ids = rows.map(({ id }) => id);
    const wanted = SECTIONS.flatMap((count, chapter) =>
      Array.from({ length: count }, (_, section) => `V${chapter + 1}.${section + 1}`),
    );
    expect(ids.filter((id) => id.startsWith('V'))).toEqual(wanted);
    for (let control = 1; control <= CONTROLS; control++)
      expect(
        ids.some((id) => id.split(' ')[0] === `8.1.4.${control}`),
        `8.1.4.${control}`,
      ).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(rows)('$id says its state, and what shows it', ({ requirement, state, code, tests, note }) => {
    expect(['满足', '部分', '未满足', '不适用']).toContain(state);
    expect(requirement).not.toBe('');
    if (state === '满足' || state === '部分') {
      expect(code).not.toEqual([]);
      expect(tests).not.toEqual([]);
    }
    // What is less than met says why, except where the name alone does.
    if (state === '部分' || state === '未满足') expect(note).not.toBe('');
    for (const path of [...code, ...tests]) expect(existsSync(at(path)), path).toBe(true);
    for (const path of tests) {
      expect(path).toMatch(/^tests\/.*\.(test|spec)\.ts$/);
      expect(readFileSync(at(path), 'utf8'), path).toMatch(/\b(it|test)(\.each)?[(<`]/);
    }
  });

  it('is linked from both readmes', () => {
    for (const readme of ['README.md', 'README.zh-CN.md'])
      expect(readFileSync(at(readme), 'utf8')).toContain('(build/docs/security.md)');
  });
});
