import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Clock, Logger } from '../ports.ts';
import type { ContactErasure } from '../store/contactErasure.ts';
import { type CopyLimits, deleteOldCopies } from '../store/oldCopies.ts';

const DAY = 86_400_000;

/**
 * Days for which contact data is kept after a case was closed, where the pack does not say. No norm sets this number;
 * it is our choice. For half a year (at most 184 days) a citizen may sue over the handling of a case (行政诉讼法 art. 46)
 * and the hall may have to reach them. After that the purpose has ended (个人信息保护法 art. 19, shortest time necessary).
 */
const DEFAULT_DAYS = 184;

/** A copy made before an upgrade serves to go back to the old version, which nobody does after a month. */
const UPGRADE_COPY_DAYS = 30;
/** Delay of the first run, ms: checking a million contacts must not slow down the first windows and polls. */
const FIRST_RUN_DELAY_MS = 60_000;
/** Cases per transaction, which then takes some milliseconds. */
const BATCH = 500;

/** Days after closing, or false where the law of the site requires that contact data is kept. */
export function retentionDays(pack: Pick<CityPack, 'manifest'>): number | false {
  return pack.manifest.retention?.contactDays ?? DEFAULT_DAYS;
}

/** The erasure of contact data after its retention period (保存期限到期清除): a minute after the start, then daily. */
export type Retention = {
  /** One run; resolves when nothing is left that is due. For tests. */
  run(): Promise<void>;
  stop(): void;
};

/**
 * Starts the daily erasure of contact data. It does not reach: periodic backups (the newest few, replaced while the
 * service runs), copies made before an upgrade (deleted after a month), free texts in which somebody wrote a name
 * (but for those of messages to upstreams), the hash-chained journal, and backups that the site makes of the data folder.
 */
export function startRetention(parts: {
  days: number | false;
  dataDir: string;
  erasure: ContactErasure;
  clock: Clock;
  logger: Logger;
}): Retention {
  const { days, dataDir, erasure, clock, logger } = parts;
  let stopped = false;
  let running: Promise<void> | null = null;

  async function erase(kept: number): Promise<void> {
    const now = clock.now();
    const line = (count: number, subject: string) => ({
      ...{ at: now, actor: null, action: 'contact.purge' as const, subject, result: 'done' as const },
      details: subject === 'cases' ? { count, days: kept } : { count },
    });
    let after: number | null = 0;
    let erased = 0;
    while (after !== null && !stopped) {
      const done = erasure.eraseBatch(now - kept * DAY, after, BATCH, (count) => line(count, 'cases'));
      erased += done.erased;
      after = done.next;
      // Let requests and polls run between two batches.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (stopped) return;
    const limits: CopyLimits = {
      beforeMigration: Math.min(kept, UPGRADE_COPY_DAYS) * DAY,
      others: kept * DAY,
    };
    const copies = deleteOldCopies(dataDir, limits, now);
    if (copies > 0) erasure.appendAuditLine(line(copies, 'copies'));
    if (erased === 0 && copies === 0) return;
    const walTruncated = erasure.truncateWal();
    logger.info(
      { erased, copies, days: kept, walTruncated },
      'contact data past its retention period erased',
    );
  }

  function run(): Promise<void> {
    if (days === false || stopped) return Promise.resolve();
    running ??= erase(days)
      .catch((error: unknown) => logger.error({ error }, 'contact data could not be erased'))
      .finally(() => {
        running = null;
      });
    return running;
  }

  const first = setTimeout(() => void run(), FIRST_RUN_DELAY_MS);
  first.unref();
  const daily = setInterval(() => void run(), DAY);
  daily.unref();
  return {
    run,
    stop() {
      stopped = true;
      clearTimeout(first);
      clearInterval(daily);
    },
  };
}
