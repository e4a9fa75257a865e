import { run } from './run.ts';

/** `npm run check`: all checks that need no browser. Later checks run even if an earlier one fails. */
const steps: [string, string, string[]][] = [
  ['types: pure code', 'tsc', ['-p', 'shared/tsconfig.json']],
  ['types: service, scripts, tests', 'tsc', ['-p', 'tsconfig.json']],
  ['types: windows', 'tsc', ['-p', 'renderer/tsconfig.json']],
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['boundaries', 'node', ['build/scripts/boundaries/main.ts']],
  ['dead code and dependencies', 'knip', ['--config', 'build/knip.json']],
];
if (!process.argv.includes('--static')) {
  steps.push(['unit tests', 'vitest', ['run', '--config', 'build/vitest.config.ts', '--project', 'unit']]);
}

const failed: string[] = [];
for (const [name, command, args] of steps) {
  console.log(`\n— ${name}`);
  if ((await run(command, args, {})) !== 0) failed.push(name);
}
console.log(failed.length === 0 ? '\ncheck: all passed' : `\ncheck: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
