import { type Crs, NamedCrs } from '../../../shared/contract/sources.ts';
import { centralMeridian, isPlaneCrs } from '../../../shared/geo/gaussKrugerCodes.ts';
import type { ConnWords } from './words.ts';

export function crsName(crs: Crs, words: ConnWords): string {
  return isPlaneCrs(crs)
    ? words.crsPlane(centralMeridian(crs), crs.replace('epsg', 'EPSG'))
    : words[`crs_${crs}`];
}

/** The systems to choose from. Of the 64 planes by code only the one that is set is listed. */
export function crsChoices(current: Crs, words: ConnWords): { value: Crs; label: string }[] {
  const values: Crs[] = isPlaneCrs(current) ? [...NamedCrs.options, current] : NamedCrs.options;
  return values.map((value) => ({ value, label: crsName(value, words) }));
}
