import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceConfig } from '../../shared/contract/sources.ts';
import type { CityPack } from '../../shared/pack/schema.ts';
import { UPLOAD_LIMITS } from '../city/composition/uploadQuota.ts';
import { type City, type CityOptions, createCity } from '../city/createCity.ts';
import { type CityLogger, createLogger } from '../city/log/createLogger.ts';
import { findPack, readPack } from '../city/packs/readPack.ts';
import type { Clock, SecretStore } from '../city/ports.ts';
import { createWorkbooks } from '../city/sync/file/workbook/readWorkbook.ts';
import { DEMO_WRITE_BACK } from '../demo/answers.ts';
import { seedDemoData } from '../demo/seedDemoData.ts';
import { startDemoCity } from '../demo/startDemoCity.ts';
import { readAuthorities } from './authorities.ts';
import { readEncryption } from './databaseKeys.ts';
import { defaultDataDir, openDataFolder } from './dataFolder.ts';
import { asLaunchError, EXIT, LaunchError } from './exitCodes.ts';
import type { Flags } from './flags.ts';
import { makePrivate } from './privateFolder.ts';
import { openPushEntrance } from './pushEntrance/openPushEntrance.ts';
import { anchorFolder, sealKeeping } from './sealKeeping.ts';
import { readSourceSpecs } from './sourceSpecs.ts';
import { readUpstreamHosts } from './upstreamHosts.ts';

/** The parts of a city that differ between the web host and the desktop shell. */
export type HostEnvironment = {
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  clock: Clock;
  /** As in `CityOptions`. */
  steady: CityOptions['steady'];
  random(): number;
  /** The operating system's secret service if there is one, otherwise a file in the data folder. */
  secrets(dataDir: string): SecretStore;
  /** URL of the columns worker, or of its bundled form. */
  columnsWorkerUrl: URL;
  /** The same of the worker that makes JPEGs of photos. */
  previewWorkerUrl: URL;
  /** The same of the worker that reads workbooks. */
  workbookWorkerUrl: URL;
  layersWorkerUrl: URL;
  /** The same of the worker that writes backups of an encrypted database. */
  backupWorkerUrl: URL;
  /** Folders of the shipped city packs and of the working calendars that they name. */
  packsDir: string;
  calendarsDir: string;
  stderrLevel: 'info' | 'warn' | 'error' | 'silent';
  /** Check every response against the contract; on in tests and development. */
  strictAnswers: boolean;
  version: string;
};

export type LaunchedCity = {
  city: City;
  dataDir: string;
  logger: CityLogger;
  /** Closes everything in order. Afterwards all acknowledged changes are on disk. */
  close(): Promise<void>;
};

export const DEFAULT_PACK = 'nanjing-qinhuai';
const DEFAULT_POLL_SECONDS = 60;
/** Short, so that a demonstration shows something happening. */
const DEMO_POLL_SECONDS = 5;
const DEMO_DAYS = 30;
/** Marks a data folder whose cases are invented; it stays marked 模拟 however it is opened later. */
const SIMULATED_MARK = 'simulated.json';

/**
 * Starts a city from the flags: data folder, log, pack, sources, simulated city, service. It opens no window and no port but
 * the entrance for pushes, where the flags have it.
 * @throws LaunchError with the exit code and a message for the operator.
 */
export async function launchCity(flags: Flags, environment: HostEnvironment): Promise<LaunchedCity> {
  const cleanups: (() => Promise<void> | void)[] = [];
  const cleanUp = async () => {
    for (const step of cleanups.splice(0).reverse()) await step();
  };
  try {
    const authorities = readAuthorities(flags.authorities);
    const upstreamHosts = readUpstreamHosts(flags.upstreamHosts, flags.demo);
    const dataDir = openDataFolder(flags.data ?? defaultFolder(flags, environment));
    const anchorDir = anchorFolder(flags.anchor, dataDir);
    const keeping = sealKeeping(environment, dataDir);
    const simulated = markSimulated(dataDir, flags.demo);
    const logger = createLogger({
      dir: join(dataDir, 'logs'),
      name: 'city',
      stderrLevel: environment.stderrLevel,
      now: environment.clock.now,
    });
    cleanups.push(() => logger.close());
    const readableByOthers = makePrivate(dataDir, environment.platform);
    if (readableByOthers.length > 0)
      logger.warn(
        { paths: readableByOthers.slice(0, 20) },
        'other users of this machine may read the data folder',
      );
    const secrets = environment.secrets(dataDir);
    const encryption = await readEncryption(dataDir, environment);
    const pack = openPack(flags.pack ?? DEFAULT_PACK, environment);
    const workbooks = createWorkbooks(environment.workbookWorkerUrl);
    const sources = await readSourceSpecs(
      flags.sources,
      pack,
      flags.pollSeconds ?? DEFAULT_POLL_SECONDS,
      workbooks,
    );
    if (flags.demo) {
      const demo = await startDemoCity({
        pack,
        seed: flags.seed,
        now: environment.clock.now,
        days: DEMO_DAYS,
        port: 0,
      });
      cleanups.push(() => demo.close());
      // Like the servers of 6Aika it has pages of 500 rows and returns changes since a given time. Its coordinates come from
      // the pack's shapes, which are WGS-84.
      const spec = `open311+${demo.url}#dialect=6aika&crs=wgs84&id=demo&name=${encodeURIComponent('模拟城市')}`;
      const read = await readSourceSpecs([spec], pack, flags.pollSeconds ?? DEMO_POLL_SECONDS, workbooks);
      sources.push(
        ...read.map((one) => ({
          ...one,
          config: { ...one.config, writeBack: DEMO_WRITE_BACK } as SourceConfig,
        })),
      );
      await seedDemoData({ dataDir, pack, now: environment.clock.now(), logger, keeping, encryption });
    }
    const city = await createCity({
      dataDir,
      pack,
      mode: simulated ? 'simulated' : 'live',
      sources,
      clock: environment.clock,
      steady: environment.steady,
      logger,
      secrets,
      sealKeeping: keeping,
      encryption,
      anchorDir,
      authorities,
      upstreamHosts,
      secondFactor: null,
      uploadLimits: UPLOAD_LIMITS,
      requireSignIn: flags.requireSignIn,
      columnsWorkerUrl: environment.columnsWorkerUrl,
      previewWorkerUrl: environment.previewWorkerUrl,
      workbookWorkerUrl: environment.workbookWorkerUrl,
      layersWorkerUrl: environment.layersWorkerUrl,
      random: environment.random,
      strictAnswers: environment.strictAnswers,
      version: environment.version,
    });
    cleanups.push(() => city.close());
    if (flags.pushEntrance !== null) {
      const entrance = await openPushEntrance({
        ...{ flags: flags.pushEntrance, city, secrets, logger, platform: environment.platform },
        ...{ now: environment.clock.now, zone: pack.manifest.zone },
      });
      cleanups.push(() => entrance.close());
    }
    logger.info(
      { pack: pack.manifest.id, sources: sources.map((source) => source.config.id), simulated },
      'city open',
    );
    return { city, dataDir, logger, close: cleanUp };
  } catch (error) {
    await cleanUp();
    throw asLaunchError(error);
  }
}

function defaultFolder(flags: Flags, environment: HostEnvironment): string {
  const dir = defaultDataDir(environment.env, environment.platform);
  return flags.demo ? join(dir, 'demo') : dir;
}

/**
 * Marks the folder as simulated for `demo`, and returns whether it is marked. Real and simulated cases never share a
 * folder.
 * @throws LaunchError 5 for `demo` in a folder with real cases.
 */
function markSimulated(dataDir: string, demo: boolean): boolean {
  const mark = join(dataDir, SIMULATED_MARK);
  if (existsSync(mark)) return true;
  if (!demo) return false;
  if (existsSync(join(dataDir, 'city.db')))
    throw new LaunchError(
      EXIT.folder,
      `数据文件夹 ${dataDir} 存有真实案件，不能用于模拟城市。请用 --data 另选一个文件夹`,
      undefined,
    );
  writeFileSync(mark, `${JSON.stringify({ simulated: true })}\n`, { mode: 0o600 });
  return true;
}

/** Reads a pack by its id or folder. @throws LaunchError 3 that lists all problems of the pack. */
export function openPack(named: string, where: Pick<HostEnvironment, 'packsDir' | 'calendarsDir'>): CityPack {
  try {
    return readPack(findPack(named, where.packsDir), where.calendarsDir);
  } catch (error) {
    throw new LaunchError(EXIT.pack, error instanceof Error ? error.message : String(error), error);
  }
}

/** Version of the product, from package.json. */
export function productVersion(packageFile: URL): string {
  const { version }: { version?: unknown } = JSON.parse(readFileSync(packageFile, 'utf8'));
  return typeof version === 'string' ? version : '0';
}
