import { globSync, readFileSync } from 'node:fs';
import { findBreaches } from './check.ts';
import { checkedFolders, rooms } from './rooms.ts';

const paths = globSync(checkedFolders.map((folder) => `${folder}/**/*.{ts,tsx,mts}`)).filter(
  (path) => !path.endsWith('.d.ts'),
);
const files = paths.map((path) => ({ path: path.replaceAll('\\', '/'), source: readFileSync(path, 'utf8') }));
const breaches = findBreaches(files, rooms);
for (const { path, what } of breaches) console.error(`${path}: ${what}`);
console.log(`boundaries: ${files.length} files, ${breaches.length} breaches`);
process.exitCode = breaches.length === 0 ? 0 : 1;
