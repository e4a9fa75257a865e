import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { joinSlices } from '../../../electron/shell/joinSlices.ts';
import { sendInSlices } from '../../../renderer/live/client/sendInSlices.ts';
import {
  readSlice,
  SLICE_BYTES,
  UPLOAD_SLICE_HEADER,
  writeSlice,
} from '../../../shared/contract/uploadSlice.ts';

const address = 'app://city/api/uploads?filename=a.csv';
const never = () => () => undefined;

/** A window that sends a file through the shell to a service. */
function uploading(service: (request: Request) => Promise<Response>) {
  const sizes: number[] = [];
  const join = joinSlices(service, never);
  const upload = (file: File) =>
    sendInSlices(file, async (body, slice) => {
      sizes.push(body.byteLength);
      const headers = { 'x-session': 's', [UPLOAD_SLICE_HEADER]: slice };
      return join(new Request(address, { method: 'POST', headers, body }));
    });
  return { upload, sizes };
}

function file(size: number): File {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 997) bytes[at] = at % 251;
  return new File([bytes], 'a.csv');
}

describe('an upload in slices', () => {
  it.each([0, 1, SLICE_BYTES, SLICE_BYTES + 1, 3 * SLICE_BYTES + 500])(
    'of %i bytes arrives whole, as one request',
    async (size) => {
      const requests: string[] = [];
      const { upload, sizes } = uploading(async (request) => {
        requests.push(
          `${request.method} ${request.headers.get('x-session')} ${request.headers.has(UPLOAD_SLICE_HEADER)}`,
        );
        return new Response(await request.arrayBuffer(), { status: 201 });
      });
      const sent = file(size);
      const answer = await upload(sent);
      expect(answer.status).toBe(201);
      expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(await sent.arrayBuffer()))).toBe(
        true,
      );
      expect(requests).toEqual(['POST s false']);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(SLICE_BYTES);
    },
  );

  it('waits until the service has taken a slice', async () => {
    let take = () => {};
    const { upload, sizes } = uploading(async (request) => {
      await new Promise<void>((resolve) => {
        take = resolve;
      });
      return new Response(String((await request.arrayBuffer()).byteLength));
    });
    const answer = upload(file(5 * SLICE_BYTES));
    for (let turns = 0; turns < 50; turns += 1) await new Promise(setImmediate);
    expect(sizes.length).toBeLessThanOrEqual(2);
    take();
    expect(await (await answer).text()).toBe(String(5 * SLICE_BYTES));
  });

  it('ends with the first refusal', async () => {
    const { upload, sizes } = uploading(async () => new Response('too large', { status: 413 }));
    const answer = await upload(file(9 * SLICE_BYTES));
    expect([answer.status, await answer.text()]).toEqual([413, 'too large']);
    expect(sizes.length).toBeLessThanOrEqual(2);
  });

  it('of a window that went away is given up', async () => {
    let giveUp = () => {};
    let failed: unknown = null;
    const join = joinSlices(
      async (request) => {
        await request.arrayBuffer().catch((error: unknown) => {
          failed = error;
        });
        return new Response();
      },
      (_ms, act) => {
        giveUp = act;
        return () => undefined;
      },
    );
    const headers = { [UPLOAD_SLICE_HEADER]: writeSlice(randomUUID(), false) };
    const answer = await join(new Request(address, { method: 'POST', headers, body: new ArrayBuffer(10) }));
    expect(answer.status).toBe(202);
    giveUp();
    await new Promise(setImmediate);
    expect(failed).not.toBeNull();
  });

  it('leaves other requests alone', async () => {
    const join = joinSlices(async (request) => new Response(await request.text()), never);
    const answer = await join(new Request(address, { method: 'POST', body: '{}' }));
    expect(await answer.text()).toBe('{}');
    for (const header of [null, '', 'x more', `${randomUUID()} maybe`]) expect(readSlice(header)).toBeNull();
  });
});
