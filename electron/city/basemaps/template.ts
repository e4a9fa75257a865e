import type { RemoteBasemap, TileLevel } from '../../../shared/contract/basemaps.ts';
import { flippedRow, type TileAddress } from '../../../shared/geo/tileGrid.ts';

/** Spellings of the parts of a tile's address: those of WMTS templates and of some products. */
const SPELLINGS: Readonly<Record<string, string>> = {
  '{TileMatrix}': '{z}',
  '{TileCol}': '{x}',
  '{TileRow}': '{y}',
  '{zoom}': '{z}',
  '${z}': '{z}',
  '${x}': '{x}',
  '${y}': '{y}',
};

/** A template with `{z}` `{x}` `{y}` (or `{-y}`), however it was written. */
export function normalisedTemplate(text: string): string {
  let template = text.trim();
  for (const [other, ours] of Object.entries(SPELLINGS)) template = template.replaceAll(other, ours);
  return template;
}

export function isTemplate(text: string): boolean {
  const template = normalisedTemplate(text);
  const has = (part: string): boolean => template.includes(part);
  return has('{z}') && has('{x}') && (has('{y}') || has('{-y}'));
}

/** The address of one tile. */
export function tileUrl(
  template: string,
  subdomains: readonly string[],
  level: TileLevel,
  { column, row }: TileAddress,
): string {
  // The same tile from the same host, so that caches on the way are of use.
  const host = subdomains[(column + row) % Math.max(1, subdomains.length)] ?? '';
  return template
    .replaceAll('{s}', host)
    .replaceAll('{z}', encodeURIComponent(level.id))
    .replaceAll('{x}', String(column))
    .replaceAll('{y}', String(row))
    .replaceAll('{-y}', String(flippedRow(row, level.rows ?? 2 ** Number(level.id))));
}

/**
 * What a key is bound to: scheme, host (with `{s}` as it is written) and port of the layers. Null: they are of several
 * servers, so that no key may be sent.
 */
export function keyOrigin({ layers }: Pick<RemoteBasemap, 'layers'>): string | null {
  const origins = new Set(layers.map(({ template }) => originOf(template)));
  const [only] = origins;
  return origins.size === 1 ? (only ?? null) : null;
}

function originOf(template: string): string | null {
  const at = template.indexOf('://');
  if (at < 0) return null;
  const rest = template.slice(at + 3);
  const end = [...rest].findIndex((letter) => '/?#'.includes(letter));
  return template.slice(0, at + 3 + (end < 0 ? rest.length : end)).toLowerCase();
}

/** Names of parameters that hold keys of tile servers. */
const KEY_NAMES = ['tk', 'key', 'ak', 'token', 'access_token', 'apikey', 'api_key'];

/** Takes a key out of an address: in the settings it would be shown and logged. */
export function withoutKey(address: string): {
  address: string;
  key: { name: string; secret: string } | null;
} {
  const at = address.indexOf('?');
  if (at < 0) return { address, key: null };
  let key: { name: string; secret: string } | null = null;
  const kept = address
    .slice(at + 1)
    .split('&')
    .filter((pair) => {
      const [name = '', ...value] = pair.split('=');
      if (!KEY_NAMES.includes(name.toLowerCase())) return true;
      const text = value.join('=');
      if (text !== '' && !text.includes('{')) key ??= { name, secret: decoded(text) };
      return false;
    });
  const query = kept.filter((pair) => pair !== '').join('&');
  return { address: address.slice(0, at) + (query === '' ? '' : `?${query}`), key };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
