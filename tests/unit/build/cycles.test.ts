import { describe, expect, it } from 'vitest';
import { findCycles, findCycleViolations } from '../../../build/scripts/boundaries/cycles.ts';
import type { SourceFile } from '../../../build/scripts/boundaries/imports.ts';

/** `{'a/x.ts': './y.ts ../b.ts'}`: what each file imports. */
const filesOf = (imports: Record<string, string>): SourceFile[] =>
  Object.entries(imports).map(([path, requests]) => ({
    path,
    source: requests
      .split(' ')
      .map((request) => `import '${request}';`)
      .join('\n'),
  }));

const threeInACircle = filesOf({ 'a/x.ts': './y.ts', 'a/y.ts': '../b.ts', 'b.ts': './a/x.ts' });

describe('the search for import cycles', () => {
  it('finds none where imports only go down', () => {
    expect(findCycles(filesOf({ 'a.ts': './b.ts ./c.ts', 'b.ts': './c.ts', 'c.ts': 'zod' }))).toEqual([]);
  });

  it('finds a cycle through several folders', () => {
    expect(findCycles(threeInACircle)).toEqual([['a/x.ts', 'a/y.ts', 'b.ts']]);
  });

  it('finds a file that imports itself, and two cycles beside each other', () => {
    const files = filesOf({ 'a.ts': './a.ts', 'b.ts': './c.ts', 'c.ts': './b.ts ./a.ts' });
    expect(findCycles(files)).toEqual([['a.ts'], ['b.ts', 'c.ts']]);
  });

  it('leaves out files that a cycle imports and files that import a cycle', () => {
    const files = filesOf({ 'a.ts': './b.ts', 'b.ts': './c.ts', 'c.ts': './b.ts ./d.ts', 'd.ts': 'zod' });
    expect(findCycles(files)).toEqual([['b.ts', 'c.ts']]);
  });

  it.each([
    ["import type { B } from './b.ts';"],
    ["export { b } from './b.ts';"],
    ["const b = () => import('./b.ts');"],
    ["new Worker(new URL('./b.ts', import.meta.url));"],
  ])('follows %s', (source) => {
    const files = [{ path: 'a.ts', source }, ...filesOf({ 'b.ts': './a.ts' })];
    expect(findCycles(files)).toEqual([['a.ts', 'b.ts']]);
  });
});

describe('the check for import cycles', () => {
  it('fails on a cycle and names its files', () => {
    const [violation, ...others] = findCycleViolations(threeInACircle, []);
    expect(violation?.what).toContain('a/x.ts, a/y.ts, b.ts');
    expect(others).toEqual([]);
  });

  it('lets a known cycle pass, but not when it has grown', () => {
    const known = [['b.ts', 'a/x.ts', 'a/y.ts']];
    expect(findCycleViolations(threeInACircle, known)).toEqual([]);
    const [x, y] = threeInACircle;
    const grown = [x, y, ...filesOf({ 'b.ts': './a/x.ts ./c.ts', 'c.ts': './b.ts' })].filter((f) => !!f);
    expect(findCycleViolations(grown, known)).toHaveLength(2);
  });

  it('fails on a known cycle that is gone', () => {
    const [violation] = findCycleViolations(filesOf({ 'a.ts': 'zod' }), [['a.ts', 'b.ts']]);
    expect(violation?.what).toContain('no such cycle');
  });

  it('fails when it saw no file', () => {
    expect(findCycleViolations([], [])).toHaveLength(1);
  });
});
