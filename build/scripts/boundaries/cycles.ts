import type { Violation } from './check.ts';
import { importsOf, importTarget, type SourceFile } from './imports.ts';

/** Files that all import each other, directly or through others of them; sorted by path. */
export type Cycle = string[];

/**
 * Every import cycle that is not in `known`, and every entry of `known` that is no cycle any more, so that the list
 * can only become shorter. No files at all are a violation too, because a check of nothing must not pass.
 */
export function findCycleViolations(files: SourceFile[], known: Cycle[]): Violation[] {
  if (files.length === 0) return [{ path: '.', what: 'no source file found, so nothing was checked' }];
  const keyOf = (cycle: Cycle): string => [...cycle].sort().join(' ');
  const found = findCycles(files);
  const foundKeys = new Set(found.map(keyOf));
  const knownKeys = new Set(known.map(keyOf));
  return [
    ...found
      .filter((cycle) => !knownKeys.has(keyOf(cycle)))
      .map((cycle) => ({ path: cycle[0] ?? '', what: `import cycle: ${cycle.join(', ')}` })),
    ...known
      .filter((cycle) => !foundKeys.has(keyOf(cycle)))
      .map((cycle) => ({
        path: cycle[0] ?? '',
        what: 'no such cycle: remove it from knownCycles in rooms.ts',
      })),
  ];
}

/**
 * The strongly connected components of the import graph that have more than one file, and files that import
 * themselves (Tarjan 1972). Type-only imports count: files that name each other's types cannot be read or moved
 * one without the other.
 */
export function findCycles(files: SourceFile[]): Cycle[] {
  const imported = importGraph(files);
  const order = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const cycles: Cycle[] = [];

  /** Returns the lowest visiting number of the files on the stack that can be reached from `path`. */
  function visit(path: string): number {
    const own = order.size;
    let lowest = own;
    order.set(path, own);
    stack.push(path);
    onStack.add(path);
    for (const target of imported.get(path) ?? []) {
      if (!order.has(target)) lowest = Math.min(lowest, visit(target));
      else if (onStack.has(target)) lowest = Math.min(lowest, order.get(target) ?? own);
    }
    if (lowest === own) {
      const component = stack.splice(stack.indexOf(path));
      for (const member of component) onStack.delete(member);
      if (component.length > 1 || imported.get(path)?.includes(path)) cycles.push(component.sort());
    }
    return lowest;
  }

  for (const path of [...imported.keys()].sort()) if (!order.has(path)) visit(path);
  return cycles;
}

/** Each file's imports that name another file of `files`. */
function importGraph(files: SourceFile[]): Map<string, string[]> {
  const paths = new Set(files.map((file) => file.path));
  return new Map(
    files.map((file) => [
      file.path,
      importsOf(file)
        .filter((request) => request.startsWith('.'))
        .map((request) => importTarget(file.path, request))
        .filter((target) => paths.has(target)),
    ]),
  );
}
