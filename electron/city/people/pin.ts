import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** A PIN as it is stored: salted scrypt hash, never the PIN itself. */
export type PinHash = { salt: Buffer; hash: Buffer };

/**
 * 32 MiB and some 60 ms for each guess on an office machine. PINs are short: the lock-out stops guessing through the
 * service, this cost slows guessing from a stolen database.
 */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const HASH_BYTES = 32;

/** Hashes a PIN with a new salt. */
export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(16);
  return { salt, hash: await derive(pin, salt) };
}

/** Whether the PIN matches the hash; takes the same time either way. */
export async function verifyPin(pin: string, stored: PinHash): Promise<boolean> {
  return timingSafeEqual(await derive(pin, stored.salt), stored.hash);
}

/** Whether both are the very PIN that was set then, not one set since that happens to be the same. */
export function isSetTogether(one: PinHash, other: PinHash): boolean {
  return one.salt.equals(other.salt) && one.hash.equals(other.hash);
}

/** How long the last check took, ms; null before the first. */
let lastDuration: number | null = null;

/**
 * Takes as long as the last `verifyPin`, for operators that do not exist: response times must not reveal which ids exist.
 * It waits and does not compute, since nothing counts such attempts and anybody could send them without end.
 */
export async function spendVerifyTime(pin: string): Promise<void> {
  if (lastDuration === null) await derive(pin, Buffer.alloc(16));
  else await setTimeout(lastDuration);
}

/** Normalised first: Chinese input methods produce full-width digits, which are the same PIN. */
function derive(pin: string, salt: Buffer): Promise<Buffer> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    scrypt(pin.normalize('NFKC'), salt, HASH_BYTES, COST, (error, hash) => {
      lastDuration = performance.now() - begun;
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}
