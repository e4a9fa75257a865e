import { Hono } from 'hono';
import { ColumnsFailed } from '../columns/failed.ts';
import { HandoverRefused } from '../handover/refused.ts';
import { PeopleRefused } from '../people/refused.ts';

import { SecretsRefused } from '../secrets/fileSecrets.ts';
import { StoreError } from '../store/errors.ts';
import { UpstreamError } from '../sync/adapter.ts';
import { ApiError, errorAnswer, sentAnswer } from './apiError.ts';
import { caseRoutes } from './caseRoutes.ts';
import type { ApiDeps } from './deps.ts';
import { exportRoutes } from './exportRoutes.ts';
import { figureRoutes } from './figureRoutes.ts';
import { handoverRefusal, handoverRoutes } from './handoverRoutes.ts';
import { importRoutes } from './importRoutes.ts';
import type { Mount } from './mount.ts';
import { noticeRoutes } from './noticeRoutes.ts';
import { packRoutes } from './packRoutes.ts';
import { peopleRefusal } from './peopleRefusal.ts';
import { quarantineRoutes } from './quarantineRoutes.ts';
import { sessionRoutes } from './sessionRoutes.ts';
import { sourceRoutes } from './sourceRoutes.ts';
import { statusRoutes } from './statusRoutes.ts';
import { wallRoutes } from './wallRoutes.ts';
import { whistleFiles } from './whistleFiles.ts';
import { whistleRoutes } from './whistleRoutes.ts';

/** The whole API over the contract. It knows no host: who may ask is decided before a request comes here. */
export function createApi(deps: ApiDeps): (request: Request) => Promise<Response> {
  const app = new Hono();
  const mount: Mount = { app, logger: deps.logger, strictAnswers: deps.strictAnswers };
  statusRoutes(mount, deps);
  packRoutes(mount, deps);
  figureRoutes(mount, deps);
  caseRoutes(mount, deps);
  exportRoutes(mount, deps);
  // Fixed words before `:id`, so that «probe» is never taken for a source.
  sourceRoutes(mount, deps);
  quarantineRoutes(mount, deps);
  importRoutes(mount, deps);
  sessionRoutes(mount, deps);
  whistleRoutes(mount, deps);
  wallRoutes(mount, deps);
  whistleFiles(mount, deps);
  noticeRoutes(mount, deps);
  handoverRoutes(mount, deps);

  app.notFound((context) => errorAnswer(404, 'no-route', { path: context.req.path }));
  app.onError((error, context) => {
    if (error instanceof ApiError) return sentAnswer(error.status, error, error.details);
    if (error instanceof PeopleRefused) return peopleRefusal(error);
    if (error instanceof HandoverRefused) return handoverRefusal(error);
    if (error instanceof SecretsRefused) return sentAnswer(503, error, undefined);
    // What the other side did is the operator's to judge, not a fault of ours.
    if (error instanceof UpstreamError) return sentAnswer(422, error.sent, undefined);
    if (error instanceof ColumnsFailed) return sentAnswer(503, error, undefined);
    if (error instanceof StoreError) {
      deps.logger.error({ code: error.code, path: context.req.path }, 'store refused a request');
      return sentAnswer(503, error.sent, undefined);
    }
    deps.logger.error({ error, method: context.req.method, path: context.req.path }, 'request failed');
    return errorAnswer(500, 'internal', {});
  });
  // A request that nobody holds is collected, and its signal then never aborts (undici): a cancelled probe would run on.
  const underWay = new Set<Request>();
  return async (request) => {
    underWay.add(request);
    try {
      return await app.fetch(request);
    } finally {
      underWay.delete(request);
    }
  };
}
