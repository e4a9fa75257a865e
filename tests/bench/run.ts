import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bench, printLine } from './figure.ts';

/** `npm run bench [-- NAME …]`: one JSON line per figure (design §9). A name is a file of this folder. */
const folder = fileURLToPath(new URL('.', import.meta.url));
const known = globSync('*.ts', { cwd: folder })
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'run' && name !== 'figure')
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`bench: unknown ${unknown.join(', ')}; known: ${known.join(', ')}`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : known) {
  const { run }: { run: Bench } = await import(`./${name}.ts`);
  await run(printLine);
}
