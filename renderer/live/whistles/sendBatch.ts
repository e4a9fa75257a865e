import { routes } from '../../../shared/contract/routes.ts';
import type {
  BatchAnswer,
  NoticesReadAnswer,
  WhistleBatchInput,
} from '../../../shared/contract/whistleBatch.ts';
import { ApiError, asApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import { invalidateRoutes } from '../client/routeQuery.ts';

/** `cut`: no answer came; the same batch may be sent again, and each of its acts is done at most once. */
export type SentBatch<T> =
  | { kind: 'done'; answer: T }
  | { kind: 'cut'; error: ApiError }
  | { kind: 'failed'; error: ApiError };

/** Sends acts that are confirmed together (批量办理). Never rejects. */
export function sendBatch(batch: WhistleBatchInput): Promise<SentBatch<BatchAnswer>> {
  return outcomeOf(() => call(routes.commandWhistles, { body: batch }));
}

/** Marks notices as read (全部已阅). Never rejects. */
export async function sendNoticesRead(body: {
  batch: string;
  pin: string;
  ids: number[];
}): Promise<SentBatch<typeof NoticesReadAnswer._zod.output>> {
  const sent = await outcomeOf(() => call(routes.noticesRead, { body }));
  await invalidateRoutes(routes.notices);
  return sent;
}

async function outcomeOf<T>(ask: () => Promise<T>): Promise<SentBatch<T>> {
  try {
    return { kind: 'done', answer: await ask() };
  } catch (thrown) {
    const error = thrown instanceof ApiError ? thrown : asApiError(thrown);
    return { kind: error.status === 0 || error.status === 503 ? 'cut' : 'failed', error };
  }
}
