import type { Operator } from '../../../shared/contract/people.ts';
import type { CityStatus, Warning } from '../../../shared/contract/status.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Seal } from '../anchor/openSeal.ts';
import type { TrustedClock } from '../clock/trustedClock.ts';
import type { Columns, Connections, SecretStore } from '../ports.ts';
import type { AssembledStore } from '../store/cityStore.ts';
import { packWarnings, vacancyWarnings } from './vacancies.ts';
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
  columns: Columns;
  columnsState(): 'building' | 'ready' | 'failed';
  connections: Pick<Connections, 'statuses'>;
  clock: TrustedClock;
  secrets: SecretStore;
  seal: Pick<Seal, 'warnings'>;
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
    ...packWarnings(whistleQuery.inUse(), parts.pack),
    ...vacancyWarnings(parts.people(), whistleQuery.waitedFor(), parts.pack),
    ...calendarWarnings(parts.currentPack(), parts.clock.now()),
    ...skewWarnings(parts.connections.statuses()),
    ...(await diskWarnings(parts.dataDir)),
    ...secretWarnings(parts.secrets),
  ];
  return all.sort((a, b) => order[a.severity] - order[b.severity]);
}

/** The answer to `/api/status`, also sent in the stream's `init` event. */
export async function cityStatus(parts: StatusSources): Promise<CityStatus> {
  const { manifest } = parts.pack;
  const ready = parts.columnsState() !== 'failed' && (await parts.columns.readyWithin(TOTALS_TIMEOUT_MS));
  const now = parts.clock.now();
  const unknown = { total: 0, open: 0, overdue: 0, revision: parts.store.revision() };
  const totals = ready ? await parts.columns.totals(now) : unknown;
  const warnings = await cityWarnings(parts);
  return {
    // The revision of the totals, so that a window does not miss a change committed after them.
    revision: totals.revision,
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
