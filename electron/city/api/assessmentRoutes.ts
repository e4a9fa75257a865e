import { routes } from '../../../shared/contract/routes.ts';
import type { AssessmentRefused } from '../assessments/refused.ts';
import { operatorOf } from '../people/operatorOf.ts';
import { sentErrorResponse } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { requireSession, sessionOfRequest } from './requestSession.ts';

type Reason = AssessmentRefused['parameters']['reason'];
const FORBIDDEN: readonly Reason[] = ['assessor', 'appellant', 'reviewer', 'other-unit', 'own-appeal'];
const UNKNOWN: readonly Reason[] = ['none', 'no-case', 'no-appeal'];

/** The response to a refused step of freezing or publishing. */
export function assessmentRefusal(error: AssessmentRefused): Response {
  const { reason } = error.parameters;
  const status = FORBIDDEN.includes(reason) ? 403 : UNKNOWN.includes(reason) ? 404 : 409;
  return sentErrorResponse(reason === 'damaged' ? 503 : status, error);
}

/** Assessment (考核评价): as it is now, and frozen periods. */
export function assessmentRoutes(mount: Mount, { assessments, people }: ApiDeps): void {
  const { publications } = assessments;
  const acting = (request: Request) => operatorOf(requireSession(people, request).operator);
  const reading = (request: Request) => {
    const signed = sessionOfRequest(people, request);
    return signed === null ? null : operatorOf(signed.operator);
  };
  mountJson(mount, routes.assessment, ({ query }) => assessments.live(query));
  mountJson(mount, routes.publications, ({ request }) => publications.list(reading(request)));
  mountJson(mount, routes.freezeAssessment, ({ body, request }) =>
    publications.freeze(acting(request), body),
  );
  mountJson(mount, routes.publication, ({ id, request }) => publications.detail(reading(request), id));
  mountJson(mount, routes.publicationRows, ({ id, query }) => publications.rows(id, query));
  mountJson(mount, routes.appealAssessment, ({ id, body, request }) =>
    publications.appeal(acting(request), id, body),
  );
  mountJson(mount, routes.reviewAppeal, ({ id, body, request }) =>
    publications.review(acting(request), id, body),
  );
  mountJson(mount, routes.publishAssessment, ({ id, body, request }) =>
    publications.publish(acting(request), id, body.seen),
  );
  mountJson(mount, routes.correctAssessment, ({ id, body, request }) =>
    publications.correct(acting(request), id, body),
  );
  mountJson(mount, routes.withdrawAssessment, ({ id, body, request }) =>
    publications.withdraw(acting(request), id, body.reason),
  );
}
