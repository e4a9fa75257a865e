import { routes } from '../../../shared/contract/routes.ts';
import type { WhistleCommandInput } from '../../../shared/contract/whistleCommands.ts';
import type { Refusal } from '../../../shared/contract/whistles.ts';
import {
  type CommandAnswer,
  CommandRefusal,
  type WhistleView,
} from '../../../shared/contract/whistleView.ts';
import { ApiError, asApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import { handleSessionEnd } from '../client/session.ts';
import { storeView } from './board.ts';
import { trackCommand } from './pendingCommands.ts';

/** The result of a command. `cut`: no answer arrived; the same command may be sent again, and is executed at most once. */
export type Sent =
  | { kind: 'done'; view: WhistleView }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'signed-out' }
  | { kind: 'cut'; error: ApiError }
  | { kind: 'failed'; error: ApiError };

/** Pauses before the second and third try, ms. */
const RETRY_DELAYS_MS = [400, 1500];

/** A new id for an attempt (commandId): the same attempt keeps it over every retry. */
export function newCommandId(): string {
  // Not randomUUID: it is missing where the page is not a secure context.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** Sends a command; `whistle` null drafts a new one. Retries without a connection, under the same id. */
export function send(whistle: string | null, command: WhistleCommandInput): Promise<Sent> {
  return trackCommand(whistle, sendUntilAnswered(whistle, command));
}

async function sendUntilAnswered(whistle: string | null, command: WhistleCommandInput): Promise<Sent> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { state } = await post(whistle, command);
      storeView(state);
      return { kind: 'done', view: state };
    } catch (error) {
      if (!(error instanceof ApiError)) return { kind: 'failed', error: asApiError(error) };
      const pause = RETRY_DELAYS_MS[attempt];
      if ((error.status === 0 || error.status === 503) && pause !== undefined) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        continue;
      }
      return outcomeOf(error);
    }
  }
}

/**
 * Puts a whistle into another one (并哨). A second press has no effect: the service refuses it, since the whistle is
 * merged already.
 */
export function mergeInto(from: { id: string; seq: number }, into: string, reason: string): Promise<Sent> {
  return send(from.id, { type: 'merge', commandId: newCommandId(), seen: from.seq, into, reason });
}

/** What an error answer means to the operator. */
export function outcomeOf(error: ApiError): Sent {
  const refused = CommandRefusal.safeParse(error.details);
  if (refused.success) return { kind: 'refused', refusal: refused.data.refusal };
  if (error.status === 401) {
    handleSessionEnd();
    return { kind: 'signed-out' };
  }
  return { kind: error.status === 0 || error.status === 503 ? 'cut' : 'failed', error };
}

/** Only a draft makes a new whistle; every other command is about one. */
async function post(whistle: string | null, command: WhistleCommandInput): Promise<CommandAnswer> {
  if (whistle !== null) return call(routes.commandWhistle, { id: whistle, body: command });
  if (command.type !== 'draft') throw new Error(`${command.type} without a whistle`);
  return call(routes.createWhistle, { body: command });
}
