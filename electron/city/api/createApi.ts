import { Hono } from 'hono';
import { AssessmentRefused } from '../assessments/refused.ts';
import { BasemapRefused } from '../basemaps/refused.ts';
import { CalendarRefused } from '../calendar/calendarChanges.ts';
import { ColumnsFailed } from '../columns/failed.ts';
import { HandoverRefused } from '../handover/refused.ts';
import { LayerRefused } from '../layers/refused.ts';
import { MeetingRefused } from '../meetings/refused.ts';
import { OrderActRefused } from '../orders/refused.ts';
import { OutboxRefused } from '../outbox/refused.ts';
import { PeopleRefused } from '../people/refused.ts';
import { SecretsRefused } from '../secrets/fileSecrets.ts';
import { StoreError } from '../store/errors.ts';
import { UpstreamError } from '../sync/adapter.ts';
import { ApiError, errorResponse, sentErrorResponse } from './apiError.ts';
import { assessmentRefusal, assessmentRoutes } from './assessmentRoutes.ts';
import { basemapRefusal, basemapRoutes } from './basemapRoutes.ts';
import { batchRoutes } from './batchRoutes.ts';
import { calendarRefusal, calendarRoutes } from './calendarRoutes.ts';
import { caseRoutes } from './caseRoutes.ts';
import type { ApiDeps } from './deps.ts';
import { exportRoutes } from './exportRoutes.ts';
import { figureRoutes } from './figureRoutes.ts';
import { handoverRefusal, handoverRoutes } from './handoverRoutes.ts';
import { importRoutes } from './importRoutes.ts';
import { layerRefusal, layerRoutes } from './layerRoutes.ts';
import { meetingRefusal, meetingRoutes } from './meetingRoutes.ts';
import type { Mount } from './mount.ts';
import { noticeRoutes } from './noticeRoutes.ts';
import { orderRefusal, orderRoutes } from './orderRoutes.ts';
import { outboxRoutes } from './outboxRoutes.ts';
import { packRoutes } from './packRoutes.ts';
import { pushRoutes } from './pushRoutes.ts';
import { quarantineRoutes } from './quarantineRoutes.ts';
import { createReadGate } from './readGate.ts';
import type { SentFrom } from './sentFrom.ts';
import { peopleRefusal, sessionRoutes } from './sessionRoutes.ts';
import { sourceRoutes } from './sourceRoutes.ts';
import { statusRoutes } from './statusRoutes.ts';
import { successionRoutes } from './successionRoutes.ts';
import { wallRoutes } from './wallRoutes.ts';
import { whistleFiles } from './whistleFiles.ts';
import { whistleRoutes } from './whistleRoutes.ts';
import { createWriteGate } from './writeGate.ts';

/**
 * Builds the request handler of the whole API. It is independent of the host, which decides beforehand whether a sender may
 * use the API at all.
 */
export function createApi(deps: ApiDeps): (request: Request, from: SentFrom) => Promise<Response> {
  const app = new Hono<{ Bindings: SentFrom }>();
  const { logger, strictAnswers } = deps;
  const reads = createReadGate(deps.people);
  const mount: Mount = { app, logger, strictAnswers, writes: createWriteGate(deps.people), reads };
  statusRoutes(mount, deps);
  packRoutes(mount, deps);
  calendarRoutes(mount, deps);
  figureRoutes(mount, deps);
  caseRoutes(mount, deps);
  exportRoutes(mount, deps);
  // Fixed words before `:id`, so that «probe» is never taken for a source.
  sourceRoutes(mount, deps);
  pushRoutes(mount, deps);
  quarantineRoutes(mount, deps);
  outboxRoutes(mount, deps);
  importRoutes(mount, deps);
  sessionRoutes(mount, deps);
  // Before the routes of one whistle or notice, whose number is any word.
  batchRoutes(mount, deps);
  whistleRoutes(mount, deps);
  wallRoutes(mount, deps);
  whistleFiles(mount, deps);
  noticeRoutes(mount, deps);
  successionRoutes(mount, deps);
  handoverRoutes(mount, deps);
  orderRoutes(mount, deps);
  meetingRoutes(mount, deps);
  basemapRoutes(mount, deps);
  layerRoutes(mount, deps);
  assessmentRoutes(mount, deps);

  app.notFound((context) => errorResponse(404, 'no-route', { path: context.req.path }));
  app.onError((error, context) => {
    if (error instanceof ApiError) return sentErrorResponse(error.status, error);
    if (error instanceof PeopleRefused) return peopleRefusal(error);
    if (error instanceof OrderActRefused) return orderRefusal(error);
    if (error instanceof HandoverRefused) return handoverRefusal(error);
    if (error instanceof MeetingRefused) return meetingRefusal(error);
    if (error instanceof OutboxRefused)
      return sentErrorResponse(error.parameters.reason === 'not-yours' ? 403 : 409, error);
    if (error instanceof CalendarRefused) return calendarRefusal(error);
    if (error instanceof AssessmentRefused) return assessmentRefusal(error);
    if (error instanceof BasemapRefused) return basemapRefusal(error);
    if (error instanceof LayerRefused) return layerRefusal(error);
    if (error instanceof SecretsRefused) return sentErrorResponse(503, error);
    // A failure of the upstream is shown to the operator; it is not an internal error.
    if (error instanceof UpstreamError) return sentErrorResponse(422, error.sent);
    if (error instanceof ColumnsFailed) return sentErrorResponse(503, error);
    if (error instanceof StoreError) {
      deps.logger.error({ code: error.code, path: context.req.path }, 'store refused a request');
      return sentErrorResponse(503, error.sent);
    }
    deps.logger.error({ error, method: context.req.method, path: context.req.path }, 'request failed');
    return errorResponse(500, 'internal', {});
  });
  // The signal of a garbage-collected request never aborts (undici), so that a cancelled probe would run on.
  const inFlight = new Set<Request>();
  return async (request, from) => {
    inFlight.add(request);
    try {
      return await app.fetch(request, from);
    } finally {
      inFlight.delete(request);
    }
  };
}
