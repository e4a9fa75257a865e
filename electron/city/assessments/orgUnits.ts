import type { PackManifest } from '../../../shared/pack/schema.ts';

/** The code of the organisation that an upstream's word means: a code or a name of the pack; any other word stays as it is. */
export function orgUnits({ orgs }: Pick<PackManifest, 'orgs'>): (word: string) => string {
  const codes = new Map(orgs.flatMap(({ code, name }) => [[name, code] as const, [code, code] as const]));
  return (word) => codes.get(word) ?? word;
}
