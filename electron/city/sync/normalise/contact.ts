import { joinContact } from '../../../../shared/case/contactValues.ts';
import type { Contact } from '../../../../shared/case/normalised.ts';
import { ContactPart } from '../../../../shared/contract/cases.ts';
import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { type ContactKind, contactKindOfField, isExtension, wordWithinPerson } from './contactFields.ts';
import { digitsAsTyped, isObject, textValue, valueAt } from './paths.ts';

/** Each may hold several values, one a line (`contactValues`). */
export type FoundContact = Pick<Contact, ContactPart>;

type FoundParts = Record<keyof FoundContact, string[]> & { nameParts: string[] };

/** Between several numbers in one cell. Each part must be a number: 13800000011转8 and (025)8300 0014 stay whole. */
const BETWEEN_NUMBERS = /[、，,;；/|\n]/;
const NUMBER = /^[+\d][\d\s()-]{5,24}$/;

/**
 * Splits contact data off a row: the fields that the mapping names, and every field at any depth whose name indicates
 * contact data (domain.md §8.2). Returns the row without them (the same object when it has none) and the contact data: all
 * of it, those of fields that the mapping names before the detected ones.
 */
export function splitContact(
  row: Record<string, unknown>,
  paths: FieldMapping['contact'],
): { row: Record<string, unknown>; contact: FoundContact | null } {
  const found: FoundParts = { name: [], phone: [], email: [], address: [], identity: [], nameParts: [] };
  const mappedPaths = new Set<string>();
  for (const kind of ContactPart.options) {
    const path = paths[kind];
    for (const one of path === undefined ? [] : [path].flat()) {
      const text = textValue(valueAt(row, one));
      if (text !== null) found[kind].push(text);
      mappedPaths.add(one);
    }
  }
  for (const path of [paths.dropped ?? []].flat()) mappedPaths.add(path);
  // Most rows hold none, and a check is cheaper than a copy.
  const stripped = containsContact(row, '', mappedPaths) ? stripObject(row, '', mappedPaths, found) : row;
  const name = joinContact(found.name) ?? textValue(found.nameParts.join(' '));
  const email = joinContact(found.email);
  const address = joinContact(found.address);
  const phone = joinContact(found.phone.flatMap(numbersIn));
  // A spreadsheet may have cut it (3.2E+17).
  const identity = joinContact(found.identity.flatMap((text) => digitsAsTyped(text) ?? []));
  return {
    row: stripped,
    contact:
      joinContact([name, phone, email, address, identity].flatMap((one) => one ?? [])) === null
        ? null
        : { name, phone, email, address, identity },
  };
}

const FIELD_OF = {
  name: 'contactName',
  'name-part': 'contactName',
  phone: 'contactPhone',
  email: 'contactEmail',
  address: 'contactAddress',
  identity: 'contactIdentity',
} as const;
type ContactField = (typeof FIELD_OF)[keyof typeof FIELD_OF];

/** Which kinds of contact data a row has a place for, whether or not it is filled. */
export function contactColumns(
  row: Record<string, unknown>,
  paths: FieldMapping['contact'],
): Set<ContactField> {
  const columns = new Set<ContactField>();
  const add = (kind: keyof typeof FIELD_OF): void => void columns.add(FIELD_OF[kind]);
  for (const kind of ContactPart.options) {
    for (const path of [paths[kind] ?? []].flat()) if (valueAt(row, path) !== undefined) add(kind);
  }
  addContactColumns(row, '', new Set(Object.values(paths).flat()), add);
  return columns;
}

function addContactColumns(
  value: unknown,
  prefix: string,
  mappedPaths: ReadonlySet<string>,
  add: (kind: keyof typeof FIELD_OF) => void,
): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      addContactColumns(item, `${prefix}.${index}`, mappedPaths, add);
  } else if (isObject(value)) {
    for (const key in value) {
      const path = prefix === '' ? key : `${prefix}.${key}`;
      if (mappedPaths.has(path)) continue;
      const inner = value[key];
      const kind = kindAt(key, prefix);
      if (kind === null) addContactColumns(inner, path, mappedPaths, add);
      else addKinds(inner, kind, add);
    }
  }
}

/** Descends into `reporter: {name, phone}` as `collectContact` does. */
function addKinds(value: unknown, kind: ContactKind, add: (kind: keyof typeof FIELD_OF) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) addKinds(item, kind, add);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const innerKind = kindWithin(key);
      if (innerKind !== null) addKinds(inner, innerKind, add);
    }
  } else if (kind !== 'other' && typeof value !== 'boolean') add(kind);
}

/** The kind of a field of an object that is about a person: `reporter: {name, address}`. */
function kindWithin(key: string): ContactKind | null {
  return contactKindOfField(key) ?? wordWithinPerson(key);
}

/** The telephone numbers of one cell; none where a spreadsheet has cut it (1.38E+10). */
function numbersIn(text: string): string[] {
  const parts = text.split(BETWEEN_NUMBERS).map((part) => digitsAsTyped(part.trim()) ?? '');
  const isList = parts.length > 1 && parts.every((part) => part === '' || NUMBER.test(part));
  return isList ? parts : [digitsAsTyped(text) ?? ''];
}

function containsContact(value: unknown, prefix: string, mappedPaths: Set<string>): boolean {
  if (Array.isArray(value)) {
    return value.some((item, index) => containsContact(item, `${prefix}.${index}`, mappedPaths));
  }
  if (!isObject(value)) return false;
  for (const key in value) {
    if (kindAt(key, prefix) !== null) return true;
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (mappedPaths.has(path)) return true;
    const inner = value[key];
    if (typeof inner === 'object' && containsContact(inner, path, mappedPaths)) return true;
  }
  return false;
}

/** The kind of contact data in a field of the object at the path `parent`. */
function kindAt(key: string, parent: string): ContactKind | null {
  const kind = contactKindOfField(key);
  if (kind !== null || !/^name$/i.test(key)) return kind;
  return isExtension(parent.slice(parent.lastIndexOf('.') + 1)) ? 'name' : null;
}

function stripObject(
  value: Record<string, unknown>,
  prefix: string,
  mappedPaths: Set<string>,
  found: FoundParts,
): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(value)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (mappedPaths.has(path)) continue;
    const kind = kindAt(key, prefix);
    // Flags such as `contact: true` hold no contact data.
    if (kind !== null && inner !== null && typeof inner !== 'boolean') {
      collectContact(inner, kind, found);
      continue;
    }
    kept.push([key, strip(inner, path, mappedPaths, found)]);
  }
  return Object.fromEntries(kept);
}

function strip(value: unknown, path: string, mappedPaths: Set<string>, found: FoundParts): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => strip(item, `${path}.${index}`, mappedPaths, found));
  }
  return isObject(value) ? stripObject(value, path, mappedPaths, found) : value;
}

/** Collects the texts of each kind; descends into `reporter: {name, phone}`. */
function collectContact(value: unknown, kind: ContactKind, found: FoundParts): void {
  if (Array.isArray(value)) {
    for (const item of value) collectContact(item, kind, found);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const innerKind = kindWithin(key);
      if (innerKind !== null) collectContact(inner, innerKind, found);
    }
  } else {
    const text = textValue(value);
    if (text === null || kind === 'other') return;
    if (kind !== 'name-part') found[kind].push(text);
    // A name has two or three parts; more parts belong to several people.
    else if (found.nameParts.length < 3) found.nameParts.push(text);
  }
}

/**
 * Masks phone numbers and mail addresses in every text inside a value, and mobile numbers written as JSON numbers.
 * Field names are not masked.
 */
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
