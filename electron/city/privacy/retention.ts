import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Clock, Logger } from '../ports.ts';
import type { ContactErasure } from '../store/contactErasure.ts';
import { type CopyLimits, deleteOldCopies } from '../store/oldCopies.ts';

const DAY = 86_400_000;

/**
 * How long contact data is kept after a case was closed where the pack does not say, days. Our own choice, no norm: half a
 * year (at most 184 days) is how long a citizen may bring a suit over how the case was handled (行政诉讼法 art. 46), and
 * until then the hall may have to reach them; after it the purpose is gone (个人信息保护法 art. 19, shortest time needed).
 */
const OWN_DAYS = 184;

/** A copy made before an upgrade is for going back: whoever has not within a month will not. */
const UPGRADE_COPY_DAYS = 30;
/** Looking through a million contacts must not hold up the first windows and polls; ms. */
const AFTER_START = 60_000;
/** Cases per transaction: some milliseconds. */
const BATCH = 500;

/** Days after closing, or false where the law of the site says that contact data stays. */
export function retentionDays(pack: Pick<CityPack, 'manifest'>): number | false {
  return pack.manifest.retention?.contactDays ?? OWN_DAYS;
}

/** Erasing what is over (保存期限到期清除): a minute after the start, and each day. */
export type Retention = {
  /** One run; resolves when nothing that is due is left. For tests. */
  run(): Promise<void>;
  stop(): void;
};

/**
 * Starts the daily erasing of contact data. What it does not reach, and for how long: periodic backups of the last hour of
 * running (the newest few, replaced as the service runs), copies made before an upgrade for a month, free texts in which
 * somebody wrote a name, the hash-chained logs, and backups that the site makes of the folder itself.
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
      ...{ at: now, actor: null, action: 'contact.purge', subject, result: 'done' as const },
      details: subject === 'cases' ? { count, days: kept } : { count },
    });
    let after: number | null = 0;
    let erased = 0;
    while (after !== null && !stopped) {
      const done = erasure.some(now - kept * DAY, after, BATCH, (count) => line(count, 'cases'));
      erased += done.erased;
      after = done.next;
      // Windows and polls get their turn between two batches.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (stopped) return;
    const limits: CopyLimits = {
      beforeMigration: Math.min(kept, UPGRADE_COPY_DAYS) * DAY,
      others: kept * DAY,
    };
    const copies = deleteOldCopies(dataDir, limits, now);
    if (copies > 0) erasure.note(line(copies, 'copies'));
    if (erased === 0 && copies === 0) return;
    const walTruncated = erasure.truncateWal();
    logger.info({ erased, copies, days: kept, walTruncated }, 'contact data past its time erased');
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

  const first = setTimeout(() => void run(), AFTER_START);
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
