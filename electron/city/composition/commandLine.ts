import { isDeepStrictEqual } from 'node:util';
import type { SourceConfig } from '../../../shared/contract/sources.ts';
import type { CityStore, Logger } from '../ports.ts';
import { readsSameRows } from '../sync/readsSameRows.ts';
import type { Sync } from '../sync/syncer.ts';

/** A source of the command line. `probe`: its dialect was not given, so the server is probed for it. */
export type CommandLineSource = { config: SourceConfig; probe: boolean };

/** If a server does not answer the probe within this time, it is read by the plain standard; ms. */
const PROBE_TIMEOUT_MS = 20_000;

/** Records which source the person at the machine adds or changes. */
type RecordChange = (action: 'source.create' | 'source.change', sourceId: string) => void;

/**
 * Saves the sources of the command line under their ids, beside those saved before, and records each change beforehand, so
 * that none can be lost. Address and format are taken from the command line; what an operator can change on screen (name,
 * pause, reference system, zone) keeps its stored value, and so does a dialect that was detected before. Sources that must
 * still be probed are not saved but returned.
 */
export function saveCommandLine(
  store: CityStore,
  sources: readonly CommandLineSource[],
  record: RecordChange,
): SourceConfig[] {
  const unknown: SourceConfig[] = [];
  for (const { config, probe } of sources) {
    const known = store.source(config.id)?.config ?? null;
    const dialect = probe ? detectedDialect(known, config) : null;
    const next = withStored(config, known, dialect);
    if (!isDeepStrictEqual(known, next))
      record(known === null ? 'source.create' : 'source.change', config.id);
    if (probe && dialect === null) {
      unknown.push(next);
      continue;
    }
    store.saveSource(next);
    // A cursor of another address or mapping is meaningless: everything is read again.
    if (known !== null && !readsSameRows(known, next)) store.setCursor(config.id, '');
  }
  return unknown;
}

type Dialect = Extract<SourceConfig, { kind: 'open311' }>['dialect'];

/** The stored dialect, if the address is the one that it was detected at. */
function detectedDialect(known: SourceConfig | null, config: SourceConfig): Dialect | null {
  const isSame = known?.kind === 'open311' && config.kind === 'open311' && known.url === config.url;
  return isSame ? known.dialect : null;
}

function withStored(config: SourceConfig, known: SourceConfig | null, dialect: Dialect | null): SourceConfig {
  if (known === null || known.kind !== config.kind) return config;
  const { name, paused, crs, zone } = known;
  const next = { ...config, name, paused, crs, zone };
  return next.kind === 'open311' && dialect !== null ? { ...next, dialect } : next;
}

/** Probes for the dialect and starts the source. If probing fails, the source is started with its given configuration. */
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
      const report = await sync.probe(
        request,
        AbortSignal.any([closing, AbortSignal.timeout(PROBE_TIMEOUT_MS)]),
      );
      if (report.suggested?.kind === 'open311') found = { ...config, dialect: report.suggested.dialect };
      logger.info({ source: config.id, probed: report.ok }, 'source probed');
    } catch (error) {
      logger.warn({ source: config.id, error }, 'source could not be probed');
    }
  }
  if (!closing.aborted) sync.add(found);
}
