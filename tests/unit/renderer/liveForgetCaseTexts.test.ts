import { beforeEach, describe, expect, it } from 'vitest';
import { queryClient } from '../../../renderer/live/client/queryClient.ts';
import { routeQuery } from '../../../renderer/live/client/routeQuery.ts';
import { forgetCaseTexts } from '../../../renderer/live/queries/forgetCaseTexts.ts';
import { routes } from '../../../shared/contract/routes.ts';

const texts = {
  case: routeQuery(routes.case, { id: 'upstream:QH1' }).queryKey,
  cases: routeQuery(routes.cases, { query: { limit: 30 } }).queryKey,
  quarantine: routeQuery(routes.quarantine, { query: {} }).queryKey,
  audit: routeQuery(routes.audit, { query: {} }).queryKey,
};
const figures = routeQuery(routes.summary, { query: {} }).queryKey;

describe('a window that becomes a wall', () => {
  beforeEach(() => queryClient.clear());

  it.each(Object.entries(texts))('forgets what it was sent of %s as a desk', (_, queryKey) => {
    queryClient.setQueryData(queryKey, { title: '某人反映' });
    forgetCaseTexts();
    expect(queryClient.getQueryData(queryKey)).toBeUndefined();
  });

  it('keeps its figures, which are the same for every window', () => {
    queryClient.setQueryData(figures, { matching: 3 });
    forgetCaseTexts();
    expect(queryClient.getQueryData(figures)).toEqual({ matching: 3 });
  });
});
