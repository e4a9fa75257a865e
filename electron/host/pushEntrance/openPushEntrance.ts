import type { Warning } from '../../../shared/contract/status.ts';
import { type ErrorParameters, errorText } from '../../../shared/errors/errorText.ts';
import { localDateTime } from '../../../shared/time/zone.ts';
import { warning } from '../../city/composition/warnings.ts';
import type { City } from '../../city/createCity.ts';
import type { Logger, SecretStore } from '../../city/ports.ts';
import { EXIT, LaunchError } from '../exitCodes.ts';
import {
  type Certificate,
  contentOf,
  fingerprintOf,
  isOpenToOthers,
  readCertificate,
} from './certificate.ts';
import { PUSH_LISTENER_LIMITS, type PushListener, startPushListener } from './listener.ts';
import type { PushEntranceFlags } from './settings.ts';

export type PushEntrance = {
  /** Opens, closes or renews what has to be; done by itself every two seconds. */
  check(): Promise<void>;
  /** `https://HOST:PORT`; null while it is closed. */
  origin(): string | null;
  close(): Promise<void>;
};

type Options = {
  flags: PushEntranceFlags;
  city: Pick<City, 'fetch' | 'pushes' | 'tellEntrance'>;
  secrets: SecretStore;
  platform: NodeJS.Platform;
  logger: Logger;
  /** UTC ms. */
  now(): number;
  /** Of the city, for the times in warnings. */
  zone: string;
};

const CHECK_EVERY_MS = 2_000;
const DAY_MS = 86_400_000;
/** A new certificate takes some offices weeks. */
const WARN_DAYS = 30;
const PASSPHRASE = 'push-entrance';

/**
 * The entrance for pushes from the network (推送的网络入口): open only while a source is pushed to, and no drill. Its files are
 * read again whenever they change; new ones that are of no use leave the former in force, and a warning says why.
 * @throws LaunchError 2 for files that are of no use from the start
 */
export async function openPushEntrance(options: Options): Promise<PushEntrance> {
  const { flags, city, logger } = options;
  const passphrase = await passphraseOf(options);
  let fingerprint = fingerprintOf(flags);
  const first = readCertificate(flags, passphrase, options.platform);
  if (!first.ok)
    throw new LaunchError(
      EXIT.usage,
      errorText('push-certificate-unusable', { ...first.problem, inUse: false }, 'zh'),
      undefined,
    );
  let certificate: Certificate = first.certificate;
  let unusable: ErrorParameters<'push-certificate-unusable'> | null = null;
  let blocked: ErrorParameters<'push-entrance-blocked'> | null = null;
  let listener: PushListener | null = null;
  let running: Promise<void> = Promise.resolve();
  let closed = false;
  const originAt = (port: number): string =>
    `https://${flags.host.includes(':') ? `[${flags.host}]` : flags.host}:${port}`;

  function renew(): void {
    const found = fingerprintOf(flags);
    if (found === fingerprint) return;
    fingerprint = found;
    const read = readCertificate(flags, passphrase, options.platform);
    unusable = read.ok ? null : { ...read.problem, inUse: true };
    if (!read.ok) return;
    certificate = read.certificate;
    listener?.renew(certificate);
    logger.info({ until: certificate.notAfter }, 'certificate of the entrance for pushes read again');
  }

  async function open(): Promise<void> {
    try {
      const { host, port } = flags;
      const limits = PUSH_LISTENER_LIMITS;
      listener = await startPushListener({ host, port, certificate, limits, fetch: city.fetch });
      blocked = null;
      logger.info({ host, port: listener.port }, 'entrance for pushes opened');
    } catch (error) {
      blocked = { origin: originAt(flags.port), reason: reasonOf(error) };
    }
  }

  async function shut(): Promise<void> {
    blocked = null;
    if (listener === null) return;
    const ending = listener;
    listener = null;
    await ending.close();
    logger.info({}, 'entrance for pushes closed');
  }

  async function once(): Promise<void> {
    if (closed) return;
    renew();
    const wanted = city.pushes();
    if (wanted !== 'wanted') await shut();
    else if (listener === null) await open();
    city.tellEntrance({ origin: origin(), warnings: warnings(wanted) });
  }

  const origin = (): string | null => (listener === null ? null : originAt(listener.port));

  function warnings(wanted: ReturnType<City['pushes']>): Warning[] {
    const at = origin();
    if (wanted === 'drill') return [];
    return [
      ...(blocked === null ? [] : [warning('error', 'push-entrance-blocked', blocked)]),
      ...(unusable === null ? [] : [warning('error', 'push-certificate-unusable', unusable)]),
      ...validity(certificate, options.now(), options.zone),
      ...(at === null ? [] : [warning('info', 'push-entrance-open', { origin: at })]),
      ...(wanted === 'wanted'
        ? []
        : [warning('info', 'push-entrance-idle', { origin: originAt(flags.port) })]),
    ];
  }

  function check(): Promise<void> {
    running = running.then(once);
    return running;
  }

  await check();
  const timer = setInterval(() => void check(), CHECK_EVERY_MS);
  timer.unref();
  return {
    check,
    origin,
    async close() {
      clearInterval(timer);
      await running;
      closed = true;
      await shut();
    },
  };
}

/** The passphrase of the key: from its file, which is then kept in the secret store, or as it was kept before. */
async function passphraseOf({ flags, secrets, platform }: Options): Promise<string | null> {
  if (flags.passphrase === null) return secrets.get(PASSPHRASE);
  const text = contentOf(flags.passphrase)?.replace(/\r?\n$/, '') ?? null;
  if (text === null || text === '')
    throw new LaunchError(
      EXIT.usage,
      `--push-passphrase 指定的文件无法读取或为空：${flags.passphrase}`,
      undefined,
    );
  if (platform !== 'win32' && isOpenToOthers(flags.passphrase))
    throw new LaunchError(
      EXIT.usage,
      `--push-passphrase 指定的文件其他用户也能读取：${flags.passphrase}。请改为仅本用户可读（chmod 600）`,
      undefined,
    );
  await secrets.set(PASSPHRASE, text);
  return text;
}

/** Warns of a certificate that ends soon, has ended or has not begun. */
function validity({ notBefore, notAfter }: Certificate, now: number, zone: string): Warning[] {
  if (now < notBefore)
    return [
      warning('error', 'push-certificate-not-valid', {
        reason: 'not-yet',
        at: localDateTime(notBefore, zone),
      }),
    ];
  if (now >= notAfter)
    return [
      warning('error', 'push-certificate-not-valid', { reason: 'over', at: localDateTime(notAfter, zone) }),
    ];
  const days = Math.floor((notAfter - now) / DAY_MS);
  if (days >= WARN_DAYS) return [];
  return [warning('warning', 'push-certificate-ends', { at: localDateTime(notAfter, zone), days })];
}

function reasonOf(error: unknown): ErrorParameters<'push-entrance-blocked'>['reason'] {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return 'port-taken';
  if (code === 'EADDRNOTAVAIL') return 'not-our-address';
  return code === 'EACCES' || code === 'EPERM' ? 'no-rights' : 'failed';
}
