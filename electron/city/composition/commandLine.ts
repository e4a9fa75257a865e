import { isDeepStrictEqual } from 'node:util';
import type { SourceConfig } from '../../../shared/contract/sources.ts';
import { applyPatch } from '../../../shared/source/applyPatch.ts';
import type { CityStore } from '../ports.ts';
import { readsSameRows } from '../sync/readsSameRows.ts';
import { isService } from '../sync/service/cursor.ts';

/** A source of the command line. `probe`: how it is to be read was not given, so the server is probed for it. */
export type CommandLineSource = { config: SourceConfig; probe: boolean };

/** Records which source the person at the machine adds or changes. */
type RecordChange = (action: 'source.create' | 'source.change', sourceId: string) => void;

/**
 * Saves the sources of the command line under their ids, beside those saved before, and records each change beforehand, so
 * that none can be lost. Address and format are taken from the command line; what an operator can change on screen (name,
 * pause, reference system, zone, and what the upstream is told where no mapping file says it) keeps its stored value, and so does what a probe has found at
 * this address or an operator has chosen for it. A source of which nothing was found yet is saved as `unsettled`: it is
 * probed before it is read.
 */
export function saveCommandLine(
  store: CityStore,
  sources: readonly CommandLineSource[],
  record: RecordChange,
): void {
  for (const { config, probe } of sources) {
    const known = store.source(config.id)?.config ?? null;
    // With reference system and zone in the mapping too, as a change on screen leaves it: no other mapping, then.
    const stored = withStored(config, known, probe);
    const next = applyPatch(stored, {}) ?? stored;
    if (!isDeepStrictEqual(known, next))
      record(known === null ? 'source.create' : 'source.change', config.id);
    store.saveSource(next);
    // A cursor of another address or mapping is meaningless: everything is read again.
    if (known !== null && !readsSameRows(known, next)) store.setCursor(config.id, '');
  }
}

/** What the upstream is told: as a mapping file says, but for the pause, or else as it is stored. */
function toldBy(config: SourceConfig, known: SourceConfig): object {
  const stored = 'writeBack' in known ? known.writeBack : undefined;
  const given = 'writeBack' in config ? config.writeBack : undefined;
  if (given === undefined) return stored === undefined ? {} : { writeBack: stored };
  return { writeBack: { ...given, paused: stored?.paused ?? given.paused } };
}

/** `probe`: the command line does not say how the source is to be read. */
function withStored(config: SourceConfig, known: SourceConfig | null, probe: boolean): SourceConfig {
  const unsettled = probe ? { unsettled: true as const } : {};
  if (known === null || known.kind !== config.kind) return { ...config, ...unsettled };
  const { name, paused, crs, zone } = known;
  const next = { ...config, name, paused, crs, zone, ...toldBy(config, known) };
  if (!probe) return next;
  // Settled by a probe or by an operator, who may have chosen what no server has answered to yet.
  const isSettled = known.unsettled !== true;
  const isSame = isSettled && 'url' in known && 'url' in next && known.url === next.url;
  if (isSame && known.kind === 'open311' && next.kind === 'open311')
    return { ...next, dialect: known.dialect };
  if (isSame && isService(known) && isService(next)) {
    const { unsettled: _unsettled, ...settled } = next;
    return { ...settled, options: known.options };
  }
  return { ...next, ...unsettled };
}
