import { existsSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { AssessmentRules } from '../../../shared/pack/assessment.ts';
import { checkAssessment } from '../../../shared/pack/checkAssessment.ts';
import {
  type CityPack,
  GridFile,
  OutlineFile,
  PackManifest,
  StreetFile,
} from '../../../shared/pack/schema.ts';
import { WhistleRules } from '../../../shared/pack/whistles.ts';
import { checkWhistleRules } from '../../../shared/whistle/checkRules.ts';
import { checkManifest, checkReferences } from './checkCodes.ts';
import { checkOverlaps, checkRings } from './checkShapes.ts';
import { PackError, type PackProblem } from './packError.ts';
import { readCalendars } from './readCalendars.ts';
import { readJson } from './readJson.ts';

const WHISTLES_FILE = 'whistles.json';
const ASSESSMENT_FILE = 'assessment.json';

/**
 * Reads and validates a city pack (城市包). Throws `PackError` with all problems: unreadable files, fields that violate
 * the schema, duplicate or unknown codes, open or misplaced shapes, overlapping grids, missing calendar years.
 */
export function readPack(folder: string, calendarsFolder: string): CityPack {
  const problems: PackProblem[] = [];
  const manifest = readJson(folder, 'pack.json', PackManifest, problems);
  const outline = readJson(folder, 'outline.geojson', OutlineFile, problems);
  const streets = readJson(folder, 'streets.geojson', StreetFile, problems);
  const grids = readJson(folder, 'grids.geojson', GridFile, problems);
  if (manifest) {
    problems.push(...checkManifest(manifest), ...checkReferences(manifest, streets, grids));
    if (outline) problems.push(...checkRings('outline.geojson', outline, manifest.bbox));
    if (streets) problems.push(...checkRings('streets.geojson', streets, manifest.bbox));
    if (grids) problems.push(...checkRings('grids.geojson', grids, manifest.bbox));
  }
  if (grids) problems.push(...checkOverlaps('grids.geojson', grids));
  const calendarYears = manifest ? readCalendars(calendarsFolder, manifest.calendar, problems) : [];
  const whistles = manifest ? readWhistles(folder, manifest, problems) : null;
  const assessment = manifest ? readAssessment(folder, { manifest, grids }, problems) : null;
  if (problems.length > 0 || !manifest || !outline || !streets || !grids)
    throw new PackError(folder, problems);
  return { manifest, outline, streets, grids, calendarYears, whistles, assessment };
}

/** Reads the whistle rules (吹哨规则) of a pack; null where it has none. Adds their problems to `problems`. */
function readWhistles(folder: string, manifest: PackManifest, problems: PackProblem[]): WhistleRules | null {
  if (!existsSync(join(folder, WHISTLES_FILE))) return null;
  const rules = readJson(folder, WHISTLES_FILE, WhistleRules, problems);
  if (rules) {
    problems.push(
      ...checkWhistleRules(rules, manifest).map((problem) => ({ file: WHISTLES_FILE, ...problem })),
    );
  }
  return rules;
}

/** Reads the assessment (考核评价) of a pack; null where it has none. Adds its problems to `problems`. */
function readAssessment(
  folder: string,
  around: { manifest: PackManifest; grids: GridFile | null },
  problems: PackProblem[],
): AssessmentRules | null {
  if (!existsSync(join(folder, ASSESSMENT_FILE))) return null;
  const rules = readJson(folder, ASSESSMENT_FILE, AssessmentRules, problems);
  if (rules) {
    problems.push(
      ...checkAssessment(rules, around).map((problem) => ({ file: ASSESSMENT_FILE, ...problem })),
    );
  }
  return rules;
}

/**
 * Resolves a pack given by id or path (`nanjing-qinhuai`, `./my-pack`, `/srv/packs/ours`) to its folder. Throws a
 * `PackError` that lists the available packs.
 */
export function findPack(idOrFolder: string, packsFolder: string): string {
  const asId = join(packsFolder, idOrFolder);
  if (/^[a-z0-9-]+$/.test(idOrFolder) && existsSync(join(asId, 'pack.json'))) return asId;
  const asFolder = isAbsolute(idOrFolder) ? idOrFolder : resolve(idOrFolder);
  if (existsSync(join(asFolder, 'pack.json'))) return asFolder;
  const isFolder = existsSync(asFolder) && statSync(asFolder).isDirectory();
  throw new PackError(idOrFolder, [
    {
      file: 'pack.json',
      path: '',
      problem: isFolder
        ? `文件夹 ${asFolder} 中没有 pack.json`
        : `没有名为“${idOrFolder}”的城市包，也没有这个文件夹`,
      expected: `城市包文件夹，或其中之一：${listPacks(packsFolder).join('、')}`,
    },
  ]);
}

/** Ids of the packs in a folder, sorted. */
export function listPacks(packsFolder: string): string[] {
  if (!existsSync(packsFolder)) return [];
  return readdirSync(packsFolder)
    .filter((name) => existsSync(join(packsFolder, name, 'pack.json')))
    .sort();
}
