import {
  type ActionTemplate,
  type BodyTemplate,
  HOLE,
  isRecord,
  namedIn,
  type Placeholder,
  type WriteBack,
} from '../contract/writeBack.ts';
import { maskPhones } from '../privacy/contactNumbers.ts';
import { HIDDEN } from '../privacy/identityNumbers.ts';
import { localDateTime } from '../time/zone.ts';
import type { MessageValues } from './values.ts';

/** Contact data of a citizen, looked up when a message is sent and kept nowhere. */
export type Contact = { name: string | null; phone: string | null };

/** What a message is written from when it is sent. `zone`: of the source. */
export type Filling = {
  key: string;
  values: MessageValues;
  zone: string;
  /** Null where the source is not declared to receive it, or there is none. */
  contact: Contact | null;
  /**
   * Contact data that is hidden wherever a free text repeats it, beside all numbers of telephones and identity cards; null:
   * nothing is hidden.
   */
  hidden: readonly string[] | null;
};

type Value = string | number | null;

/** A request as it is sent; `path` below the address of the source, or from the root of its host. */
export type RenderedRequest = {
  method: ActionTemplate['method'];
  path: string;
  query: [string, string][];
  headers: Record<string, string>;
  contentType: string;
  body: string;
};

/** Whether a template, or a part of one, asks for contact data of a citizen. */
export function namesContact(template: ActionTemplate | WriteBack | ActionTemplate['readBack']): boolean {
  return namedIn(JSON.stringify(template)).some((name) => name.startsWith('contact.'));
}

/** Fills a template. Values that do not exist are left empty in texts, and are `null` where a text is nothing else. */
export function renderRequest(template: ActionTemplate, filling: Filling): RenderedRequest {
  const { key, format } = template;
  const filled = renderBody(template.body, filling);
  const body = key?.in === 'field' && isRecord(filled) ? { ...filled, [key.name]: filling.key } : filled;
  const headers = Object.fromEntries(
    Object.entries(template.headers).map(([name, text]) => [name, headerValue(renderText(text, filling))]),
  );
  if (key?.in === 'header') headers[key.name] = filling.key;
  return {
    method: template.method,
    path: renderPath(template.path, filling),
    query: renderQuery(template.query, filling),
    headers,
    contentType: format === 'json' ? 'application/json; charset=utf-8' : 'application/x-www-form-urlencoded',
    body: format === 'json' ? JSON.stringify(body) : formOf(body),
  };
}

/** The request that finds out whether a message arrived, and the values that say so. */
export function renderReadBack(
  readBack: NonNullable<ActionTemplate['readBack']>,
  filling: Filling,
): { path: string; query: [string, string][]; values: string[] } {
  return {
    path: renderPath(readBack.path, filling),
    query: renderQuery(readBack.query, filling),
    values: readBack.values.map((text) => renderText(text, filling)),
  };
}

/** The fields of a form, in order. */
export function formOf(body: unknown): string {
  const part = (value: unknown): string => encodeURIComponent(String(value).toWellFormed());
  return Object.entries(isRecord(body) ? body : {})
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${part(name)}=${part(value)}`)
    .join('&');
}

/** A text with its placeholders filled in. */
export function renderText(text: string, filling: Filling): string {
  return text.replaceAll(HOLE, (_whole, name: string) => String(filledIn(name.trim(), filling) ?? ''));
}

function renderPath(path: string, filling: Filling): string {
  return path.replaceAll(HOLE, (_whole, name: string) =>
    segmentOf(String(filledIn(name.trim(), filling) ?? '')),
  );
}

/** One segment of a path, whatever the value: neither `/` nor `..` leads to another place. */
function segmentOf(value: string): string {
  const encoded = encodeURIComponent(value.toWellFormed());
  return encoded === '.' || encoded === '..' ? encoded.replaceAll('.', '%2E') : encoded;
}

function renderQuery(query: Readonly<Record<string, string>>, filling: Filling): [string, string][] {
  return Object.entries(query).map(([name, text]) => [name, renderText(text, filling)]);
}

/** Headers hold visible ASCII; anything else would break the request. */
function headerValue(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed());
}

function renderBody(body: BodyTemplate, filling: Filling): unknown {
  if (typeof body === 'string') return renderValue(body, filling);
  if (Array.isArray(body)) return body.map((item) => renderBody(item, filling));
  if (!isRecord(body)) return body;
  return Object.fromEntries(Object.entries(body).map(([name, item]) => [name, renderBody(item, filling)]));
}

/** A text that is one placeholder and nothing else keeps the type of its value. */
function renderValue(text: string, filling: Filling): Value {
  const [only] = namedIn(text);
  const whole = only !== undefined && text.trim().replace(HOLE, '') === '' && namedIn(text).length === 1;
  return whole ? filledIn(only, filling) : renderText(text, filling);
}

/** Written by people, who write telephone numbers anywhere. Numbers of cases and whistles are no telephone numbers. */
const FREE_TEXTS: ReadonlySet<string> = new Set<Placeholder>([
  ...(['case.title', 'whistle.subject', 'whistle.description', 'whistle.address', 'event.text'] as const),
]);

function filledIn(name: string, { key, values, zone, contact, hidden }: Filling): Value {
  switch (name) {
    case 'message.key':
      return key;
    case 'contact.name':
      return contact?.name ?? null;
    case 'contact.phone':
      return contact?.phone ?? null;
    case 'event.atMs':
      return values['event.at'] ?? null;
    case 'event.atIso':
      return isoOf(values['event.at']);
    case 'event.at':
    case 'event.until':
      return timeOf(values[name], zone);
    default: {
      const value = values[name as keyof MessageValues] ?? null;
      const shown = hidden === null || typeof value !== 'string' || !FREE_TEXTS.has(name);
      return shown ? value : withoutContact(value, hidden);
    }
  }
}

/** The values of a message with contact data hidden in all that people wrote. */
export function valuesWithoutContact(values: MessageValues, persons: readonly string[]): MessageValues {
  const hidden = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' && FREE_TEXTS.has(name) ? withoutContact(value, persons) : value,
  ]);
  return Object.fromEntries(hidden);
}

/** A text as it may leave the hall. */
export function withoutContact(text: string, persons: readonly string[]): string {
  let plain = text;
  // The longest first, since one name may be the beginning of another.
  for (const word of [...persons].sort((a, b) => b.length - a.length))
    if (word.length > 1) plain = plain.replaceAll(word, HIDDEN);
  return maskPhones(plain);
}

function timeOf(ms: Value | undefined, zone: string): string | null {
  return typeof ms === 'number' ? localDateTime(ms, zone) : null;
}

function isoOf(ms: Value | undefined): string | null {
  return typeof ms === 'number' ? new Date(ms).toISOString() : null;
}
