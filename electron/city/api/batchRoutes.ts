import type { z } from 'zod';
import { routes } from '../../../shared/contract/routes.ts';
import type { BatchResult, WhistleBatch } from '../../../shared/contract/whistleBatch.ts';
import { CodedError } from '../../../shared/errors/codedError.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import type { SignedIn } from '../people/sessions.ts';
import type { Whistles } from '../whistles/createWhistles.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { browserId, requireSession } from './requestSession.ts';
import { actOn, requireWhistles } from './whistleRoutes.ts';

/** Acts of one kind on many subjects, confirmed together by the operator's PIN (批量办理). */
export function batchRoutes(mount: Mount, deps: ApiDeps): void {
  const { people } = deps;

  /** @throws ApiError 401, PeopleRefused `wrong-pin`, `locked-out`, `sign-in-busy` */
  async function confirmed(request: Request, pin: string): Promise<SignedIn> {
    const signed = requireSession(people, request);
    await people.sessions.confirm(signed.operator, { pin, browser: browserId(request) });
    return signed;
  }

  mountJson(mount, routes.commandWhistles, async ({ body, request }) => {
    const whistles = requireWhistles(deps);
    const signed = await confirmed(request, body.pin);
    const results: z.input<typeof BatchResult>[] = [];
    for (const item of body.items) results.push(await resultOf(whistles, body.batch, item, signed));
    return { batch: body.batch, results };
  });

  mountJson(mount, routes.noticesRead, async ({ body, request }) => {
    const { operator } = await confirmed(request, body.pin);
    const readers = people.delegations.readers(operator);
    const { whistles } = deps;
    if (whistles === null) return { read: [], waiting: 0 };
    const read = whistles.unseenNotices(readers, body.ids);
    // The line first: killed in between, the notice is still there to be read.
    for (const { id, whistle } of read) {
      people.record(operator, 'notice.read', whistle, 'done', { notice: id, batch: body.batch });
      whistles.noticesShown(readers, [id]);
    }
    return { read: read.map(({ id }) => id), waiting: whistles.noticesShown(readers, []) };
  });
}

/** Does one act; whatever is wrong with it is told beside it, and stops no other. @throws StoreError */
async function resultOf(
  whistles: Whistles,
  batch: string,
  { whistle, command }: WhistleBatch['items'][number],
  signed: SignedIn,
): Promise<z.input<typeof BatchResult>> {
  const of = { whistle, commandId: command.commandId };
  try {
    const outcome = await actOn(whistles, whistle, { ...command, batch }, signed);
    if (!outcome.ok) return { ...of, outcome: 'refused', refusal: outcome.refusal };
    const { seq, stage, level } = outcome.state;
    return { ...of, outcome: 'done', seq, stage, level };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { ...of, outcome: 'error', error: sentError(error.code, error.parameters) };
  }
}
