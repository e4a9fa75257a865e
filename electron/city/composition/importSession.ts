import type { ImportRecord } from '../../../shared/contract/imports.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';
import { createPlacer } from '../../../shared/pack/placer.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { sealWithExistingKey } from '../anchor/sealKey.ts';
import type { SealKeeping } from '../anchor/sealPlace.ts';
import { ApiError, notFound } from '../api/apiError.ts';
import { openCityCalendar } from '../calendar/cityCalendar.ts';
import { openJournal } from '../journal/openJournal.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Encryption } from '../store/encryption/key.ts';
import { openStore } from '../store/open.ts';
import { forgetOtherCalendar } from './caseDeadlines.ts';
import { explain } from './explain.ts';
import { createImports, type FileImports } from './imports.ts';
import { machineUser } from './machineUser.ts';
import { UPLOAD_LIMITS } from './uploadQuota.ts';
import { createUpstreams } from './upstreams.ts';

/** Imports files without running the service: no polling, no windows, no columns. For the command line. */
export type ImportSession = {
  imports: FileImports;
  /** How an earlier list of the source was read; null if there was none. */
  mappingOf(sourceId: string): FieldMapping | null;
  /** Records in the audit that the person at the machine imports a file. */
  record(sourceId: string, file: string): void;
  /**
   * Undoes an import for the person at the machine, and records in the audit what came of it. Null if there is none.
   * @throws ApiError as `Imports.undo` does
   */
  undo(id: string, reason: string): Promise<ImportRecord | null>;
  /** A file source by its id; null where none is asked for. @throws ApiError if there is none, or it is no file source */
  target(id: string | null): { sourceId: string; name: string } | null;
  /** Indexes all imported cases for text search. */
  index(): void;
  close(): Promise<void>;
};

/** @throws StoreError as `openStore` does; a folder in use by a running service is `locked`. */
export async function openImportSession(options: {
  dataDir: string;
  uploadsDir: string;
  pack: CityPack;
  clock: Clock;
  logger: Logger;
  keeping: SealKeeping;
  /** Of the database and its backups; null: they are plain. */
  encryption: Encryption | null;
  /** As in `CityOptions`. */
  workbookWorkerUrl: URL;
}): Promise<ImportSession> {
  const { pack, clock, logger, uploadsDir, dataDir, keeping, encryption } = options;
  const store = openStore({ dataDir, clock, logger, backupEveryMs: 10 * 60_000, keepBackups: 6, encryption });
  await sealWithExistingKey(store, keeping);
  // Nothing is decided here: the journal is read for the hall's own calendar.
  const journal = openJournal({
    table: store.journal,
    shared: null,
    clock,
    logger,
    current: (by) => by,
    onCommit: () => undefined,
  });
  const { pack: current } = openCityCalendar(journal, pack);
  forgetOtherCalendar(store.deadlines, current());
  const imports = createImports({
    ...createUpstreams({
      pack,
      clock,
      random: Math.random,
      authorities: [],
      upstreamHosts: null,
      workbookWorkerUrl: options.workbookWorkerUrl,
      version: '0',
    }),
    store,
    placer: createPlacer(current()),
    clock,
    logger,
    uploadsDir,
    limits: UPLOAD_LIMITS,
    pack,
    onPage: () => undefined,
    save: async (config) => store.saveSource(config),
  });
  function audit(
    action: 'import.start' | 'import.undo',
    subject: string,
    result: 'done' | 'refused',
    details: Record<string, unknown>,
  ): void {
    const line = { at: clock.now(), actor: null, action, subject, result };
    store.people.appendAuditLine({ ...line, details: { commandLine: machineUser(), ...details } });
  }

  return {
    imports,
    mappingOf(sourceId) {
      const config = store.source(sourceId)?.config;
      return config?.kind === 'file' ? config.mapping : null;
    },
    record: (sourceId, file) => audit('import.start', sourceId, 'done', { file }),
    async undo(id, reason) {
      try {
        const undone = await imports.undo(id, { id: null, name: machineUser() }, reason);
        const done = undone?.undo?.done?.cases;
        if (undone === null) audit('import.undo', id, 'refused', { reason });
        else audit('import.undo', id, 'done', { reason, source: undone.source, file: undone.file, ...done });
        return undone;
      } catch (error) {
        audit('import.undo', id, 'refused', { reason, error: explain(error).code });
        throw error;
      }
    },
    target(id) {
      if (id === null) return null;
      const found = store.source(id);
      if (found === null) throw notFound('source', id);
      if (found.config.kind !== 'file') throw new ApiError(409, 'source-exists', { id });
      return { sourceId: id, name: found.config.name };
    },
    index() {
      while (store.indexBatch(2000));
    },
    async close() {
      await imports.close();
      store.close();
    },
  };
}
