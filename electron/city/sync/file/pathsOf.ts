import { valueAt } from '../normalise/paths.ts';

/**
 * Those of the paths that some row has. A list of objects often leaves out what is empty, but rarely in all rows. Ends early
 * where all are found, or once the reading is given up.
 */
export async function pathsOf(
  rows: AsyncIterable<unknown>,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const row of rows) {
    for (const path of paths) if (!found.has(path) && valueAt(row, path) !== undefined) found.add(path);
    if (found.size === paths.length || signal.aborted) break;
  }
  return found;
}
