import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { MAX_CHUNK_BYTES, type Port } from '../../../electron/shell/transport/messages.ts';
import { createPortClient } from '../../../electron/shell/transport/portClient.ts';
import { servePort } from '../../../electron/shell/transport/portServer.ts';
import { nodePort } from './nodePort.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function adapt(port: MessagePort): Port {
  open.push(port);
  return nodePort(port);
}

function pair(handle: (request: Request, highest: 'wall' | 'operator') => Promise<Response>) {
  const { port1, port2 } = new MessageChannel();
  const service = adapt(port2);
  servePort(service, handle);
  const client = createPortClient(adapt(port1));
  const fetch = (request: Request) => client.fetch(request, 'operator');
  return { client: { ...client, fetch }, service };
}

const address = 'app://city/api/x';

describe('requests over a port', () => {
  it('carries status, headers and a body both ways', async () => {
    const { client } = pair(async (request) => {
      const text = await request.text();
      return new Response(
        `${request.method} ${new URL(request.url).pathname} ${request.headers.get('x-a')} ${text}`,
        {
          status: 201,
          headers: { 'X-B': 'yes' },
        },
      );
    });
    const answer = await client.fetch(
      new Request(address, { method: 'POST', headers: { 'x-a': '1' }, body: '案件' }),
    );
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-b')).toBe('yes');
    expect(await answer.text()).toBe('POST /api/x 1 案件');
    expect(client.pending()).toBe(0);
  });

  it('answers without a body', async () => {
    const { client } = pair(async () => new Response(null, { status: 304 }));
    expect((await client.fetch(new Request(address))).status).toBe(304);
  });

  it('sends a piece only when it is pulled', async () => {
    let made = 0;
    const { client } = pair(
      async () =>
        new Response(
          new ReadableStream(
            {
              pull: (controller) => {
                made += 1;
                controller.enqueue(new Uint8Array(1000));
              },
            },
            { highWaterMark: 0 },
          ),
        ),
    );
    const answer = await client.fetch(new Request(address));
    const reader = answer.body?.getReader();
    await reader?.read();
    await reader?.read();
    expect(made).toBe(2);
    await reader?.cancel();
  });

  it('tells the service when the window went away', async () => {
    let stopped: (() => void) | null = null;
    const left = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const { client } = pair(
      async () =>
        new Response(
          new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(1)), cancel: () => stopped?.() }),
        ),
    );
    const answer = await client.fetch(new Request(address));
    await answer.body?.cancel();
    await left;
    expect(client.pending()).toBe(0);
  });

  it('fails what is under way when the service dies, and what comes after', async () => {
    const { client, service } = pair(() => new Promise(() => undefined));
    const lost = client.fetch(new Request(address));
    service.close();
    await expect(lost).rejects.toThrow('stopped');
    await expect(client.fetch(new Request(address))).rejects.toThrow('stopped');
  });

  it('carries a thrown error as a rejection', async () => {
    const { client } = pair(async () => {
      throw new Error('broken');
    });
    await expect(client.fetch(new Request(address))).rejects.toThrow('broken');
  });

  it('runs many exchanges side by side', async () => {
    const { client } = pair(async (request) => new Response(new URL(request.url).search));
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => (await client.fetch(new Request(`${address}?${i}`))).text()),
    );
    expect(answers).toEqual(Array.from({ length: 50 }, (_, i) => `?${i}`));
  });

  it('sends a piece of an upload only when the service reads it, and none larger than a message should be', async () => {
    let made = 0;
    const sizes: number[] = [];
    const { client } = pair(async (request) => {
      const reader = request.body?.getReader();
      for (let times = 0; times < 3; times += 1) sizes.push((await reader?.read())?.value?.byteLength ?? 0);
      return new Response('enough');
    });
    const body = new ReadableStream({
      pull: (controller) => {
        made += 1;
        controller.enqueue(new Uint8Array(MAX_CHUNK_BYTES + 10));
      },
    });
    const upload = new Request(address, { method: 'POST', body, ...{ duplex: 'half' as const } });
    expect(await (await client.fetch(upload)).text()).toBe('enough');
    expect(sizes).toEqual([MAX_CHUNK_BYTES, 10, MAX_CHUNK_BYTES]);
    expect(made).toBeLessThanOrEqual(3);
  });

  it('ends an upload that breaks off as an error for the service', async () => {
    const { client } = pair(async (request) => new Response(await request.text().catch(() => 'broken off')));
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('no disk')) });
    const upload = client.fetch(
      new Request(address, { method: 'POST', body, ...{ duplex: 'half' as const } }),
    );
    await expect(upload.then((answer) => answer.text())).rejects.toThrow();
  });
});
