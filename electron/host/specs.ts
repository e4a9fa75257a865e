import type { SourceConfig } from '../../shared/contract/sources.ts';
import type { CityPack } from '../../shared/pack/schema.ts';
import { parseSourceSpec } from '../city/sync/sourceSpec.ts';
import { EXIT, LaunchError } from './exitCodes.ts';

/**
 * The sources of the command line. Files are opened to guess their columns.
 * @throws LaunchError 2 for one that is malformed or cannot be read, saying which and why.
 */
export async function readSpecs(
  specs: readonly string[],
  pack: CityPack,
  pollSeconds: number,
): Promise<SourceConfig[]> {
  const { defaultCrs: crs, zone } = pack.manifest;
  const taken = new Set<string>();
  const sources: SourceConfig[] = [];
  try {
    for (const spec of specs) sources.push(await parseSourceSpec(spec, { pollSeconds, crs, zone, taken }));
  } catch (error) {
    throw new LaunchError(EXIT.usage, error instanceof Error ? error.message : String(error), error);
  }
  return sources;
}
