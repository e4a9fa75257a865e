import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LunarDay, SolarTerm } from 'tyme4ts';

/**
 * Writes shared/time/lunarDates.ts: the days of 清明, 春节, 端午 and 中秋 of the years for which working calendars may
 * be counted provisionally. The service needs these four dates a year and not the library, so the library stays here.
 * `node build/scripts/makeLunarDates.ts`; tests/unit/time/lunarDates.test.ts compares the file with the library.
 */
const FIRST = 2025;
const LAST = 2100;

type SolarDay = ReturnType<LunarDay['getSolarDay']>;

/** `04-05`. */
function monthDay(day: SolarDay): string {
  return [day.getMonth(), day.getDay()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** `['04-05', '02-17', '06-19', '09-25']` of 2026: 清明, 春节 (first day of the lunar year), 端午, 中秋. */
export function lunarDatesOf(year: number): string[] {
  return [
    SolarTerm.fromName(year, '清明').getSolarDay(),
    LunarDay.fromYmd(year, 1, 1).getSolarDay(),
    LunarDay.fromYmd(year, 5, 5).getSolarDay(),
    LunarDay.fromYmd(year, 8, 15).getSolarDay(),
  ].map(monthDay);
}

function write(): void {
  const rows = Array.from(
    { length: LAST - FIRST + 1 },
    (_, i) => `  ${JSON.stringify(lunarDatesOf(FIRST + i))},`,
  );
  const file = fileURLToPath(new URL('../../shared/time/lunarDates.ts', import.meta.url));
  writeFileSync(
    file,
    `/** Made by build/scripts/makeLunarDates.ts; not to be edited. The first row is this year. */
export const FIRST_LUNAR_YEAR = ${FIRST};

/** Month and day in the solar calendar of 清明, 春节 (first day of the lunar year), 端午 and 中秋: one row a year. */
export const LUNAR_DATES: readonly (readonly [string, string, string, string])[] = [
${rows.join('\n')}
];
`,
  );
  execFileSync('npx', ['biome', 'format', '--write', file], { stdio: 'inherit' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) write();
