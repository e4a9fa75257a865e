import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { isConsoleAddress } from './addresses.ts';
import { type CallName, calls, type Input, type Output } from './calls.ts';
import type { WallGuard } from './wallGuard.ts';

export type CallHandlers = { [N in CallName]: (input: Input<N>, sender: WebContents) => Promise<Output<N>> };

/**
 * Registers every call. A message from a foreign frame, with a wrong shape, or from a window that may not do this is refused
 * before any handler sees it.
 */
export function registerCalls(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: CallHandlers,
  walls: Pick<WallGuard, 'mayCall'>,
): void {
  for (const name of Object.keys(calls) as CallName[]) {
    ipcMain.handle(name, (event, input: unknown) => answer(name, handlers, walls, event, input));
  }
}

async function answer<N extends CallName>(
  name: N,
  handlers: CallHandlers,
  walls: Pick<WallGuard, 'mayCall'>,
  event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>,
  input: unknown,
): Promise<unknown> {
  const frame = event.senderFrame;
  if (frame === null || !isConsoleAddress(frame.url) || frame.parent !== null)
    throw new Error(`${name}: refused, foreign sender`);
  const read = calls[name].input.safeParse(input);
  if (!read.success)
    throw new Error(`${name}: refused, ${read.error.issues.map((issue) => issue.message).join('; ')}`);
  if (!(await walls.mayCall(event.sender.id, name))) throw new Error(`${name}: refused, a wall`);
  return calls[name].output.parse(await handlers[name](read.data as Input<N>, event.sender));
}
