import type { SentError } from '../../../shared/contract/common.ts';
import type { ActionTemplate } from '../../../shared/contract/writeBack.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import { type Contact, type Filling, namesContact } from '../../../shared/outbox/render.ts';
import type { Clock } from '../ports.ts';
import type { StoredMessage } from '../store/outboxTable.ts';
import { type HttpResponse, UpstreamError } from '../sync/adapter.ts';
import type { Credentials } from '../sync/http/exchange.ts';
import type { UpstreamHttp } from '../sync/http/http.ts';
import { credentialsFor, rateOf } from '../sync/sourceSession.ts';
import { judgeAnswer, judgeOrder, judgeReadBack, judgeToken, numberNotAsked } from './judge.ts';
import {
  canTell,
  readBackFor,
  requestFor,
  templateOf,
  tokenRequest,
  type WritableConfig,
  type WriteRequest,
  waitBeforeAsking,
} from './request.ts';

/** What became of one attempt. `doubt`: it may have got through. `afterMs`: not sooner than that. */
export type Result =
  | { kind: 'acknowledged'; upstreamId: string | null }
  | { kind: 'refused' | 'unknown'; error: SentError }
  | { kind: 'later'; error: SentError | null; doubt: boolean; token: string | null; afterMs: number };

export type AttemptDeps = {
  http: UpstreamHttp;
  /** The key of a source. @throws UpstreamError if it was saved for another address */
  keyFor(config: WritableConfig): Promise<string | null>;
  /** Contact data of the case that a message concerns; null if there is none. */
  contactOf(message: StoredMessage): Contact | null;
  /** Records that it is about to be sent. @throws where it cannot be recorded; then nothing is sent */
  recordContact(message: StoredMessage): void;
  /** Contact data that is hidden in the texts of a message. */
  hiddenFor(message: StoredMessage): string[];
  /** The number of the order that a message concerns, where a whistle made it. */
  orderOf(source: string, lane: string): string | null;
  clock: Clock;
};

/** Thrown by `onStart`: the message is not to be sent any more. */
export class NotPending extends Error {}

/**
 * What follows when nobody knows whether a message arrived: the upstream recognises the same key, or can be asked, or a
 * person has to decide.
 */
export function afterDoubt(template: ActionTemplate | null, error: SentError): Result {
  if (template === null || !canTell(template)) return { kind: 'unknown', error };
  const afterMs = template.key === null ? (template.readBack?.afterSeconds ?? 0) * 1000 : 0;
  return { kind: 'later', error, doubt: true, token: null, afterMs };
}

/**
 * Tries once to tell an upstream. `onStart` is called before the first byte of a write is sent, with whether it holds contact
 * data, and has to record both. @throws NotPending; anything else is a result
 */
export async function attempt(
  message: StoredMessage,
  config: WritableConfig,
  deps: AttemptDeps,
  signal: AbortSignal,
  onStart: (withContact: boolean) => void,
): Promise<Result> {
  const found = templateOf(config, message.action);
  if (found === null)
    return unsendable(message, upstreamMessage('write-no-action', { action: message.action }));
  const { template, standard } = found;
  // The mapping may have lost its key and its question since: then nothing but a person may have it sent again.
  if (message.token === null && message.doubt && !canTell(template))
    return { kind: 'unknown', error: message.error ?? upstreamMessage('write-interrupted', {}) };
  const format = config.kind === 'open311' ? config.dialect.format : 'json';
  const order = message.caseId === null && message.action !== 'create';
  const number = order ? deps.orderOf(message.source, message.lane) : null;
  if (order && number === null) return unsendable(message, upstreamMessage('write-no-order', {}));
  const early = message.token === null ? waitBeforeAsking(message, template, deps.clock.now()) : 0;
  if (early > 0) return { ...notNow(message.error, message.doubt), afterMs: early };

  const secret = await keyOf(config, deps);
  if (secret instanceof UpstreamError) return notNow(secret.sent, message.doubt);
  const inForm = standard && config.auth.in === 'query';
  const credentials = inForm ? null : credentialsFor(config.auth, config.url, secret);
  const ask = (request: WriteRequest, keyed: Credentials | null, started: () => void) =>
    deps.http.send(
      { key: config.id, ratePerMinute: rateOf(config), credentials: keyed, signal },
      request,
      started,
    );
  const anyKey = credentialsFor(config.auth, config.url, secret);

  if (message.token !== null) {
    const { token } = message;
    const answer = await outcome(() => ask(tokenRequest(config, token), anyKey, () => undefined));
    const given = 'status' in answer ? judgeToken(answer, format) : numberNotAsked(answer.sent);
    if ('number' in given) return { kind: 'acknowledged', upstreamId: given.number };
    return { kind: 'later', error: given.error, doubt: false, token, afterMs: 0 };
  }

  const filling = fillingOf(message, config, template, number, deps);
  let { doubt } = message;
  if (doubt && template.key === null && template.readBack !== null) {
    const { request, values } = readBackFor(config, template.readBack, filling);
    const withContact = filling.contact !== null && namesContact(template.readBack);
    const answer = await outcome(() =>
      ask(request, anyKey, () => {
        if (withContact) deps.recordContact(message);
      }),
    );
    const arrived = 'status' in answer ? judgeReadBack(answer, template, values) : null;
    if (arrived === true) return { kind: 'acknowledged', upstreamId: null };
    if (arrived === null) {
      const error =
        'status' in answer ? upstreamMessage('write-read-back', { status: answer.status }) : answer.sent;
      return afterDoubt(template, error);
    }
    doubt = false;
  }

  let started = false;
  const request = requestFor(config, template, filling, inForm ? secret : null);
  const withContact = filling.contact !== null && namesContact({ ...template, readBack: null });
  const answer = await outcome(() =>
    ask(request, credentials, () => {
      onStart(withContact);
      started = true;
    }),
  );
  if (!('status' in answer)) return ofFailure(answer, started, template, doubt);
  const verdict = standard ? judgeOrder(answer, format) : judgeAnswer(answer, template);
  switch (verdict.kind) {
    case 'done':
      return { kind: 'acknowledged', upstreamId: verdict.upstreamId };
    case 'token': {
      const error = upstreamMessage('write-no-number', {});
      return { kind: 'later', error, doubt: false, token: verdict.token, afterMs: 0 };
    }
    case 'refused':
      // A redirect, as of a gateway, is no word of the upstream, which would have known the key.
      return {
        kind: doubt && verdict.error.code === 'write-moved' ? 'unknown' : 'refused',
        error: verdict.error,
      };
    case 'later':
      return notNow(verdict.error, doubt);
    case 'unclear':
      return afterDoubt(template, verdict.error);
  }
}

/** Nothing was sent this time. Whether an earlier attempt got through (`doubt`) is as open as before. */
function notNow(error: SentError | null, doubt: boolean): Extract<Result, { kind: 'later' }> {
  return { kind: 'later', error, doubt, token: null, afterMs: 0 };
}

/** It cannot be sent as the source is configured now. The upstream may have it from an earlier attempt, or has taken it. */
function unsendable({ doubt, token }: StoredMessage, error: SentError): Result {
  return { kind: doubt || token !== null ? 'unknown' : 'refused', error };
}

/** The key of the source, or why it cannot be had. */
async function keyOf(config: WritableConfig, deps: AttemptDeps): Promise<string | null | UpstreamError> {
  try {
    return await deps.keyFor(config);
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
}

async function outcome(ask: () => Promise<HttpResponse>): Promise<HttpResponse | UpstreamError> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
}

/** Codes of an answer that says by itself that nothing was done. */
const NOT_DONE = new Set(['rate-limited', 'host-not-allowed', 'address-refused', 'breaker-open', 'bad-url']);

function ofFailure(error: UpstreamError, started: boolean, template: ActionTemplate, doubt: boolean): Result {
  if (!started || error.unsent || NOT_DONE.has(error.code)) return notNow(error.sent, doubt);
  return afterDoubt(template, upstreamMessage('write-cut', { cause: error.sent }));
}

function fillingOf(
  message: StoredMessage,
  config: WritableConfig,
  template: ActionTemplate,
  number: string | null,
  deps: AttemptDeps,
): Filling {
  const receives = config.writeBack?.receivesContact === true;
  return {
    key: message.key,
    values: number === null ? message.values : { ...message.values, 'case.id': number },
    zone: config.zone,
    contact: receives && namesContact(template) ? deps.contactOf(message) : null,
    hidden: receives ? null : deps.hiddenFor(message),
  };
}
