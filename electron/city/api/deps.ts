import type {
  ImportJob,
  ImportRequest,
  PreviewReport,
  PreviewRequest,
  ProbeReport,
  ProbeRequest,
  SourceConfig,
  SourceStatus,
  UploadReport,
} from '../../../shared/contract/sources.ts';
import type { CityStatus, RetryReport } from '../../../shared/contract/status.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { CityStore, Clock, Columns, Logger, SecretStore } from '../ports.ts';
import type { EventHub } from './eventHub.ts';

/** What the API asks of the sources; the composition fulfils it with the syncer. */
export type Connections = {
  statuses(): SourceStatus[];
  status(id: string): SourceStatus | null;
  /** Saves and starts (or changes) a source. A secret of null leaves the kept one. */
  save(config: SourceConfig, secret: string | null): Promise<void>;
  remove(id: string): Promise<void>;
  hasSecret(id: string): Promise<boolean>;
  /** Asks at once, without waiting for the answer. */
  syncNow(id: string): void;
  probe(request: ProbeRequest, signal: AbortSignal): Promise<ProbeReport>;
  preview(request: PreviewRequest, signal: AbortSignal): Promise<PreviewReport>;
  /** Null when the row is not in quarantine. */
  retry(quarantineId: number): RetryReport | null;
};

/** Files on their way in. */
export type Imports = {
  /** Keeps the bytes in the data folder and guesses their columns. */
  upload(filename: string, body: ReadableStream<Uint8Array>): Promise<UploadReport>;
  /** Null when there is no such upload. */
  start(request: ImportRequest): Promise<ImportJob> | null;
  jobs(): ImportJob[];
  /** False when there is no such job. */
  cancel(id: string): boolean;
};

export type ApiDeps = {
  store: CityStore;
  columns: Columns;
  connections: Connections;
  imports: Imports;
  pack: CityPack;
  clock: Clock;
  logger: Logger;
  secrets: SecretStore;
  hub: EventHub;
  status(): Promise<CityStatus>;
  /** See Mount. */
  strictAnswers: boolean;
  version: string;
};
