import type { ExchangeTarget } from '../../../../shared/contract/exchange.ts';
import { databaseAddress } from '../../../../shared/source/databaseAddress.ts';
import { UpstreamError } from '../adapter.ts';

/** What was being done when a database failed. */
export type Doing = { target: ExchangeTarget; hasPassword: boolean; view: string; seconds: number };

/**
 * Converts what a driver throws into an UpstreamError. The texts of databases quote rows and are never shown: only their
 * code is.
 */
export function toExchangeError(error: unknown, doing: Doing): UpstreamError {
  const own = ownError(error);
  if (own !== null) return own;
  const { target, view } = doing;
  const address = databaseAddress(target);
  const code = textAt(error, 'code');
  const state = sqlState(error, code);
  const text = error instanceof Error ? error.message : '';
  if (isNoTls(code, text)) return new UpstreamError('exchange-no-tls', { address }, false);
  if (isLoginMethod(code, text)) return new UpstreamError('exchange-login-method', { address }, false);
  if (/password must be a/i.test(text)) {
    const { user } = target;
    return new UpstreamError('exchange-login', { address, user, password: 'none' }, false);
  }
  const known = state === null ? null : fromState(state, doing, address, view);
  if (known !== null) return known;
  if (code === 'ECONNREFUSED') return new UpstreamError('refused', { address }, true);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new UpstreamError('dns', { address }, true);
  if (/TIMEOUT|ETIMEDOUT/.test(code) || /timeout expired/i.test(text))
    return new UpstreamError('timeout', { address }, true);
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|EPROTO|ALTNAME/.test(code))
    return new UpstreamError('tls', { address }, false);
  if (state !== null) return new UpstreamError('exchange-query', { view, state }, true);
  return new UpstreamError('network', { address }, true);
}

/** Whether the same page may be asked for again over a new connection. */
export function isLostConnection(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === 'network';
}

/** Errors of PostgreSQL have a state of five characters, those of MySQL a number. */
function sqlState(error: unknown, code: string): string | null {
  if (/^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code)) return code;
  const number = typeof error === 'object' && error !== null ? Reflect.get(error, 'errno') : undefined;
  return typeof number === 'number' && number > 1000 ? String(number) : null;
}

const LOGIN = ['28P01', '28000', '1045', '1698', '4151'];
const DATABASE = ['3D000', '1044', '1049'];
const RIGHTS = ['42501', '1142', '1143', '1370'];
const VIEW = ['42P01', '3F000', '1146', '1356'];
const COLUMN = ['42703', '1054'];
const LETTERS = ['22021', '22P05', '1366', '1300', '3854'];
const SLOW = ['57014', '3024', '1969', '1317', '4012'];
const FULL = ['53300', '1040', '1203', '1226'];
/** The server ended the connection or the transaction, or a replica had to go on: the same may work at once. */
const LOST = /^(08...|57P0[123]|40001|40P01|25P0[23]|1053|1205|1213|2006|2013|1927)$/;

function fromState(state: string, doing: Doing, address: string, view: string): UpstreamError | null {
  const { user, database } = doing.target;
  if (LOGIN.includes(state)) {
    const password = doing.hasPassword ? 'given' : 'none';
    return new UpstreamError('exchange-login', { address, user, password }, false);
  }
  if (DATABASE.includes(state)) return new UpstreamError('exchange-database', { address, database }, false);
  if (RIGHTS.includes(state)) return new UpstreamError('exchange-rights', { view }, false);
  if (VIEW.includes(state)) return new UpstreamError('exchange-view', { view }, false);
  if (COLUMN.includes(state)) return new UpstreamError('exchange-query', { view, state }, false);
  if (LETTERS.includes(state)) return new UpstreamError('exchange-encoding', { view }, false);
  if (SLOW.includes(state)) return new UpstreamError('exchange-slow', { view, seconds: doing.seconds }, true);
  if (FULL.includes(state)) return new UpstreamError('exchange-full', { address }, true);
  if (LOST.test(state)) return new UpstreamError('network', { address }, true);
  return null;
}

function isNoTls(code: string, text: string): boolean {
  return code === 'HANDSHAKE_NO_SSL_SUPPORT' || /does not support (SSL|secure) connection/i.test(text);
}

function isLoginMethod(code: string, text: string): boolean {
  return (
    code === 'AUTH_SWITCH_PLUGIN_ERROR' ||
    code === 'ER_NOT_SUPPORTED_AUTH_MODE' ||
    /Unknown authentication|unknown auth|only mechanism\(s\) supported|requests authentication using unknown plugin/i.test(
      text,
    )
  );
}

function ownError(error: unknown): UpstreamError | null {
  if (error instanceof UpstreamError) return error;
  return error instanceof Error && error.cause !== undefined ? ownError(error.cause) : null;
}

function textAt(error: unknown, name: string): string {
  if (error instanceof AggregateError && !(name in error)) return textAt(error.errors[0], name);
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : '';
}
