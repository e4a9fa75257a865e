import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Written out: what looks for dead code follows only names that it can read. */
const CHILD = fileURLToPath(new URL('./killChild.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * The child as one file in `folder`; its path. Started thousands of times, four fifths of its life would otherwise go into
 * reading and stripping some two hundred TypeScript modules.
 */
export async function bundleChild(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: { ssr: CHILD, outDir: folder, minify: false, target: 'node24' },
  });
  // The database's native part stays outside, and is looked for beside the file. A junction needs no rights on Windows.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return join(folder, 'killChild.js');
}
