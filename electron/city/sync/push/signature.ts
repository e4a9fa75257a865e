import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The headers of a pushed request; null where one is absent. */
export type PushHeaders = { timestamp: string | null; nonce: string | null; signature: string | null };

/** A signature as a request states it, which nothing has proved yet. */
export type StatedSignature = { timestamp: string; nonce: string; signature: string };

const TIMESTAMP = /^\d{10}$/;
const NONCE = /^[A-Za-z0-9_-]{16,64}$/;
const SIGNATURE = /^[0-9a-f]{64}$/i;

/** Stands for the key of a source that does not exist, so that its refusal takes the same work. */
const NO_KEY = randomBytes(32).toString('base64url');

/** A new key (推送密钥): 256 random bits as text. */
export function newPushKey(): string {
  return randomBytes(32).toString('base64url');
}

/** HMAC-SHA256 over `TIMESTAMP\nNONCE\nBODY` by the text of the key, in hexadecimal. */
export function signPush(key: string, timestamp: string, nonce: string, body: Uint8Array): string {
  return createHmac('sha256', key).update(`${timestamp}\n${nonce}\n`).update(body).digest('hex');
}

/** What the headers of a request state; null where they are no signature, and its body need not be read. */
export function statedSignature({ timestamp, nonce, signature }: PushHeaders): StatedSignature | null {
  if (timestamp === null || nonce === null || signature === null) return null;
  if (!TIMESTAMP.test(timestamp) || !NONCE.test(nonce) || !SIGNATURE.test(signature)) return null;
  return { timestamp, nonce, signature };
}

/**
 * When and with which nonce a request was signed (`at`: UTC ms); null if it was not signed by the key. `key` null: there is
 * none, and no signature is right. Compares in constant time.
 */
export function verifyPush(
  key: string | null,
  stated: StatedSignature,
  body: Uint8Array,
): { at: number; nonce: string } | null {
  const { timestamp, nonce, signature } = stated;
  const expected = Buffer.from(signPush(key ?? NO_KEY, timestamp, nonce, body), 'hex');
  const isRight = timingSafeEqual(expected, Buffer.from(signature, 'hex'));
  return isRight && key !== null ? { at: Number(timestamp) * 1000, nonce } : null;
}
