import { globSync, readFileSync } from 'node:fs';
import { findUnusedEntries, findViolations } from './check.ts';
import { findCycleViolations } from './cycles.ts';
import { checkedFolders, cycleFolders, knownCycles, rooms } from './rooms.ts';
import { findStyleViolations } from './styles.ts';

const files = cycleFolders
  .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,mts}`))
  .filter((path) => !path.endsWith('.d.ts'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), source: readFileSync(path, 'utf8') }));
const inRooms = files.filter((file) => checkedFolders.some((folder) => file.path.startsWith(`${folder}/`)));
const sheets = globSync('renderer/**/*.css').map((path) => ({
  path: path.replaceAll('\\', '/'),
  source: readFileSync(path, 'utf8'),
}));
const violations = [
  ...findViolations(inRooms, rooms),
  ...findUnusedEntries(inRooms, rooms),
  ...findCycleViolations(files, knownCycles),
  ...findStyleViolations([...sheets, ...files.filter(({ path }) => path.startsWith('renderer/'))]),
];
for (const { path, what } of violations) console.error(`${path}: ${what}`);
console.log(
  `boundaries: ${inRooms.length} files in rooms, ${files.length} searched for import cycles ` +
    `(${knownCycles.length} known ones left), ${violations.length} violations`,
);
process.exitCode = violations.length === 0 ? 0 : 1;
