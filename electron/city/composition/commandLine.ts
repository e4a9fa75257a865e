import type { SourceConfig } from '../../../shared/contract/sources.ts';
import type { CityStore, Logger } from '../ports.ts';
import { readsSameRows } from '../sync/readsSameRows.ts';
import type { Sync } from '../sync/syncer.ts';

/** A source of the command line; `probe`: its dialect was not given; the server is probed for it. */
export type CommandLineSource = { config: SourceConfig; probe: boolean };

/** A server that says nothing for this long is read as the plain standard. */
const PROBE_MS = 20_000;

/**
 * Saves the sources of the command line under their ids, beside those saved before. Where to ask and how to read is the
 * command line's say; what an operator may change on screen (name, pause, reference system, zone) stays as changed, and
 * so does a dialect that was found out before. The sources that are still to be probed are left out and returned.
 */
export function saveCommandLine(store: CityStore, sources: readonly CommandLineSource[]): SourceConfig[] {
  const unknown: SourceConfig[] = [];
  for (const { config, probe } of sources) {
    const known = store.source(config.id)?.config;
    if (known === undefined || known.kind !== config.kind) {
      if (probe) unknown.push(config);
      else store.saveSource(config);
      continue;
    }
    const { name, paused, crs, zone } = known;
    const changed = { ...config, name, paused, crs, zone };
    if (probe && changed.kind === 'open311' && known.kind === 'open311') {
      if (known.url !== changed.url) {
        unknown.push(changed);
        continue;
      }
      changed.dialect = known.dialect;
    }
    store.saveSource(changed);
    // A cursor of another address or mapping stands for nothing: everything is read anew.
    if (!readsSameRows(known, changed)) store.setCursor(config.id, '');
  }
  return unknown;
}

/** Finds out the dialect and starts the source; one that cannot be probed now is started as it stands. */
export async function probeAndStart(
  config: SourceConfig,
  sync: Pick<Sync, 'probe' | 'add'>,
  logger: Logger,
  closing: AbortSignal,
): Promise<void> {
  let found = config;
  if (config.kind === 'open311') {
    const { url, auth, jurisdiction } = config;
    const request = {
      kind: config.kind,
      url,
      dialect: null,
      mapping: null,
      auth,
      secret: null,
      jurisdiction,
    };
    try {
      const report = await sync.probe(request, AbortSignal.any([closing, AbortSignal.timeout(PROBE_MS)]));
      if (report.suggested?.kind === 'open311') found = { ...config, dialect: report.suggested.dialect };
      logger.info({ source: config.id, probed: report.ok }, 'source probed');
    } catch (error) {
      logger.warn({ source: config.id, error }, 'source could not be probed');
    }
  }
  if (!closing.aborted) sync.add(found);
}
