import type { WriteAction } from '../../../shared/contract/auditActions.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { WriteRight } from '../../../shared/contract/writeRule.ts';
import { CodedError } from '../../../shared/errors/codedError.ts';
import type { People } from '../people/createPeople.ts';
import { mayWrite } from '../people/roles.ts';
import type { SignedIn } from '../people/sessions.ts';
import { StoreError } from '../store/errors.ts';
import { UpstreamError } from '../sync/adapter.ts';
import { ApiError } from './apiError.ts';
import {
  ownSession,
  refuseBeforePinChange,
  requireSession,
  requireSessionUntouched,
} from './requestSession.ts';

/** What the audit line of one request says beside who, what and when. Never a key, a PIN or a row. */
export type Note = (subject: string, details: Record<string, unknown>) => void;

/**
 * The one check of all routes that write (`WriteRule`): a session, the right of its operator, and one line in the audit
 * for each act, refused ones too. A request of nobody is refused without a line: it would let anybody fill the audit.
 */
export type WriteGate = {
  /** @throws ApiError 401 if nobody is signed in, 403 if the operator lacks the right or must change the PIN. */
  admit(route: Route, request: Request, id: string): WriteAct;
};

/** An admitted request. `run` records its outcome after `act`. */
export type WriteAct = {
  note: Note;
  /**
   * Asks for session and right again, where time has passed since the request was admitted: while its body came, or an
   * upstream answered. @throws ApiError as `admit`
   */
  confirm(): void;
  run(act: () => Promise<Response> | Response): Promise<Response>;
};

/** What operators may do before they have changed a PIN that another set. */
const BEFORE_PIN_CHANGE: ReadonlySet<Route> = new Set([routes.keepSession, routes.setPin]);

const READING: WriteAct = { note: () => undefined, confirm: () => undefined, run: async (act) => act() };

export function createWriteGate(people: People): WriteGate {
  return {
    admit(route, request, id) {
      const { write } = route;
      if (write === null || write.right === null) return READING;
      if (write.audit === null || write.audit === 'own-entry') {
        // What windows send on their own does not count as activity; the use case counts the rest.
        const { operator } = ownSession(people, request, false);
        if (!BEFORE_PIN_CHANGE.has(route)) refuseBeforePinChange(operator);
        return READING;
      }
      const { right, audit } = write;
      const signed = requireSession(people, request);
      const refusal = refusalOf(people, signed, right);
      if (refusal !== null) {
        people.record(signed.operator, audit, id, 'refused', { reason: refusal.code });
        throw refusal;
      }
      const confirm = (): void => {
        const found = refusalOf(people, requireSessionUntouched(people, request), right);
        if (found !== null) throw found;
      };
      return recorded(people, signed.operator, audit, id, confirm);
    },
  };
}

/** Why an operator may not do something by right; null if they may. A delegation (委托) gives no right but in whistles. */
function refusalOf(people: People, { operator, session }: SignedIn, right: WriteRight): ApiError | null {
  if (right === 'signed-in' || mayWrite(operator, right)) return null;
  const delegated = session.delegation === null ? null : people.delegations.delegated(session.delegation);
  const covers = delegated !== null && mayWrite(delegated.post, right);
  return new ApiError(403, 'forbidden', { reason: covers ? 'whistles-only' : right });
}

function recorded(
  people: People,
  operator: SignedIn['operator'],
  action: WriteAction,
  id: string,
  confirm: () => void,
): WriteAct {
  let subject = id;
  let details: Record<string, unknown> = {};
  return {
    confirm,
    note(about, more) {
      subject = about;
      details = { ...details, ...more };
    },
    async run(act) {
      let answer: Response;
      try {
        answer = await act();
      } catch (error) {
        people.record(operator, action, subject, 'refused', { ...details, reason: codeOf(error) });
        throw error;
      }
      people.record(operator, action, subject, 'done', details);
      return answer;
    },
  };
}

function codeOf(error: unknown): string {
  const known = error instanceof CodedError || error instanceof UpstreamError || error instanceof StoreError;
  return known ? error.code : 'internal';
}
