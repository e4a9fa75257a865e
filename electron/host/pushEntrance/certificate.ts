import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { ErrorParameters } from '../../../shared/errors/errorText.ts';

/** A certificate (证书) with its private key, as a TLS server takes them. Times are UTC ms. */
export type Certificate = {
  cert: string;
  key: string;
  passphrase: string | undefined;
  notBefore: number;
  notAfter: number;
};

type Problem = Omit<ErrorParameters<'push-certificate-unusable'>, 'inUse'>;
type Files = { certificate: string; key: string };

/**
 * Reads a certificate and its key and tries them; what is wrong with them otherwise. The key must be readable by its owner
 * only (POSIX), since whoever has it can pass for this machine.
 */
export function readCertificate(
  files: Files,
  passphrase: string | null,
  platform: NodeJS.Platform,
): { ok: true; certificate: Certificate } | { ok: false; problem: Problem } {
  const wrong = (file: string, reason: Problem['reason']) => ({
    ok: false as const,
    problem: { file, reason },
  });
  const cert = contentOf(files.certificate);
  if (cert === null) return wrong(files.certificate, 'unreadable');
  let first: X509Certificate;
  try {
    // The first of the file is the server's own.
    first = new X509Certificate(cert);
  } catch {
    return wrong(files.certificate, 'no-certificate');
  }
  const key = contentOf(files.key);
  if (key === null) return wrong(files.key, 'unreadable');
  if (platform !== 'win32' && isOpenToOthers(files.key)) return wrong(files.key, 'open-to-others');
  const isEncrypted = /^-----BEGIN ENCRYPTED |^Proc-Type: 4,ENCRYPTED/m.test(key);
  if (isEncrypted && passphrase === null) return wrong(files.key, 'passphrase-needed');
  let read: KeyObject;
  try {
    read = createPrivateKey({ key, ...(isEncrypted ? { passphrase: passphrase ?? '' } : {}) });
  } catch {
    return wrong(files.key, isEncrypted ? 'passphrase-wrong' : 'no-key');
  }
  if (!first.checkPrivateKey(read)) return wrong(files.key, 'other-key');
  const certificate: Certificate = {
    ...{ cert, key, passphrase: isEncrypted ? (passphrase ?? '') : undefined },
    notBefore: Date.parse(first.validFrom),
    notAfter: Date.parse(first.validTo),
  };
  try {
    // What TLS itself refuses, a key that is too short for one.
    createSecureContext(secureContextOf(certificate));
  } catch {
    return wrong(files.certificate, 'refused');
  }
  return { ok: true, certificate };
}

export function secureContextOf({ cert, key, passphrase }: Certificate) {
  return { cert, key, ...(passphrase === undefined ? {} : { passphrase }), minVersion: 'TLSv1.2' as const };
}

/** Changes whenever one of the files does. */
export function fingerprintOf(files: Files): string {
  return [files.certificate, files.key]
    .map((file) => {
      try {
        const { mtimeMs, ctimeMs, size, ino } = statSync(file);
        return [mtimeMs, ctimeMs, size, ino].join('/');
      } catch {
        return 'gone';
      }
    })
    .join(' ');
}

export function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** True also where it cannot be found out. */
export function isOpenToOthers(file: string): boolean {
  try {
    return (statSync(file).mode & 0o077) !== 0;
  } catch {
    return true;
  }
}
