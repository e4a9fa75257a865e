import { symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * The child script as one file in `folder`; its path. Started thousands of times, four fifths of its life would otherwise go into
 * reading and stripping some two hundred TypeScript modules.
 */
export async function bundleChild(child: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: { ssr: child, outDir: folder, minify: false, target: 'node24' },
  });
  // The database's native part stays outside, and is looked for beside the file. A junction needs no rights on Windows.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return join(folder, `${basename(child, '.ts')}.js`);
}
