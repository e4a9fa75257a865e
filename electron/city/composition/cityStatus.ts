import type { Operator } from '../../../shared/contract/people.ts';
import type { CityStatus, Warning } from '../../../shared/contract/status.ts';
import type { PackNames } from '../../../shared/pack/names.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Seal } from '../anchor/openSeal.ts';
import type { TrustedClock } from '../clock/trustedClock.ts';
import type { Columns, Connections, SecretStore } from '../ports.ts';
import type { AssembledStore } from '../store/cityStore.ts';
import { packWarnings, type Used, vacancyWarnings } from './vacancies.ts';
import {
  calendarWarnings,
  clockWarnings,
  columnsWarning,
  diskWarnings,
  secretWarnings,
  skewWarnings,
  timerWarnings,
} from './warnings.ts';

export type StatusSources = {
  dataDir: string;
  mode: CityStatus['mode'];
  pack: CityPack;
  /** With the working calendar in force. */
  currentPack(): CityPack;
  store: AssembledStore;
  /** Number of the last change of sources, warnings and messages. */
  statusVersion(): number;
  columns: Columns;
  columnsState(): 'building' | 'ready' | 'failed';
  connections: Pick<Connections, 'statuses'>;
  clock: TrustedClock;
  secrets: SecretStore;
  seal: Pick<Seal, 'warnings'>;
  /** Of the entrance for pushes from the network. */
  entranceWarnings(): readonly Warning[];
  /** Names of codes that only earlier packs had. */
  former(): PackNames;
  /** Everybody with an account, once for each post. */
  everybody(): readonly Operator[];
  /** Everybody with an account whose posts count. */
  people(): readonly Operator[];
};

/**
 * How long a status request waits for totals while the columns are being built, ms; after that it reports zeros.
 */
const TOTALS_TIMEOUT_MS = 1500;

/** All warnings for the operator, most severe first. */
export async function cityWarnings(parts: StatusSources): Promise<Warning[]> {
  const { whistleQuery } = parts.store;
  const order = { error: 0, warning: 1, info: 2 };
  const all = [
    // What every other one is told by.
    ...clockWarnings(parts.clock.doubt(), parts.pack.manifest.zone),
    ...parts.store.warnings(),
    ...parts.seal.warnings(),
    ...timerWarnings(parts.store.journal.timers.stuck()),
    ...columnsWarning(parts.columnsState()),
    ...packWarnings(await inUse(parts), parts.pack, parts.former()),
    ...vacancyWarnings(parts.people(), whistleQuery.waitedFor(), parts.pack, parts.former()),
    ...calendarWarnings(parts.currentPack(), parts.clock.now()),
    ...parts.entranceWarnings(),
    ...skewWarnings(parts.connections.statuses()),
    ...(await diskWarnings(parts.dataDir)),
    ...secretWarnings(parts.secrets),
  ];
  return all.sort((a, b) => order[a.severity] - order[b.severity]);
}

/** What whistles, people and cases use. Grids are counted once the columns are built, and only where a pack had others. */
async function inUse({
  store,
  everybody,
  columns,
  columnsState,
  clock,
  former,
}: StatusSources): Promise<Used> {
  const counted = columnsState() === 'ready' && former().grids.length > 0;
  // Without its worker the warnings still have to come: that it is gone is one of them.
  const found = counted ? await columns.grids({ status: ['open'] }, clock.now()).catch(() => null) : null;
  const byOrg = Map.groupBy(
    everybody().filter((one) => one.active),
    ({ org }) => org,
  );
  return {
    ...store.whistleQuery.inUse(),
    waited: store.whistleQuery.waitedFor(),
    people: [...byOrg].map(([code, people]) => ({ code, count: people.length })),
    grids: (found?.grids ?? []).map(({ grid, count }) => ({ code: grid, count })),
  };
}

/** The answer to `/api/status`, also sent in the stream's `init` event. */
export async function cityStatus(parts: StatusSources): Promise<CityStatus> {
  const { manifest } = parts.pack;
  // Before anything is read: what changes meanwhile is sent, and must not be taken for included.
  const version = parts.statusVersion();
  const ready = parts.columnsState() !== 'failed' && (await parts.columns.readyWithin(TOTALS_TIMEOUT_MS));
  const now = parts.clock.now();
  const unknown = { total: 0, open: 0, overdue: 0, revision: parts.store.revision() };
  const totals = ready ? await parts.columns.totals(now) : unknown;
  const warnings = await cityWarnings(parts);
  return {
    // The revision of the totals, so that a window does not miss a change committed after them.
    revision: totals.revision,
    version,
    mode: parts.mode,
    pack: { id: manifest.id, name: manifest.name.zh, version: manifest.version },
    now,
    cases: { total: totals.total, open: totals.open, overdue: totals.overdue },
    sources: parts.connections.statuses(),
    outbox: parts.store.outboxCounts(),
    quarantine: { waiting: parts.store.unresolvedQuarantine() },
    warnings,
  };
}
