import { createHash, randomBytes } from 'node:crypto';
import { NO_BROWSER, type SignInTable } from '../store/signInTable.ts';

/** Random bytes of a browser's id: it cannot be guessed. */
const ID_BYTES = 32;
const ID = /^[\w-]{43}$/;

/** Which counter a browser's wrong PINs of an operator go to. `key`: hash of its id, or `NO_BROWSER`. */
export type CountedBrowser = { known: boolean; key: Buffer };

/**
 * The browser's counter for an operator. An id that never signed this operator in is as good as none: anybody can send
 * one, or leave it out.
 */
export function countedBrowser(
  table: Pick<SignInTable, 'counter'>,
  operator: number,
  id: string | null,
): CountedBrowser {
  const key = id !== null && ID.test(id) ? hashOf(id) : NO_BROWSER;
  const known = key !== NO_BROWSER && table.counter(operator, key) !== null;
  return { known, key: known ? key : NO_BROWSER };
}

/**
 * The id that a browser keeps after signing in: its own, if this service issued it; otherwise a new one, so that nobody
 * chooses the id of another's browser.
 */
export function issuedBrowser(table: Pick<SignInTable, 'knowsBrowser'>, id: string | null): string {
  const issued = id !== null && ID.test(id) && table.knowsBrowser(hashOf(id));
  return issued ? id : randomBytes(ID_BYTES).toString('base64url');
}

/** The stored form of an id: a copy of the database does not make a known browser. */
export function hashOf(id: string): Buffer {
  return createHash('sha256').update(id).digest();
}
