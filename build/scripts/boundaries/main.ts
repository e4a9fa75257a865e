import { globSync, readFileSync } from 'node:fs';
import { findBreaches, findEmptyPlaces } from './check.ts';
import { findCycleBreaches } from './cycles.ts';
import { checkedFolders, cycleFolders, knownCycles, rooms } from './rooms.ts';
import { findStyleBreaches } from './styles.ts';

const files = cycleFolders
  .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,mts}`))
  .filter((path) => !path.endsWith('.d.ts'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), source: readFileSync(path, 'utf8') }));
const walled = files.filter((file) => checkedFolders.some((folder) => file.path.startsWith(`${folder}/`)));
const sheets = globSync('renderer/**/*.css').map((path) => ({
  path: path.replaceAll('\\', '/'),
  source: readFileSync(path, 'utf8'),
}));
const breaches = [
  ...findBreaches(walled, rooms),
  ...findEmptyPlaces(walled, rooms),
  ...findCycleBreaches(files, knownCycles),
  ...findStyleBreaches([...sheets, ...files.filter(({ path }) => path.startsWith('renderer/'))]),
];
for (const { path, what } of breaches) console.error(`${path}: ${what}`);
console.log(
  `boundaries: ${walled.length} files in rooms, ${files.length} searched for import cycles ` +
    `(${knownCycles.length} known ones left), ${breaches.length} breaches`,
);
process.exitCode = breaches.length === 0 ? 0 : 1;
