import { routes } from '../../../shared/contract/routes.ts';
import type { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import type { CommandAnswer } from '../../../shared/contract/whistleView.ts';
import { whistleId } from '../../../shared/whistle/ids.ts';
import { CommandIdReused } from '../journal/openJournal.ts';
import { operatorOf } from '../people/operators.ts';
import type { WhistleOutcome, Whistles } from '../whistles/createWhistles.ts';

import { InvalidCursor } from '../whistles/list.ts';
import { UnknownWhistle } from '../whistles/streamKind.ts';
import { ApiError, CommandRefused, notFound } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { whenReady } from './ready.ts';
import { requireSession, sessionOfRequest } from './sessionOf.ts';

const DEFAULT_PERIOD_MS = 30 * 86_400_000;

/** Whistles (吹哨): read by everybody, commanded by who is signed in. */
export function whistleRoutes(mount: Mount, deps: ApiDeps): void {
  const { people } = deps;

  /** Signed-in operator of a reading request, if any. */
  const asker = (request: Request) => {
    const signed = sessionOfRequest(people, request);
    return signed === null ? null : operatorOf(signed.operator);
  };

  async function command(id: string, body: WhistleCommand, request: Request): Promise<CommandAnswer> {
    const operator = operatorOf(requireSession(people, request).operator);
    const whistles = opened(deps);
    // A draft makes its whistle: its id follows from the command's and cannot be chosen.
    if (body.type === 'draft' && id !== whistleId(body.commandId)) throw notFound('whistle', id);
    const outcome = await acted(whistles, id, body, operator);
    if (!outcome.ok) throw new CommandRefused(outcome.refusal);
    return { state: whistles.viewOf(outcome.state, operator), events: outcome.events };
  }

  mountJson(mount, routes.whistles, ({ query, request }) => {
    if (deps.whistles === null) return { items: [], total: 0, nextCursor: null };
    try {
      return deps.whistles.list(query, asker(request));
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
    const found = opened(deps).suggest(query);
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
    const found = deps.whistles?.view(id, asker(request)) ?? null;
    if (found === null) throw notFound('whistle', id);
    return found;
  });

  mountJson(mount, routes.commandWhistle, ({ id, body, request }) => command(id, body, request));

  mountJson(mount, routes.checkInCode, ({ id, request }) => {
    const { org } = operatorOf(requireSession(people, request).operator);
    const shown = opened(deps).checkIn(id);
    if (shown === null) throw new ApiError(409, 'no-code', {});
    const { street, code, until } = shown;
    if (street !== org) throw new ApiError(403, 'forbidden', { reason: 'check-in-code' });
    return { code, until };
  });
}

function opened(deps: ApiDeps): Whistles {
  if (deps.whistles !== null) return deps.whistles;
  throw new ApiError(409, 'no-rules', {});
}

async function acted(
  whistles: Whistles,
  id: string,
  body: WhistleCommand,
  operator: Parameters<Whistles['act']>[2],
): Promise<WhistleOutcome> {
  try {
    return await whistles.act(id, body, operator);
  } catch (error) {
    if (error instanceof UnknownWhistle) throw notFound('whistle', id);
    if (!(error instanceof CommandIdReused)) throw error;
    throw new ApiError(409, 'command-id-reused', {});
  }
}
