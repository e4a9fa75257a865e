import { routes } from '../../../shared/contract/routes.ts';
import { type PushedAnswer, WALL_ANSWER_PREFIX } from '../../../shared/contract/status.ts';
import { isWall } from '../client/identity.ts';
import { queryClient } from '../client/queryClient.ts';
import { keyOfUrl } from '../client/routeQuery.ts';
import { statusChanges } from './statusQuery.ts';

/** Routes whose answers the service pushes. */
const PUSHED = [routes.status, routes.summary, routes.gridCounts, routes.histogram, routes.cases];

/**
 * Stores the answers pushed with an event in the query cache, under the URL that this window would request. Skipped are
 * answers that this window never requested, that break the contract, or that are older than the cached one.
 */
export function cachePushedAnswers(answers: readonly PushedAnswer[]): void {
  for (const { ask, body } of answers) {
    const forWalls = ask.startsWith(WALL_ANSWER_PREFIX);
    if (forWalls && !isWall()) continue;
    const queryKey = keyOfUrl(forWalls ? ask.slice(WALL_ANSWER_PREFIX.length) : ask);
    if (queryClient.getQueryState(queryKey) === undefined) continue;
    const answer = PUSHED.find(({ path }) => path === queryKey[0])?.response.safeParse(body);
    if (!answer?.success) continue;
    const { data } = answer;
    queryClient.setQueryData(queryKey, 'outbox' in data ? statusChanges.appliedTo(data) : data);
  }
}
