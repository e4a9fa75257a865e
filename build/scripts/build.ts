import { run } from './run.ts';
import { buildWindows, PRODUCTION } from './windowsBundle.ts';

/** `npm run build [-- windows|shell]`: the windows' bundle (dist/renderer) and the Electron side (dist/shell). */
const parts: Record<string, () => Promise<number>> = { windows: buildWindows, shell: buildShell };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`build: unknown part ${unknown.join(', ')}; known: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
for (const [name, build] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const code = await build();
  if (code !== 0) process.exit(code);
}

async function buildShell(): Promise<number> {
  const shell = ['build', '--config', 'build/vite.shell.ts', '--logLevel', 'warn'];
  const code = await run('vite', shell, PRODUCTION);
  return code === 0 ? run('vite', [...shell, '--mode', 'preload'], PRODUCTION) : code;
}
