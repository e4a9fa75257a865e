import type { CaseContact } from '../../../shared/contract/cases.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { ApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import { handleSessionEnd } from '../client/session.ts';

/** Contact data of a case; the reason is stored in the audit. Never cached. @throws ApiError */
export async function revealContact(id: string, reason: string): Promise<CaseContact> {
  try {
    return await call(routes.revealContact, { id, body: { reason } });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) handleSessionEnd();
    throw error;
  }
}
