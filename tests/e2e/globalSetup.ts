import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Hall, RunningHall, simulatedHall } from './support/halls.ts';
import { SHARED_HALL_URL } from './support/sharedHall.ts';

/**
 * Keeps one simulated hall for all workers: loading its month takes half a minute. It starts when the first worker asks.
 * Runs before the workers, in the process that starts them; resolves with what ends it after them.
 */
export default async function keepSharedHall(): Promise<() => Promise<void>> {
  let hall: Promise<Hall> | null = null;
  const server = createServer((_, answer) => {
    hall ??= simulatedHall();
    hall.then(
      (running) => answer.end(JSON.stringify(RunningHall.parse(running))),
      (error: unknown) => {
        // It has ended itself; whoever asks later is not told of an old failure.
        hall = null;
        answer.writeHead(500).end(String(error));
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.env[SHARED_HALL_URL] = `http://127.0.0.1:${port}/`;
  return async () => {
    server.close();
    await (await hall?.catch(() => null))?.end();
  };
}
