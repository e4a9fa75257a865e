import { expect, it } from 'vitest';
import { commandsAnswered, trackCommand } from '../../../renderer/live/whistles/pendingCommands.ts';

/** Whether a promise is settled once everything that is due now has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.finally(() => {
    settled = true;
  });
  for (let i = 0; i < 10; i++) await Promise.resolve();
  return settled;
}

it('waits for the commands of this window about a whistle, and for one that makes a new whistle', async () => {
  const [about, other, draft] = [1, 2, 3].map(() => Promise.withResolvers<string>());
  const answers = [
    trackCommand('w1', about?.promise ?? Promise.reject()),
    trackCommand('w2', other?.promise ?? Promise.reject()),
    trackCommand(null, draft?.promise ?? Promise.reject()),
  ];
  const waiting = commandsAnswered('w1');
  about?.resolve('done');
  expect(await isSettled(waiting)).toBe(false);
  draft?.resolve('done');
  expect(await isSettled(waiting)).toBe(true);
  other?.resolve('done');
  expect(await Promise.all(answers)).toEqual(['done', 'done', 'done']);
});

it('waits for nothing where no command is pending, and survives one that fails', async () => {
  await commandsAnswered('w1');
  const failing = Promise.withResolvers<string>();
  const answer = trackCommand('w1', failing.promise);
  const waiting = commandsAnswered('w1');
  failing.reject(new Error('cut off'));
  await waiting;
  await expect(answer).rejects.toThrow('cut off');
  await commandsAnswered('w1');
});
