import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CalendarYear } from '../../../shared/time/workingTime.ts';
import type { PackProblem } from './packError.ts';
import { readJson } from './readJson.ts';

/**
 * Reads the year files `<name>/<year>.json` of a calendar, oldest first. Adds their problems to `problems`.
 */
export function readCalendars(
  calendarsFolder: string,
  name: string | null,
  problems: PackProblem[],
): CalendarYear[] {
  if (name === null) return [];
  const where = `calendars/${name}`;
  let files: string[];
  try {
    files = readdirSync(join(calendarsFolder, name))
      .filter((file) => /^\d{4}\.json$/.test(file))
      .sort();
  } catch {
    files = [];
  }
  if (files.length === 0) {
    problems.push({
      file: 'pack.json',
      path: 'calendar',
      problem: `工作日历“${name}”没有年度文件`,
      expected: `${where}/ 下有 2026.json 这样的文件`,
    });
  }
  return files.flatMap((file) => {
    const found: PackProblem[] = [];
    const year = readJson(join(calendarsFolder, name), file, CalendarYear, found);
    problems.push(...found.map((problem) => ({ ...problem, file: `${where}/${file}` })));
    if (year && `${year.year}.json` !== file) {
      problems.push({
        file: `${where}/${file}`,
        path: 'year',
        problem: `年份是 ${year.year}`,
        expected: file.slice(0, 4),
      });
    }
    return year ? [year] : [];
  });
}
