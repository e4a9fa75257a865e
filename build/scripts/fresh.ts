import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.ts';

/** Builds the windows when their bundle is missing or older than any of their sources. Ends the process on failure. */
export async function ensureWindows(): Promise<void> {
  const sources = globSync(
    ['renderer/**/*', 'shared/**/*.ts', 'build/vite.renderer.ts', 'package-lock.json'],
    { cwd: root },
  );
  const newest = Math.max(...sources.map(modifiedAt));
  if (modifiedAt('dist/renderer/index.html') > newest) return;
  console.error('Building the windows (first start, or the sources changed) …');
  const code = await run('node', ['build/scripts/build.ts', 'windows'], {});
  if (code !== 0) process.exit(code);
}

function modifiedAt(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
