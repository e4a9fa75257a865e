import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OWN = new URL('../../fixtures/open311/', import.meta.url);
/** Recordings without a licence that allows copies; present on some machines only. */
const BESIDE = new URL('../../../../shared/data/open311-fixtures/', import.meta.url);

/** Bytes of a recorded answer; null when it is not on this machine. */
export function fixtureFile(name: string): Uint8Array | null {
  for (const folder of [OWN, BESIDE]) {
    const path = fileURLToPath(new URL(name, folder));
    if (existsSync(path)) return readFileSync(path);
  }
  return null;
}
