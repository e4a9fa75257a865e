import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** A PIN as it is kept: never the PIN itself. */
export type KeptPin = { salt: Buffer; hash: Buffer };

/** 32 MiB and some 60 ms a guess on an office machine. A PIN is short: the lock-out stops guessing here, this a stolen file. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const HASH_BYTES = 32;

export async function keepPin(pin: string): Promise<KeptPin> {
  const salt = randomBytes(16);
  return { salt, hash: await derive(pin, salt) };
}

/** Takes as long for a wrong PIN as for the right one. */
export async function fitsPin(pin: string, kept: KeptPin): Promise<boolean> {
  return timingSafeEqual(await derive(pin, kept.salt), kept.hash);
}

/** Spends the time of a comparison where there is no operator to compare with, so that names cannot be tried out. */
export async function pretendToCompare(pin: string): Promise<void> {
  await derive(pin, Buffer.alloc(16));
}

/** Full-width digits come from Chinese input methods; the operator did not mean another PIN. */
function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin.normalize('NFKC'), salt, HASH_BYTES, COST, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });
}
