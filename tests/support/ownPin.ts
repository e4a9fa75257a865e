import { SessionInfo } from '../../shared/contract/people.ts';

/** A PIN that administrators of tests give to whom they add. */
export const GIVEN_PIN = '281947';

/** Sends a JSON body; `token` of a session, or null. */
type Send = (method: 'POST', path: string, body: unknown, token: string | null) => Promise<Response>;

/** Changes the PIN that another gave, as everybody must at their first sign-in. Returns the token of a session with the own. */
export async function takeOwnPin(send: Send, operator: string, own: string): Promise<string> {
  const signIn = async (pin: string): Promise<string> => {
    const answer = await send('POST', '/api/session', { operator, pin }, null);
    if (!answer.ok) throw new Error(`${operator} does not get in: ${answer.status} ${await answer.text()}`);
    return SessionInfo.parse(await answer.json()).token;
  };
  const first = await signIn(GIVEN_PIN);
  const change = { current: GIVEN_PIN, pin: own };
  const changed = await send('POST', `/api/operators/${operator}/pin`, change, first);
  if (!changed.ok) throw new Error(`PIN of ${operator}: ${changed.status} ${await changed.text()}`);
  return signIn(own);
}
