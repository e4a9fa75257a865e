import type { Operator, OperatorWithPosts } from '../../../shared/contract/people.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { operatorOf } from '../people/operatorOf.ts';
import { ApiError } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { requireSession } from './requestSession.ts';

/** Organisations that the pack has no more, and what they leave to others (划转). */
export function successionRoutes(mount: Mount, deps: ApiDeps): void {
  mountJson(mount, routes.dissolved, () => ({
    items: deps.whistles?.dissolved(atTheirPosts(deps.people.operators.all())) ?? [],
  }));

  mountJson(mount, routes.transfer, async ({ body, request, note }) => {
    const { people, ...asked } = body;
    const { from, to, reason } = asked;
    note(from, { to, reason });
    if (deps.whistles === null) throw new ApiError(409, 'no-rules', {});
    const { operator } = requireSession(deps.people, request);
    const report = await deps.whistles.transfer(asked, operatorOf(operator));
    // Its whistles took their time: what moves people is decided with the rights held now.
    const moved = people
      ? deps.people.operators.transfer(requireSession(deps.people, request).operator, asked)
      : 0;
    note(from, { whistles: report.whistles, people: moved });
    return { ...report, people: moved };
  });
}

function atTheirPosts(operators: readonly OperatorWithPosts[]): Operator[] {
  return operators.flatMap((one) => [one, ...one.posts.map((post) => ({ ...one, ...post }))]);
}
