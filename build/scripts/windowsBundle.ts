import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.ts';

const SOURCES = ['renderer/**/*', 'shared/**/*.ts', 'build/vite.renderer.ts', 'package-lock.json'];
/** File with a hash of the bundle's sources; outside dist/renderer, since everything in that folder is packaged. */
const SOURCES_HASH_FILE = 'dist/renderer.sources';

/**
 * Environment of every build. Vite keeps a NODE_ENV that is set already, and a test runner sets one: React's development
 * build would be bundled, which is half as large again and slower.
 */
export const PRODUCTION = { NODE_ENV: 'production' };

/** Builds the windows if their bundle is missing or out of date. Ends the process on failure. */
export async function ensureWindows(): Promise<void> {
  const storedHash = readIfThere(SOURCES_HASH_FILE);
  if (storedHash === fingerprint(root, SOURCES) && existsSync(join(root, 'dist/renderer/index.html'))) return;
  console.error('Building the windows (first start, or the sources changed) …');
  const code = await buildWindows();
  if (code !== 0) process.exit(code);
}

/** Builds the windows' bundle and records the hash of its sources; resolves with the exit code. */
export async function buildWindows(): Promise<number> {
  // Computed before the build: a change during the build may or may not be included, so it must cause another build.
  const sources = fingerprint(root, SOURCES);
  rmSync(join(root, SOURCES_HASH_FILE), { force: true });
  const code = await run(
    'vite',
    ['build', '--config', 'build/vite.renderer.ts', '--logLevel', 'warn'],
    PRODUCTION,
  );
  if (code !== 0) return code;
  writeFileSync(join(root, SOURCES_HASH_FILE), sources);
  return 0;
}

/** SHA-256 over the names and contents of all matching files below `folder`, in hex; file times are ignored. */
export function fingerprint(folder: string, patterns: readonly string[]): string {
  const sum = createHash('sha256');
  const found = globSync(patterns, { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of found.sort()) {
    const content = readFileSync(path);
    sum.update(`${path.slice(folder.length)}\n${content.length}\n`).update(content);
  }
  return sum.digest('hex');
}

function readIfThere(path: string): string | null {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null;
}
