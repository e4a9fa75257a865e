import type { CityPack } from '../../shared/pack/schema.ts';
import type { CommandLineSource } from '../city/composition/commandLine.ts';
import type { Workbooks } from '../city/sync/file/workbook/readWorkbook.ts';
import { parseSourceSpec } from '../city/sync/sourceSpec.ts';
import { EXIT, LaunchError } from './exitCodes.ts';

/**
 * Reads the sources of the command line (`--source`). Files are opened to guess their columns. `pollSeconds`: poll interval.
 * @throws LaunchError 2 that names the source that is malformed or cannot be read, and the reason.
 */
export async function readSourceSpecs(
  specs: readonly string[],
  pack: CityPack,
  pollSeconds: number,
  workbooks: Workbooks,
): Promise<CommandLineSource[]> {
  const { defaultCrs: crs, zone } = pack.manifest;
  const taken = new Set<string>();
  const sources: CommandLineSource[] = [];
  try {
    for (const spec of specs) {
      const config = await parseSourceSpec(spec, { pollSeconds, crs, zone, taken, workbooks });
      sources.push({
        config,
        probe: config.unsettled === true || (config.kind === 'open311' && !namesDialect(spec)),
      });
    }
  } catch (error) {
    throw new LaunchError(EXIT.usage, error instanceof Error ? error.message : String(error), error);
  }
  return sources;
}

/** Whether the fragment of a source's SPEC names the dialect of the server. */
function namesDialect(spec: string): boolean {
  const [, fragment = ''] = spec.split('#');
  return new URLSearchParams(fragment).has('dialect');
}
