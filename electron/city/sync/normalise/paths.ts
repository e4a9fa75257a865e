export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const split = new Map<string, string[]>();

/**
 * The value at a dotted path: `data.rows`; list indices as numbers, `-1` for the last item. A field whose own name
 * contains dots (CSV headers) wins. Undefined when there is nothing. Never throws.
 */
export function valueAt(row: unknown, path: string): unknown {
  if (path === '') return undefined;
  if (isObject(row) && Object.hasOwn(row, path)) return row[path];
  let steps = split.get(path);
  if (steps === undefined) {
    steps = path.split('.');
    split.set(path, steps);
  }
  if (steps.length === 1 && !Array.isArray(row)) return undefined;
  let value = row;
  for (const step of steps) {
    if (Array.isArray(value)) value = /^-?\d+$/.test(step) ? value.at(Number(step)) : undefined;
    else if (isObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}

/** The value at the first path that holds something other than null, undefined or blank text. */
export function firstAt(row: unknown, paths: string[]): unknown {
  for (const path of paths) {
    const value = valueAt(row, path);
    if (value === undefined || value === null) continue;
    if (typeof value === 'string' && value.trim() === '') continue;
    return value;
  }
  return undefined;
}

/**
 * A value as text: trimmed, line ends as \n, without NUL and lone surrogates (SQLite and JSON treat both differently).
 * Lists of scalars are joined with 、. Null for blank text and for objects.
 */
export function textValue(value: unknown): string | null {
  if (typeof value === 'string') {
    const lines = value.includes('\r') ? value.replace(/\r\n?/g, '\n') : value;
    const text = (lines.includes('\0') ? lines.replaceAll('\0', '') : lines).trim().toWellFormed();
    return text === '' ? null : text;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const texts = value.filter((item) => !Array.isArray(item)).map(textValue);
    const known = texts.filter((text) => text !== null);
    return known.length === 0 ? null : known.join('、');
  }
  return null;
}

/**
 * A number of a case or a telephone as it was typed: full-width digits are plain ones, and the `.0` that a spreadsheet puts
 * behind a whole number is not part of it. Null where it was cut to scientific notation: digits are missing.
 */
export function digitsAsTyped(text: string): string | null {
  const plain = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0d]/.test(text) ? text.normalize('NFKC') : text;
  if (isScientific(plain)) return null;
  return /^\d{1,20}\.0$/.test(plain) ? plain.slice(0, -2) : plain;
}

/** What a spreadsheet makes of a number with many digits: `1.38E+10`. */
export function isScientific(text: string): boolean {
  return /^\d(?:\.\d+)?e\+?\d+$/i.test(text);
}

/** A number of rows as an answer writes it, as a number or as text; null where it is none. */
export function wholeNumber(value: unknown): number | null {
  const text = textValue(value);
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
