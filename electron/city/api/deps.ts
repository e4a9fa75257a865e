import type { ImportJob, ImportRequest, UploadReport } from '../../../shared/contract/sources.ts';
import type { CityStatus } from '../../../shared/contract/status.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { PostDesks } from '../handover/openHandovers.ts';
import type { Contacts } from '../people/contacts.ts';
import type { People } from '../people/createPeople.ts';
import type { CityStore, Clock, Columns, Logger, SecretStore } from '../ports.ts';
import type { Exports } from '../privacy/exports.ts';
import type { Sync } from '../sync/syncer.ts';
import type { Attachments } from '../whistles/attachments.ts';
import type { Whistles } from '../whistles/createWhistles.ts';
import type { EventHub } from './eventHub.ts';

/** What the API asks of the sources. */
export type Connections = Pick<
  Sync,
  'statuses' | 'status' | 'save' | 'remove' | 'hasSecret' | 'syncNow' | 'probe' | 'preview' | 'retry'
>;

/** Files on their way in. */
export type Imports = {
  /** Keeps the bytes in the data folder and guesses their columns. */
  upload(filename: string, body: ReadableStream<Uint8Array>): Promise<UploadReport>;
  /** Null when there is no such upload. */
  start(request: ImportRequest): Promise<ImportJob> | null;
  /** The same for a file that stays where it is, for the command line. */
  startFile(path: string, request: Omit<ImportRequest, 'uploadId'>): Promise<ImportJob>;
  /** Resolves when the job has ended, however; null when there is no such job. */
  finished(id: string): Promise<ImportJob | null>;
  jobs(): ImportJob[];
  /** False when there is no such job. */
  cancel(id: string): boolean;
};

export type ApiDeps = {
  store: CityStore;
  columns: Columns;
  connections: Connections;
  imports: Imports;
  people: People;
  contacts: Contacts;
  exports: Exports;
  posts: PostDesks;
  /** Null where the pack has no rules for whistles. */
  whistles: Whistles | null;
  attachments: Attachments;
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
