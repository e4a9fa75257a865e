import { PUSH_HEADERS } from '../../../shared/contract/push.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { PUSHES_PER_MINUTE } from '../../../shared/source/pushLimits.ts';
import type { PushOutcome } from '../ports.ts';
import { ApiError } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { readBytes } from './readRequest.ts';

/** A longer body is not read. */
const MAX_BODY_BYTES = 1_048_576;

/** Rows that other systems send by themselves (推送). The signature is the only proof; no session is asked for or opened. */
export function pushRoutes(mount: Mount, { connections, clock }: ApiDeps): void {
  mountJson(mount, routes.push, async ({ id, request }) => {
    if (!connections.admitPush(id))
      throw new ApiError(429, 'push-too-often', { perMinute: PUSHES_PER_MINUTE });
    const body = await readBytes(request, MAX_BODY_BYTES);
    const outcome = await connections.receivePush(id, {
      timestamp: request.headers.get(PUSH_HEADERS.timestamp),
      nonce: request.headers.get(PUSH_HEADERS.nonce),
      signature: request.headers.get(PUSH_HEADERS.signature),
      body,
    });
    if (outcome.ok) return outcome.answer;
    throw refusalOf(outcome.refusal, clock.now());
  });
}

function refusalOf(refusal: Extract<PushOutcome, { ok: false }>['refusal'], now: number): ApiError {
  switch (refusal) {
    case 'refused':
      return new ApiError(401, 'push-refused', {});
    case 'late':
      return new ApiError(401, 'push-late', { now });
    case 'replayed':
      return new ApiError(409, 'push-replayed', {});
    case 'paused':
      return new ApiError(409, 'source-paused', {});
    case 'bad-json':
      return new ApiError(400, 'bad-json', {});
    case 'no-rows':
      return new ApiError(422, 'push-body', { reason: 'no-rows' });
    case 'too-many':
      return new ApiError(413, 'push-body', { reason: 'too-many' });
  }
}
