/**
 * The text that a cell shows whose format fills a number up with zeros (`000000`, `"NJ"0000`, `0000-00-00`): such a number is an
 * id or a date, of which the zeros are part. Null for every other format, and for what is no whole number from 0 to 15 digits.
 */
export function paddedText(value: number, format: string): string | null {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 1e15) return null;
  const places = placesOf(format);
  const zeros = places?.filter((place) => place === null).length ?? 0;
  if (places === null || zeros < 2) return null;
  const digits = String(value).padStart(zeros, '0');
  // Digits that have no place of their own stand before the first.
  const [overflow, own] = [digits.slice(0, digits.length - zeros), [...digits.slice(digits.length - zeros)]];
  let text = '';
  let next = 0;
  for (const place of places) {
    if (place !== null) text += place;
    else text += (next === 0 ? overflow : '') + (own[next++] ?? '');
  }
  return text.trim();
}

/** Whether a format is such a one. */
export function isPadding(format: string): boolean {
  return paddedText(0, format) !== null;
}

/** Shown as they are, also without quotes. */
const LITERAL = /^[-\p{Script=Han}()（）\s]$/u;

/** The first section of a format: a text for each literal, null for each place of a digit. Null where it has anything else. */
function placesOf(format: string): (string | null)[] | null {
  const letters = [...format];
  const places: (string | null)[] = [];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    if (letter === ';') break;
    if (letter === '0') places.push(null);
    else if (letter === '"' || letter === '[') {
      const end = letters.indexOf(letter === '"' ? '"' : ']', at + 1);
      if (end < 0) return null;
      // Colours, locales and conditions show nothing themselves.
      if (letter === '"') places.push(letters.slice(at + 1, end).join(''));
      at = end;
    } else if (letter === '\\') places.push(letters[++at] ?? '');
    // A blank as wide as the next sign.
    else if (letter === '_') at += 1;
    else if (LITERAL.test(letter)) places.push(letter);
    else return null;
  }
  return places;
}
