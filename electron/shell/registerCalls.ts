import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { isConsoleAddress } from './addresses.ts';
import { type CallName, calls, type Input, type Output } from './calls.ts';

export type CallHandlers = { [N in CallName]: (input: Input<N>, sender: WebContents) => Promise<Output<N>> };

/** Registers every call; a message from a foreign frame or with a wrong shape is refused before any handler sees it. */
export function registerCalls(ipcMain: Pick<IpcMain, 'handle'>, handlers: CallHandlers): void {
  for (const name of Object.keys(calls) as CallName[]) {
    ipcMain.handle(name, (event, input: unknown) => answer(name, handlers, event, input));
  }
}

async function answer<N extends CallName>(
  name: N,
  handlers: CallHandlers,
  event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>,
  input: unknown,
): Promise<unknown> {
  const frame = event.senderFrame;
  if (frame === null || !isConsoleAddress(frame.url) || frame.parent !== null)
    throw new Error(`${name}: refused, foreign sender`);
  const read = calls[name].input.safeParse(input);
  if (!read.success)
    throw new Error(`${name}: refused, ${read.error.issues.map((issue) => issue.message).join('; ')}`);
  return calls[name].output.parse(await handlers[name](read.data as Input<N>, event.sender));
}
