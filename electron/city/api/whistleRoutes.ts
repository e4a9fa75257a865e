import { routes } from '../../../shared/contract/routes.ts';
import type { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import type { CommandAnswer } from '../../../shared/contract/whistleView.ts';
import { delegationProblem } from '../../../shared/people/delegation.ts';
import { whistleId } from '../../../shared/whistle/ids.ts';
import { CommandIdReused } from '../journal/openJournal.ts';
import { operatorOf } from '../people/operatorOf.ts';
import type { SignedIn } from '../people/sessions.ts';
import type { WhistleOutcome, WhistleReading, Whistles } from '../whistles/createWhistles.ts';
import { InvalidCursor } from '../whistles/list.ts';
import { UnknownWhistle } from '../whistles/streamKind.ts';
import { ApiError, CommandRefused, notFound } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { requireSession, sessionOfRequest } from './requestSession.ts';
import { whenReady } from './whenReady.ts';

/** Period of the indicators when the request names none: 30 days. */
const DEFAULT_PERIOD_MS = 30 * 86_400_000;

/** Whistles (吹哨): any window but a wall may read them; only signed-in operators may send commands. */
export function whistleRoutes(mount: Mount, deps: ApiDeps): void {
  const { people } = deps;

  /** The signed-in operator; null if nobody is. Reading does not count as activity. */
  const signedInOperator = (request: Request) => {
    const signed = sessionOfRequest(people, request);
    return signed === null ? null : viewerOf(signed);
  };

  /** As whom the session acts: the principal of its delegation, whose roles count while that runs, or the operator. */
  const viewerOf = ({ operator, session }: SignedIn): WhistleReading => {
    const own = operatorOf(operator);
    const delegated = session.delegation === null ? null : people.delegations.delegated(session.delegation);
    if (delegated === null) return own;
    const runs = delegationProblem(delegated, deps.clock.now()) === null;
    return {
      ...own,
      ...delegated.post,
      roles: runs ? delegated.post.roles : [],
      onlyStreets: delegated.onlyStreets,
      delegated,
    };
  };

  async function command(id: string, body: WhistleCommand, request: Request): Promise<CommandAnswer> {
    const signed = requireSession(people, request);
    const whistles = requireWhistles(deps);
    // A draft creates its whistle. The whistle's id is derived from the command's id and cannot be chosen.
    if (body.type === 'draft' && id !== whistleId(body.commandId)) throw notFound('whistle', id);
    const outcome = await actOn(whistles, id, body, signed);
    if (!outcome.ok) throw new CommandRefused(outcome.refusal);
    return { state: whistles.viewOf(outcome.state, viewerOf(signed)), events: outcome.events };
  }

  mountJson(mount, routes.whistles, ({ query, request }) => {
    if (deps.whistles === null) return { items: [], total: 0, nextCursor: null };
    try {
      return deps.whistles.list(query, signedInOperator(request));
    } catch (error) {
      if (!(error instanceof InvalidCursor)) throw error;
      throw new ApiError(400, 'bad-cursor', {});
    }
  });

  mountJson(mount, routes.createWhistle, ({ body, request }) =>
    command(whistleId(body.commandId), body, request),
  );

  // Fixed words before `:id`, so that «suggest» is never taken for a whistle.
  mountJson(mount, routes.whistleSuggest, ({ query }) => {
    const found = requireWhistles(deps).suggest(query);
    if (found === null) throw notFound('case', query.caseId ?? '');
    return found;
  });

  mountJson(mount, routes.whistleIndicators, async ({ query }) => {
    const now = deps.clock.now();
    const to = query.to ?? now;
    const from = query.from ?? to - DEFAULT_PERIOD_MS;
    const columns = await whenReady(deps.columns);
    const { total: cases } = await columns.page({ ...query, from, to }, '-requested', 0, 0, now);
    return {
      from,
      to,
      cases,
      ...(deps.whistles?.indicators({ from, to }, query.street ?? [], cases) ?? { items: [], rows: [] }),
    };
  });

  mountJson(mount, routes.whistle, ({ id, request }) => {
    const found = deps.whistles?.view(id, signedInOperator(request)) ?? null;
    if (found === null) throw notFound('whistle', id);
    return found;
  });

  mountJson(mount, routes.commandWhistle, ({ id, body, request }) => command(id, body, request));

  mountJson(mount, routes.checkInCode, ({ id, request }) => {
    const { org } = operatorOf(requireSession(people, request).operator);
    const shown = requireWhistles(deps).checkIn(id);
    if (shown === null) throw new ApiError(409, 'no-code', {});
    const { street, code, until } = shown;
    if (street !== org) throw new ApiError(403, 'forbidden', { reason: 'check-in-code' });
    return { code, until };
  });
}

/** @throws ApiError 409 if the pack has no whistle rules. */
export function requireWhistles(deps: ApiDeps): Whistles {
  if (deps.whistles !== null) return deps.whistles;
  throw new ApiError(409, 'no-rules', {});
}

/**
 * Executes a command of a session, under the delegation that it acts by unless the command names one, with the errors of the
 * journal as API errors. @throws ApiError 404, 409; StoreError
 */
export async function actOn(
  whistles: Whistles,
  id: string,
  body: WhistleCommand,
  { operator, session: { delegation } }: SignedIn,
): Promise<WhistleOutcome> {
  const command = body.delegation === undefined && delegation !== null ? { ...body, delegation } : body;
  try {
    return await whistles.act(id, command, operatorOf(operator));
  } catch (error) {
    if (error instanceof UnknownWhistle) throw notFound('whistle', id);
    if (!(error instanceof CommandIdReused)) throw error;
    throw new ApiError(409, 'command-id-reused', {});
  }
}
