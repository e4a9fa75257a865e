import { simplified } from '../text/simplified.ts';
import type { CityPack } from './schema.ts';

/** Street (街道), community (社区) and grid (网格) as an upstream writes them: names or codes. */
export type PlaceWords = { street: string | null; community: string | null; grid: string | null };

/**
 * Why words name no place. `unsure`: several places have that name; `contradiction`: the grid or community lies in another
 * street than the one named.
 */
export type PlaceProblem = 'no-words' | 'not-found' | 'unsure' | 'contradiction';

type Pack = Pick<CityPack, 'manifest' | 'grids'>;
/** Names are cleaned; `local`: the name of the grid without that of its street. */
type Grid = { code: string; street: string; name: string; local: string };
type Street = { code: string; name: string; short: string };
type Index = {
  districts: string[];
  streets: Street[];
  grids: Grid[];
  found: Map<string, Place | PlaceProblem>;
};
type Place = { street: string; grid: string | null };

/** One index per pack object, since cleaning all names takes longer than placing a case. */
const indexes = new WeakMap<Pack, Index>();
/** Words of this many different places are remembered; a city has a few thousand grids. */
const REMEMBERED = 20_000;
/** 6 digits of the district, 3 of the street, 3 of the community. */
const CODE_DIGITS = 12;

/**
 * Street and grid of a case without coordinates, by the words of its upstream. A code is one of the pack's, also followed by
 * zeros (statistical codes of 12 digits), or longer and within it: a code of a community begins with its street's, that of a
 * grid with its community's (GB/T 30428.1). A name may lack 街道, 办事处 or 社区, follow that of the district, have blanks and be
 * full width. Only what is certain is answered: a community names a grid where it has only one, and a grid that the pack does not
 * know leaves the street.
 */
export function placeByWords(words: PlaceWords, pack: Pack): Place | PlaceProblem {
  const [street, community, grid] = [words.street, words.community, words.grid].map(cleaned);
  if (street === '' && community === '' && grid === '') return 'no-words';
  const index = indexOf(pack);
  const key = JSON.stringify([street, community, grid]);
  const known = index.found.get(key);
  if (known !== undefined) return known;
  const place = find(street ?? '', community ?? '', grid ?? '', index);
  if (index.found.size >= REMEMBERED) index.found.clear();
  index.found.set(key, place);
  return place;
}

function find(street: string, community: string, grid: string, index: Index): Place | PlaceProblem {
  const streets = new Set(streetsOf(street, index));
  const candidates = [gridsOf(grid, community, index), gridsOfCommunity(community, index)];
  // From the narrowest word to the widest. One that names nothing in the street is passed over.
  for (const { grids, isUnique } of candidates) {
    const here = streets.size === 0 ? grids : grids.filter((place) => streets.has(place.street));
    if (here.length === 0 && grids.length > 0 && isUnique) return 'contradiction';
    const [first, ...others] = here;
    if (first !== undefined && others.every((other) => other.street === first.street)) {
      return { street: first.street, grid: others.length === 0 ? first.code : null };
    }
  }
  // The code of a grid or community that the pack lacks still begins with that of its street.
  const code = [grid, community].find(isCode) ?? '';
  const [only, ...others] = streets.size > 0 ? streets : streetsOf(code, index);
  if (only !== undefined) return others.length === 0 ? { street: only, grid: null } : 'unsure';
  return candidates.some(({ grids }) => grids.length > 0) ? 'unsure' : 'not-found';
}

/** Codes of the streets that a word may mean. */
function streetsOf(word: string, { streets, districts }: Index): string[] {
  if (word === '') return [];
  const name = withoutDistrict(word, districts);
  const ways = [
    (street: Street) => street.code === word || street.name === name,
    (street: Street) => isCode(word) && word.startsWith(street.code),
    (street: Street) => street.short === shortStreet(name),
  ];
  const found = ways.map((is) => streets.filter(is)).find((those) => those.length > 0) ?? [];
  return found.map(({ code }) => code);
}

/** Grids that a word may mean; `isUnique`: by a code or a full name, which no other street has too. */
type Named = { grids: Grid[]; isUnique: boolean };
const NOTHING: Named = { grids: [], isUnique: false };

/** The pack names no communities; its grids carry their codes, and some their names. */
function gridsOfCommunity(word: string, { grids }: Index): Named {
  if (word === '') return NOTHING;
  if (isCode(word)) {
    return {
      grids: grids.filter(({ code }) => word.length >= CODE_DIGITS && code.startsWith(word)),
      isUnique: true,
    };
  }
  const name = shortCommunity(word);
  if (name === '') return NOTHING;
  return { grids: grids.filter(({ local }) => local.startsWith(`${name}社区`)), isUnique: false };
}

function gridsOf(word: string, community: string, { grids }: Index): Named {
  if (word === '') return NOTHING;
  const exact = grids.filter(({ code, name }) => code === word || name === word);
  if (exact.length > 0) return { grids: exact, isUnique: true };
  const inCommunity = `${shortCommunity(community)}社区${word}`;
  return { grids: grids.filter(({ local }) => local === word || local === inCommunity), isUnique: false };
}

function indexOf(pack: Pack): Index {
  const known = indexes.get(pack);
  if (known !== undefined) return known;
  const streets = pack.manifest.streets.map(({ code, name }) => {
    const clean = cleaned(name);
    return { code, name: clean, short: shortStreet(clean) };
  });
  const nameOf = new Map(streets.map(({ code, name }) => [code, name]));
  const grids = pack.grids.features.map(({ properties: { code, name, street } }) => {
    const [clean, streetName] = [cleaned(name), nameOf.get(street) ?? ''];
    return {
      code,
      street,
      name: clean,
      local: clean.startsWith(streetName) ? clean.slice(streetName.length) : clean,
    };
  });
  const districts = pack.manifest.orgs
    .filter(({ kind }) => kind === 'district')
    .map(({ name }) => cleaned(name));
  const built = { districts, streets, grids, found: new Map() };
  indexes.set(pack, built);
  return built;
}

function cleaned(text: string | null): string {
  return simplified((text ?? '').slice(0, 200).normalize('NFKC').replaceAll(/\s+/g, ''));
}

function isCode(word: string): boolean {
  return /^[0-9A-Z-]+$/i.test(word) && /\d{3}/.test(word);
}

/** 江苏省南京市秦淮区夫子庙街道 → 夫子庙街道; of a city (市) above its districts (区) the last one named counts. */
function withoutDistrict(name: string, districts: string[]): string {
  const ends = districts.map((district) => {
    const at = district === '' ? -1 : name.indexOf(district);
    return at < 0 ? 0 : at + district.length;
  });
  return name.slice(Math.max(0, ...ends.filter((end) => end < name.length)));
}

function shortStreet(name: string): string {
  return name
    .replace(/(?:人民政府)?(?:街道办事处|街道办|办事处)$/, '')
    .replace(/(.)(?:街道|地区|镇|乡)$/, '$1');
}

function shortCommunity(name: string): string {
  return name.replace(/(?:居民委员会|居委会)$/, '').replace(/社区$/, '');
}
