/** Shape of a resident identity number (GB 11643): region, day of birth, serial, check character. */
const SHAPE = /(?<!\d)(\d{2})\d{4}((?:19|20)\d{2})(\d{2})(\d{2})\d{3}[\dXx](?!\d)/g;

const NUMBER = /^(\d{2})\d{4}((?:19|20)\d{2})(\d{2})(\d{2})\d{3}[\dX]$/;
const OLD_NUMBER = /^(\d{2})\d{4}[3-9]\d(\d{2})(\d{2})\d{3}$/;

const INCOMPLETE_IDENTITY = /(?<!\d)(\d{2})\d{4}(?:19\d{2}|200[0-4])(\d{2})(\d{2})\d{0,3}$/;

/** First two digits of regions (GB/T 2260), with the residence permits of Hong Kong, Macao and Taiwan (81 to 83). */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])$/;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';
/** Order numbers also begin with region and date, but hotlines have used them only since this year. */
const FIRST_ORDERS = 2005;
/** Replaces hidden text. */
export const HIDDEN = '[已隐去]';

/**
 * Whether 18 characters are the number of an identity card (GB 11643). Orders of 18 digits look alike (region, day, serial):
 * what holds a day since 2005 is taken for a person's only with the right check character, which one order in eleven has by
 * chance. Before that the shape is enough, since a number that was copied wrong is still nearly somebody's.
 */
export function isIdentityNumber(number: string): boolean {
  const [, province = '', year, month, day] = NUMBER.exec(number) ?? [];
  if (!PROVINCES.test(province) || !isDay(Number(month), Number(day))) return false;
  return Number(year) < FIRST_ORDERS || checkOf(number) === number.charAt(17).toUpperCase();
}

/**
 * Whether 15 digits are the number of an identity card of before October 1999: region, day of birth with two digits for the
 * year, serial. Codes of grids have 15 digits too: district, street, community, grid. Where they hold a day, its year
 * would be below 30 (streets are numbered from 001, towns from 100, townships from 200), and who was born before 1930 is
 * left out for their sake.
 */
export function isOldIdentityNumber(number: string): boolean {
  const [, province = '', month, day] = OLD_NUMBER.exec(number) ?? [];
  return PROVINCES.test(province) && isDay(Number(month), Number(day));
}

/** Whether a text ends in an incompletely typed number with a date before 2005, at least up to the day. */
export function endsInIncompleteIdentity(text: string): boolean {
  const [, province = '', month, day] = INCOMPLETE_IDENTITY.exec(text) ?? [];
  return PROVINCES.test(province) && isDay(Number(month), Number(day));
}

/** Whether a number of that shape in a text is a person's, wherever it stands: after a point, too, or before an X. */
export function containsIdentity(text: string): boolean {
  for (const [number] of text.matchAll(SHAPE)) if (isIdentityNumber(number.toUpperCase())) return true;
  return false;
}

/** Hides everything of that shape, including order numbers: on a wall and in a log a false positive costs little. */
export function maskIdentities(text: string): string {
  return text.replace(SHAPE, HIDDEN);
}

function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** The 18th character by the first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
function checkOf(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number.charAt(index)), 0);
  return CHECKS.charAt(sum % 11);
}
