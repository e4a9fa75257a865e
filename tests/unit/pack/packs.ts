import { fileURLToPath } from 'node:url';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';

export const calendars = fileURLToPath(new URL('../../../build/calendars', import.meta.url));
export const shipped = fileURLToPath(new URL('../../../build/packs', import.meta.url));
export const fixtures = fileURLToPath(new URL('../../fixtures/packs', import.meta.url));

const known = new Map<string, CityPack>();

/** The packs that are shipped; `readPack.test.ts` compares it with what is there. */
export const SHIPPED = ['beijing-dongcheng', 'hohhot', 'nanjing-qinhuai', 'suzhou-anhui'] as const;

/** A pack of the project by id, read once per test file. */
export function pack(id: (typeof SHIPPED)[number] | 'boston'): CityPack {
  const folder = `${id === 'boston' ? fixtures : shipped}/${id}`;
  const found = known.get(id) ?? readPack(folder, calendars);
  known.set(id, found);
  return found;
}
