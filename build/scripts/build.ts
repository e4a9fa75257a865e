import { run } from './run.ts';

/** `npm run build [-- windows|shell]`: the windows' bundle (dist/renderer) and the Electron side (dist/shell). */
const quiet = ['--logLevel', 'warn'];
const parts: Record<string, string[][]> = {
  windows: [['build', '--config', 'build/vite.renderer.ts', ...quiet]],
  shell: [
    ['build', '--config', 'build/vite.shell.ts', ...quiet],
    ['build', '--config', 'build/vite.shell.ts', '--mode', 'preload', ...quiet],
  ],
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`build: unknown part ${unknown.join(', ')}; known: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
for (const [name, builds] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const args of builds) {
    const code = await run('vite', args, {});
    if (code !== 0) process.exit(code);
  }
}
