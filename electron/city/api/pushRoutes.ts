import { PUSH_HEADERS } from '../../../shared/contract/push.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { MAX_PUSH_BYTES } from '../../../shared/source/pushLimits.ts';
import type { PushOutcome } from '../ports.ts';
import { ApiError } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { readBytes } from './readRequest.ts';

/** Rows that other systems send by themselves (推送). The signature is the only proof; no session is asked for or opened. */
export function pushRoutes(mount: Mount, { connections, clock }: ApiDeps): void {
  mountJson(mount, routes.push, async ({ id, request, remote }) => {
    const outcome = await connections.receivePush(id, {
      timestamp: request.headers.get(PUSH_HEADERS.timestamp),
      nonce: request.headers.get(PUSH_HEADERS.nonce),
      signature: request.headers.get(PUSH_HEADERS.signature),
      remote,
      body: () => bodyOf(request),
    });
    if (outcome.ok) return outcome.answer;
    throw refusalOf(outcome, clock.now());
  });
}

/** @throws ApiError 413; 400 where the sender ended in the middle of it */
async function bodyOf(request: Request): Promise<Buffer> {
  try {
    return await readBytes(request, MAX_PUSH_BYTES);
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(400, 'cut-off', {});
  }
}

function refusalOf(outcome: Extract<PushOutcome, { ok: false }>, now: number): ApiError {
  switch (outcome.refusal) {
    case 'too-often':
      return new ApiError(429, 'push-too-often', { perMinute: outcome.perMinute });
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
