import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { contactSlot, type Slot } from './contactFields.ts';
import { isObject, textValue, valueAt } from './paths.ts';

export type FoundContact = { name: string | null; phone: string | null; email: string | null };

type Finds = FoundContact & { nameParts: string[] };

/**
 * Takes contact data out of a row: the fields that the mapping names, and every field at any depth whose name says so
 * (domain.md §8.2). Returns the row without them (itself when it has none), and what was found; the mapping's fields win over found ones.
 */
export function splitContact(
  row: Record<string, unknown>,
  paths: FieldMapping['contact'],
): { row: Record<string, unknown>; contact: FoundContact | null } {
  const found: Finds = { name: null, phone: null, email: null, nameParts: [] };
  const named = new Set<string>();
  for (const slot of ['name', 'phone', 'email'] as const) {
    const path = paths[slot];
    for (const one of path === undefined ? [] : [path].flat()) {
      found[slot] ??= textValue(valueAt(row, one));
      named.add(one);
    }
  }
  // Most rows hold none: a look is cheaper than a copy.
  const stripped = holdsContact(row, '', named) ? stripObject(row, '', named, found) : row;
  const name = found.name ?? textValue(found.nameParts.join(' '));
  const { phone, email } = found;
  return {
    row: stripped,
    contact: name === null && phone === null && email === null ? null : { name, phone, email },
  };
}

function holdsContact(value: unknown, prefix: string, named: Set<string>): boolean {
  if (Array.isArray(value)) {
    return value.some((item, index) => holdsContact(item, `${prefix}.${index}`, named));
  }
  if (!isObject(value)) return false;
  for (const key in value) {
    if (contactSlot(key) !== null) return true;
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (named.has(path)) return true;
    const inner = value[key];
    if (typeof inner === 'object' && holdsContact(inner, path, named)) return true;
  }
  return false;
}

function stripObject(
  value: Record<string, unknown>,
  prefix: string,
  named: Set<string>,
  found: Finds,
): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(value)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (named.has(path)) continue;
    const slot = contactSlot(key);
    // Flags such as `contact: true` say how a case came, not from whom.
    if (slot !== null && inner !== null && typeof inner !== 'boolean') {
      harvest(inner, slot, found);
      continue;
    }
    kept.push([key, strip(inner, path, named, found)]);
  }
  return Object.fromEntries(kept);
}

function strip(value: unknown, path: string, named: Set<string>, found: Finds): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => strip(item, `${path}.${index}`, named, found));
  }
  return isObject(value) ? stripObject(value, path, named, found) : value;
}

/** Keeps the first text of each kind; `reporter: {name, phone}` is opened. */
function harvest(value: unknown, slot: Slot, found: Finds): void {
  if (Array.isArray(value)) {
    for (const item of value) harvest(item, slot, found);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const innerSlot = contactSlot(key) ?? (/^name$/i.test(key) ? 'name' : null);
      if (innerSlot !== null) harvest(inner, innerSlot, found);
    }
  } else {
    const text = textValue(value);
    if (text === null || slot === 'other') return;
    if (slot !== 'name-part') found[slot] ??= text;
    // A name has two or three parts; more means that several people stand in the row.
    else if (found.nameParts.length < 3) found.nameParts.push(text);
  }
}

/** Hides phone numbers and mail addresses in every text inside a value, and mobiles written as JSON numbers. Field names are left alone. */
export function maskDeep(value: unknown): unknown {
  if (typeof value === 'string') return maskPhones(value);
  if (typeof value === 'number') {
    const text = value >= 13_000_000_000 && value < 20_000_000_000 ? String(value) : '';
    const masked = maskPhones(text);
    return masked === text ? value : masked;
  }
  if (Array.isArray(value)) return value.map(maskDeep);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskDeep(inner)]));
}
