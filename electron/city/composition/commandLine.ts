import { isDeepStrictEqual } from 'node:util';
import type { SourceConfig } from '../../../shared/contract/sources.ts';
import type { CityStore, Logger } from '../ports.ts';
import { readsSameRows } from '../sync/readsSameRows.ts';
import type { Sync } from '../sync/syncer.ts';

/** A source of the command line. `probe`: its dialect was not given, so the server is probed for it. */
export type CommandLineSource = { config: SourceConfig; probe: boolean };

/** If a server does not answer the probe within this time, it is read by the plain standard; ms. */
const PROBE_TIMEOUT_MS = 20_000;

/**
 * Saves the sources of the command line under their ids, beside those saved before. Address and format are taken from the
 * command line; what an operator can change on screen (name, pause, reference system, zone) keeps its stored value, and so
 * does a dialect that was detected before. Sources that must still be probed are not saved but returned.
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
    // A cursor of another address or mapping is meaningless: everything is read again.
    if (!readsSameRows(known, changed)) store.setCursor(config.id, '');
  }
  return unknown;
}

/** Appends an audit line; nobody is signed in at the command line. */
type RecordAct = (
  by: null,
  action: 'source.create' | 'source.change',
  subject: string,
  result: 'done',
  details: Record<string, unknown>,
) => void;

/**
 * Records in the audit which sources the person at the machine added or changed by the command line. `before`: the sources
 * as stored before `saveCommandLine`; `user`: their name in the operating system.
 */
export function recordCommandLine(
  record: RecordAct,
  store: CityStore,
  before: readonly SourceConfig[],
  sources: readonly CommandLineSource[],
  user: string,
): void {
  for (const { config } of sources) {
    const known = before.find(({ id }) => id === config.id);
    const saved = store.source(config.id)?.config ?? config;
    if (isDeepStrictEqual(known, saved)) continue;
    const action = known === undefined ? 'source.create' : 'source.change';
    record(null, action, config.id, 'done', { commandLine: user });
  }
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
