import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CityStatus } from '../../shared/contract/status.ts';
import { NO_NAMES } from '../../shared/pack/names.ts';
import { createPlacer, dueBy } from '../../shared/pack/placer.ts';
import type { CityPack } from '../../shared/pack/schema.ts';
import { snapshotOfPack } from '../../shared/whistle/rulesSnapshot.ts';
import { openSeal } from './anchor/openSeal.ts';
import type { SealKeeping } from './anchor/sealPlace.ts';
import { errorResponse } from './api/apiError.ts';
import { createApi } from './api/createApi.ts';
import { createEventHub } from './api/eventHub.ts';
import { createPushedAnswers } from './api/pushedAnswers.ts';
import { ANYBODY, type SentFrom, withBoundRole } from './api/sentFrom.ts';
import { createAssessments } from './assessments/createAssessments.ts';
import { orgUnits } from './assessments/orgUnits.ts';
import { BASEMAP_CACHE_BYTES, openBasemaps, TILE_WAIT_MS } from './basemaps/openBasemaps.ts';
import { TILE_LIMITS } from './basemaps/tileHttp.ts';
import { createCalendarChanges } from './calendar/calendarChanges.ts';
import { openCityCalendar } from './calendar/cityCalendar.ts';
import { believed, createTrustedClock } from './clock/trustedClock.ts';
import { startColumns } from './columns/start.ts';
import { countMovedCases, createCaseDeadlines } from './composition/caseDeadlines.ts';
import { createChangeNotifier } from './composition/changeNotifier.ts';
import { cityStatus, cityWarnings } from './composition/cityStatus.ts';
import { type CommandLineSource, saveCommandLine } from './composition/commandLine.ts';
import { createImports } from './composition/imports.ts';
import { startIndexer } from './composition/indexer.ts';
import { machineUser } from './composition/machineUser.ts';
import type { UploadLimits } from './composition/uploadQuota.ts';
import { createUpstreams } from './composition/upstreams.ts';
import { openHandovers } from './handover/openHandovers.ts';
import { openJournal } from './journal/openJournal.ts';
import { openLayers } from './layers/openLayers.ts';
import { openMeetings } from './meetings/openMeetings.ts';
import { createOrderExports } from './orders/exports.ts';
import { openOrders } from './orders/openOrders.ts';
import { type Outbox, openOutbox } from './outbox/openOutbox.ts';
import { createContacts } from './people/contacts.ts';
import { createPeople } from './people/createPeople.ts';
import { currentOperator } from './people/currentOperator.ts';
import { operatorOf } from './people/operatorOf.ts';
import { atEveryPost } from './people/posts.ts';
import type { SecondFactor } from './people/secondFactor.ts';
import { createUnlock } from './people/unlock.ts';
import { watchUnlockRequests } from './people/unlockRequests.ts';
import type { Clock, Imports, Logger, PageResult, PushEntranceState, SecretStore } from './ports.ts';
import { cityTimes } from './privacy/cityTimes.ts';
import { createExports } from './privacy/exports.ts';
import { retentionDays, startRetention } from './privacy/retention.ts';
import { createAttachmentFiles } from './store/attachmentFiles.ts';
import type { Encryption } from './store/encryption/key.ts';
import { openFactReader } from './store/factReader.ts';
import { databasePath } from './store/files.ts';
import type { JournalTable } from './store/journalTable.ts';
import { openStore } from './store/open.ts';
import { createPreviewFiles } from './store/previewFiles.ts';
import { createSnapshotFiles } from './store/snapshotFiles.ts';
import { sleepOrAbort } from './sync/http/sleep.ts';
import type { UpstreamHosts } from './sync/http/upstreamHosts.ts';
import { startSync } from './sync/syncer.ts';
import { createAttachments } from './whistles/attachments.ts';
import { openWhistles } from './whistles/openWhistles.ts';
import { createPreviews } from './whistles/preview/previews.ts';

export type CityOptions = {
  /** Holds the database, its backups, the column cache and uploaded files. Must exist. */
  dataDir: string;
  pack: CityPack;
  mode: CityStatus['mode'];
  /** From the command line: saved at start under their ids, beside what is saved already. */
  sources: CommandLineSource[];
  clock: Clock;
  /** Time that has passed, ms, also while the machine sleeps: jumps of `clock` are seen by it. Null: `clock` is believed. */
  steady: (() => number) | null;
  logger: Logger;
  secrets: SecretStore;
  /** Of the database and its backups; null: they are plain. */
  encryption: Encryption | null;
  /** Where the key that seals the journal is kept. */
  sealKeeping: SealKeeping;
  /** Folder outside to which the journal's end is written; null: the one beside the key alone. */
  anchorDir: string | null;
  /** Certificate authorities (PEM) of the hall, to trust beside the system's. */
  authorities: readonly string[];
  /** The upstream hosts that this installation allows; null: any. */
  upstreamHosts: UpstreamHosts;
  /** Asked of its operators beside the PIN; null: the PIN alone. */
  secondFactor: SecondFactor | null;
  /** Address of the columns' worker, or of what a bundler made of it. */
  columnsWorkerUrl: URL;
  /** The same of the worker that makes JPEGs of photos. */
  previewWorkerUrl: URL;
  /** The same of the worker that reads workbooks (Excel). */
  workbookWorkerUrl: URL;
  /** The same of the worker that reads and tiles the hall's own layers. */
  layersWorkerUrl: URL;
  random(): number;
  uploadLimits: UploadLimits;
  /** Reading needs a signed-in operator too. */
  requireSignIn: boolean;
  /** Tests and development: an answer that breaks the contract is a failure. */
  strictAnswers: boolean;
  version: string;
};

/** The whole back end: what a host or a test talks to. */
export type City = {
  /** Every route of the contract; never rejects. `from`: what the host knows of the sender; absent: a program. */
  fetch(request: Request, from?: SentFrom): Promise<Response>;
  /** Whether other systems push to a source here. A drill is closed to them. */
  pushes(): 'wanted' | 'no-source' | 'drill';
  /** What the host tells of the entrance for pushes from the network; replaces what it told before. */
  tellEntrance(entrance: PushEntranceState): void;
  /** Files read without a window, for the command line. */
  imports: Imports;
  /** Ends streams and requests to upstreams, then writes everything down. Safe to call twice. */
  close(): Promise<void>;
};

const MINUTE = 60_000;
const WARNINGS_EVERY_MS = 30_000;
const UNLOCK_REQUESTS_EVERY_MS = 1000;
const steady = (): number => performance.now();

/**
 * Opens the city service over a data folder. It knows no window, no socket and no Electron.
 * @throws StoreError when the database cannot be opened (locked, from a newer version, read-only, disk full).
 */
export async function createCity(given: CityOptions): Promise<City> {
  // The clock is needed before anything that could be told of it.
  let onClockDoubt: () => void = () => undefined;
  const { steady: passed, logger } = given;
  const clock =
    passed === null
      ? believed(given.clock)
      : createTrustedClock({
          machine: given.clock,
          steady: passed,
          logger,
          onChange: () => onClockDoubt(),
        });
  const options = { ...given, clock };
  const { dataDir, pack, secrets } = options;
  const uploadsDir = join(dataDir, 'uploads');
  mkdirSync(uploadsDir, { recursive: true, mode: 0o700 });
  const placer = createPlacer(pack);
  const store = openStore({
    dataDir,
    clock,
    logger,
    backupEveryMs: 10 * MINUTE,
    keepBackups: 6,
    encryption: options.encryption,
  });
  const savedBefore = store.sources().map(({ config }) => config);
  clock.notBefore(newestAct(store.journal) ?? clock.now());
  let onSealChange: () => void = () => undefined;
  // Before the first entry is written, so that none stays unsealed.
  const seal = await openSeal({
    ...{ store, dataDir, clock, logger, keeping: given.sealKeeping, anchor: given.anchorDir },
    ...{ simulated: options.mode === 'simulated', zone: pack.manifest.zone },
    onChange: () => onSealChange(),
  }).catch((error: unknown) => {
    store.close();
    throw error;
  });
  const people = createPeople({
    ...{ table: store.people, pack, clock, mode: options.mode },
    secondFactor: options.secondFactor,
    requireSignIn: options.requireSignIn,
  });
  try {
    saveCommandLine(store, options.sources, (action, sourceId) =>
      people.record(null, action, sourceId, 'done', { commandLine: machineUser() }),
    );
  } catch (error) {
    // A full disk, for one: the folder must not stay locked by a city that never opened.
    store.close();
    throw error;
  }
  const columns = startColumns({
    dbPath: databasePath(dataDir),
    key: store.key?.hex ?? null,
    // The cache is not encrypted: with an encrypted database the columns are read from that at each start.
    cachePath: store.key === null ? join(dataDir, 'columns.cache') : null,
    zone: pack.manifest.zone,
    cacheEveryMs: MINUTE,
    logger,
    workerUrl: options.columnsWorkerUrl,
  });
  let columnsState: 'building' | 'ready' | 'failed' = 'building';
  const indexer = startIndexer(store, logger);
  const hub = createEventHub({
    init: async () => {
      const status = await cityStatus(parts);
      return { type: 'init', revision: status.revision, status };
    },
    flushMs: 100,
    sourceMs: 200,
    heartbeatMs: 15_000,
    bufferBytes: 256 * 1024,
  });

  let statusVersion = 0;
  let entrance: PushEntranceState = { origin: null, warnings: [] };
  // Opened once the sources are.
  let outbox: Outbox | null = null;
  // Every kind of stream is registered below, before the journal starts to fire what falls due.
  const journal = openJournal({
    table: store.journal,
    shared: null,
    clock,
    logger,
    current: (by) => currentOperator(store.people, by),
    onCommit({ kind, at, seq, ids, what }) {
      if (kind === 'handover') seal.writeSoon();
      if (kind === 'order' || kind === 'recheck-draw')
        hub.publish({
          type: 'order',
          revision: store.revision(),
          at,
          ids: kind === 'order' ? ids : [],
          more: kind !== 'order',
        });
      if (kind === 'meeting') hub.publish({ type: 'meeting', revision: store.revision(), at, ids });
      if (kind !== 'whistle') return;
      hub.publish({ type: 'whistle', revision: store.revision(), at, seq, ids, what, more: false });
      outbox?.committed(ids);
    },
  });
  // Before anything is read, since each case is given a deadline by the calendar in force.
  const calendar = openCityCalendar(journal, pack);
  placer.setCalendar(calendar.pack());

  const answers = createPushedAnswers((request, from) => api(request, from), steady);
  const notifier = createChangeNotifier(answers, hub, steady, (error) =>
    logger.error({ error }, 'event sent without answers'),
  );

  function onPage(result: PageResult, source: string): void {
    if (result.changed.length === 0) return;
    columns.patch(result.changed, result.revision);
    indexer.wake();
    notifier.notify({
      revision: result.revision,
      at: clock.now(),
      source,
      inserted: result.inserted,
      updated: result.updated,
      ids: result.changedIds,
      more: false,
    });
  }

  const reading = { ...createUpstreams(options), store, placer, clock, logger, onPage };
  const sync = startSync({
    ...reading,
    secrets,
    savedBefore,
    defaultCrs: pack.manifest.defaultCrs,
    random: options.random,
    onSource: (status) =>
      hub.publish({ type: 'source', revision: store.revision(), version: ++statusVersion, status }),
  });

  const messages = openOutbox({
    ...{ store, clock, logger, http: reading.http, random: options.random },
    // A drill tells nobody.
    sending: options.mode !== 'drill',
    keyFor: sync.keyFor,
    recordContact: (caseId, details) => people.record(null, 'outbox.contact', caseId, 'done', details),
    publish: (change) => hub.publish({ ...change, version: ++statusVersion }),
  });
  outbox = messages;

  const imports = createImports({
    ...reading,
    uploadsDir,
    limits: options.uploadLimits,
    pack,
    save: (config) => sync.save(config, null),
  });
  const parts = {
    ...options,
    ...{ seal, store, columns, columnsState: () => columnsState, connections: sync },
    statusVersion: () => statusVersion,
    currentPack: calendar.pack,
    entranceWarnings: () => entrance.warnings,
    former: () => former,
    everybody: () => atEveryPost(store.people.operators()),
    // The few accounts of a simulated city leave most of its departments without anybody.
    people: () => (options.mode === 'simulated' ? [] : atEveryPost(store.people.operators())),
    delegated: people.delegations.delegated,
  };

  // Known once the whistles are open.
  let former = NO_NAMES;
  let publishedWarnings = { version: 0, text: '' };
  async function publishWarnings(): Promise<void> {
    // Counted before they are read: a status that begins meanwhile has newer ones.
    const version = ++statusVersion;
    const warnings = await cityWarnings(parts);
    const text = JSON.stringify(warnings);
    const before = publishedWarnings;
    // A call that began later has ended earlier.
    if (version < before.version) return;
    publishedWarnings = { version, text };
    if (text !== before.text)
      hub.publish({ type: 'warnings', revision: store.revision(), version, warnings });
  }
  onClockDoubt = () => void publishWarnings();
  onSealChange = () => void publishWarnings();
  const watch = setInterval(() => void publishWarnings(), WARNINGS_EVERY_MS);
  watch.unref();
  columns.ready.then(
    () => {
      columnsState = 'ready';
      void publishWarnings();
    },
    (error: unknown) => {
      columnsState = 'failed';
      logger.error({ error }, 'columns could not be built');
      void publishWarnings();
    },
  );
  indexer.wake();

  const whistles = await openWhistles({
    ...{ store, journal, pack: calendar.pack(), placer, clock, drill: null },
    people: parts.people,
    delegated: parts.delegated,
    postsOf(id) {
      const found = store.people.operator(id);
      return found === null ? [] : atEveryPost([found]);
    },
  });

  former = whistles?.clockContext.former ?? NO_NAMES;

  const orders = await openOrders({
    ...{ store, journal, pack: calendar.pack, former, clock, logger },
    hasWhistle: (id) => store.journal.stream('whistle', id) !== null,
  });

  const caseDeadlines = createCaseDeadlines({
    deadlines: store.deadlines,
    current: () => ({ pack: calendar.pack(), version: calendar.state().version }),
    ...{ clock, onPage },
  });
  const calendars = createCalendarChanges({
    ...{ calendar, pack, clock },
    movedCases: (after) => countMovedCases(store.deadlines, dueBy(after)),
    movedWhistles(after) {
      const snapshot = snapshotOfPack(after);
      return snapshot === null ? [] : (whistles?.movedBy(snapshot) ?? []);
    },
    async adopt(after) {
      placer.setCalendar(after);
      const snapshot = snapshotOfPack(after);
      if (snapshot !== null) await whistles?.adopt(snapshot);
      await orders.rejudge(false);
      await caseDeadlines.changed();
      hub.publish({ type: 'calendar', revision: store.revision() });
      await publishWarnings();
    },
  });

  const posts = openHandovers({
    ...{ store, journal, pack, former, people, columns, whistles, sync, clock },
    onChange: (org, what) =>
      hub.publish({ type: 'post', revision: store.revision(), at: clock.now(), org, what }),
  });

  const unitOf = orgUnits(pack.manifest);
  const assessments = createAssessments({
    openFacts: () => openFactReader(databasePath(dataDir), store.key, unitOf),
    revision: store.revision,
    ...{ journal, table: store.assessments, files: createSnapshotFiles(dataDir) },
    operators: () => store.people.operators().map(operatorOf),
    ...{ pack: calendar.pack, clock },
  });

  const contacts = createContacts(store.people, store.contacts, clock);
  const meetings = openMeetings({
    ...{ store, journal, pack, former, columns, whistles, contacts, orders, clock, logger },
    currentPack: calendar.pack,
  });

  journal.start();
  caseDeadlines
    .resume()
    .catch((error: unknown) => logger.error({ error }, 'deadlines of cases were not computed again'));

  const retention = startRetention({
    days: retentionDays(pack),
    dataDir,
    erasure: store.contactErasure,
    clock,
    logger,
  });
  const unlocking = watchUnlockRequests({
    ...{ dataDir, logger, everyMs: UNLOCK_REQUESTS_EVERY_MS },
    unlock: createUnlock(store.people, clock),
  });
  const attachments = createAttachments(store.attachments, createAttachmentFiles(dataDir), clock);
  const previews = createPreviews({
    ...{ attachments, logger, workerUrl: options.previewWorkerUrl },
    files: createPreviewFiles(dataDir),
  });
  const { bbox } = pack.manifest;
  const basemaps = openBasemaps({
    ...{ dataDir, clock, secrets, cacheBytes: BASEMAP_CACHE_BYTES, waitMs: TILE_WAIT_MS },
    centre: [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2],
    http: {
      ...{ fetch: globalThis.fetch, now: clock.now, sleep: sleepOrAbort, limits: TILE_LIMITS },
      ...{ userAgent: `CityWhistle/${options.version}`, authorities: options.authorities },
      hosts: options.upstreamHosts,
    },
  });
  const layers = openLayers({
    ...{ dataDir, logger, bbox },
    workers: { layers: options.layersWorkerUrl, workbooks: options.workbookWorkerUrl },
  });
  const api = createApi({
    store,
    basemaps,
    layers,
    columns,
    connections: {
      ...sync,
      async save(config, secret) {
        await sync.save(config, secret);
        messages.sourceSaved(config.id);
      },
    },
    outbox: messages,
    imports,
    whistles,
    attachments,
    previews,
    people,
    posts,
    orders,
    orderExports: createOrderExports({
      ...{ orders, people: store.people, contacts, clock },
      names: { nameOf: orders.nameOf, times: cityTimes(pack.manifest.zone) },
    }),
    assessments,
    meetings,
    contacts,
    exports: createExports({ people: store.people, contacts, store, pack, former, clock }),
    ...{ pack, former, calendars, currentPack: calendar.pack },
    clock,
    logger,
    secrets,
    seal,
    hub,
    mode: options.mode,
    status: () => cityStatus(parts),
    pushOrigin: () => entrance.origin,
    strictAnswers: options.strictAnswers,
    version: options.version,
  });

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    clearInterval(watch);
    clock.stop();
    hub.close();
    previews.close();
    indexer.stop();
    retention.stop();
    unlocking.stop();
    await Promise.allSettled([imports.close(), caseDeadlines.stop(), basemaps.close(), layers.close()]);
    await journal.stop();
    await messages.close();
    await sync.close();
    await columns.close();
    await seal.close();
    store.close();
    logger.info({}, 'city closed');
  }

  return {
    fetch: async (request, from = ANYBODY) =>
      closing === null
        ? answers.handle(withBoundRole(request, from), from)
        : errorResponse(503, 'closing', {}),
    pushes() {
      if (options.mode === 'drill') return 'drill';
      return store.sources().some(({ config }) => config.kind === 'push') ? 'wanted' : 'no-source';
    },
    tellEntrance(told) {
      const isNews = JSON.stringify(told) !== JSON.stringify(entrance);
      entrance = told;
      if (isNews && closing === null) void publishWarnings();
    },
    imports,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** When the newest entry of the journal was written, UTC ms; null if there is none. */
function newestAct(journal: Pick<JournalTable, 'head' | 'since'>): number | null {
  return journal.since(journal.head().pos - 1, 1)[0]?.at ?? null;
}
