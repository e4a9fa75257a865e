import type { CityPack } from '../../shared/pack/schema.ts';
import type { CommandLineSource } from '../city/composition/commandLine.ts';
import { parseSourceSpec } from '../city/sync/sourceSpec.ts';
import { EXIT, LaunchError } from './exitCodes.ts';

/**
 * The sources of the command line. Files are opened to guess their columns.
 * @throws LaunchError 2 for one that is malformed or cannot be read, saying which and why.
 */
export async function readSourceSpecs(
  specs: readonly string[],
  pack: CityPack,
  pollSeconds: number,
): Promise<CommandLineSource[]> {
  const { defaultCrs: crs, zone } = pack.manifest;
  const taken = new Set<string>();
  const sources: CommandLineSource[] = [];
  try {
    for (const spec of specs) {
      const config = await parseSourceSpec(spec, { pollSeconds, crs, zone, taken });
      sources.push({ config, probe: config.kind === 'open311' && !namesDialect(spec) });
    }
  } catch (error) {
    throw new LaunchError(EXIT.usage, error instanceof Error ? error.message : String(error), error);
  }
  return sources;
}

/** Whether the fragment of a SPEC says which dialect the server speaks. */
function namesDialect(spec: string): boolean {
  const [, fragment = ''] = spec.split('#');
  return new URLSearchParams(fragment).has('dialect');
}
