import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import jpeg from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attachment, ViewTicket } from '../../../shared/contract/whistleApi.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import { evidenceFile } from '../../support/evidenceFiles.ts';
import { type Hall, openHall } from './support.ts';

type Content = Uint8Array<ArrayBuffer>;

let hall: Hall;
beforeAll(async () => {
  hall = await openHall(null, ['duty', 'a-handler']);
});
afterAll(() => hall.removeData());

async function upload(name: string, bytes: Content): Promise<string> {
  return Attachment.parse(await (await hall.upload('duty', name, bytes)).json()).hash;
}

async function ticketOf(who: string): Promise<string> {
  return ViewTicket.parse(await (await hall.as(who, 'GET', '/api/files')).json()).ticket;
}

/** As a photo or a player asks: a cookie, and no header of the window. */
async function view(hash: string, query: string, headers: Record<string, string> = {}): Promise<Response> {
  const search = query.includes('ticket=') ? query : `ticket=${await ticketOf('duty')}&${query}`;
  return hall.request(`/api/files/${hash}?${search}`, { headers: { Cookie: 'a=b', ...headers } });
}

const changed = (bytes: Content, at: number, values: readonly number[]): Content => {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
};
const indexOf = (bytes: Content, text: string): number => Buffer.from(bytes).indexOf(text, 0, 'latin1');

/** Name of the colour that a pixel is nearest to. */
function colourAt(picture: { width: number; data: Uint8Array }, x: number, y: number): string {
  const at = (y * picture.width + x) * 4;
  return [0, 1, 2].map((channel) => ((picture.data[at + channel] ?? 0) > 127 ? '1' : '0')).join('');
}
const [RED, GREEN, BLUE, WHITE] = ['100', '010', '001', '111'];

describe('a HEIC photo', () => {
  it.each([
    ['photo.heic', 128, 96, [RED, GREEN, BLUE, WHITE]],
    // Held upright: the file says a quarter turn to the right.
    ['photo-turned.heic', 96, 128, [BLUE, RED, WHITE, GREEN]],
  ])('%s is shown as an upright JPEG, and is itself kept', async (name, width, height, corners) => {
    const bytes = evidenceFile(name);
    const hash = await upload(name, bytes);
    const answer = await view(hash, 'as=preview');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const picture = jpeg.decode(await answer.arrayBuffer(), { useTArray: true });
    expect([picture.width, picture.height]).toEqual([width, height]);
    const [left, right, top, bottom] = [8, width - 8, 8, height - 8];
    const at = (x: number, y: number) => colourAt(picture, x, y);
    expect([at(left, top), at(right, top), at(left, bottom), at(right, bottom)]).toEqual(corners);
    const original = await view(hash, 'as=file');
    expect(original.headers.get('content-type')).toBe('image/heic');
    expect(new Uint8Array(await original.arrayBuffer())).toEqual(bytes);
  });

  it('is converted once, and again if what was made is damaged', async () => {
    const hash = await upload(
      'once.heic',
      Uint8Array.from([...evidenceFile('photo.heic'), 0, 0, 0, 8, ...Buffer.from('free')]),
    );
    const [one, two] = await Promise.all(
      [1, 2].map(async () => (await view(hash, 'as=preview')).arrayBuffer()),
    );
    expect(one).toEqual(two);
    const folder = join(hall.dataDir, 'previews', hash.slice(0, 2));
    expect(readdirSync(folder)).toEqual([hash]);
    const kept = readFileSync(join(folder, hash));
    // Marked, to see whether it is made again.
    writeFileSync(join(folder, hash), Buffer.concat([kept, Buffer.from('x')]));
    expect(await (await view(hash, 'as=preview')).arrayBuffer()).toEqual(one);
    expect(readFileSync(join(folder, hash))).toEqual(kept);
  });

  it.each([
    ['without a picture', 'unreadable', (bytes: Content) => bytes.fill(0x55, indexOf(bytes, 'mdat') + 4)],
    [
      'with a picture larger than any sensor',
      'too-large',
      (bytes: Content) => changed(bytes, indexOf(bytes, 'ispe') + 8, [0, 0, 0x40, 0, 0, 0, 0x40, 0]),
    ],
  ])('%s is told and can still be downloaded', async (what, reason, damage) => {
    const bytes = damage(evidenceFile('photo.heic'));
    const hash = await upload(`${what}.heic`, bytes);
    // The second time without trying.
    for (let times = 0; times < 2; times++) {
      const answer = await view(hash, 'as=preview');
      expect(answer.status).toBe(422);
      const { error } = (await answer.json()) as {
        error: { code: string; message: string; parameters: unknown };
      };
      expect(error).toMatchObject({ code: 'no-preview', parameters: { reason } });
      expect(error.message).toContain('无法预览，可下载原件');
    }
    expect(new Uint8Array(await (await view(hash, '')).arrayBuffer())).toEqual(bytes);
  });

  it('with any bytes changed is shown or told, and the service goes on', async () => {
    const bytes = evidenceFile('photo.heic');
    for (let seed = 1; seed <= 12; seed++) {
      const at = 60 + ((seed * 7919) % (bytes.length - 60));
      const answer = await hall.upload('duty', `${seed}.heic`, changed(bytes, at, [seed * 17, 0xff, seed]));
      if (answer.status === 415) continue;
      const { hash } = Attachment.parse(await answer.json());
      const shown = await view(hash, 'as=preview');
      expect([200, 422]).toContain(shown.status);
      await shown.body?.cancel();
    }
  });
});

describe('what photos and players fetch by themselves', () => {
  it('comes piece by piece, for as long as the session lasts', async () => {
    const bytes = evidenceFile('video.mp4');
    const hash = await upload('play.mp4', bytes);
    const ticket = await ticketOf('a-handler');
    const part = await view(hash, `ticket=${ticket}`, { Range: 'bytes=10-19' });
    expect([part.status, new Uint8Array(await part.arrayBuffer())]).toEqual([206, bytes.slice(10, 20)]);
    await hall.request('/api/session', {
      method: 'DELETE',
      headers: { 'X-Session': hall.token('a-handler') },
    });
    expect((await view(hash, `ticket=${ticket}`)).status).toBe(401);
  });

  it('comes with a ticket only, and never to a wall', async () => {
    const hash = await upload('wall.heic', evidenceFile('photo.heic'));
    expect((await view(hash, 'ticket=guessed')).status).toBe(401);
    expect((await hall.request(`/api/files/${hash}`)).status).toBe(400);
    expect((await hall.request('/api/files')).status).toBe(401);
    const wall = { [WINDOW_ROLE_HEADER]: 'wall' };
    expect((await view(hash, 'as=file', wall)).status).toBe(403);
    const asked = await hall.request('/api/files', { headers: { 'X-Session': hall.token('duty'), ...wall } });
    expect(asked.status).toBe(403);
  });

  it('has no preview of what needs none', async () => {
    for (const name of ['photo.jpg', 'video.mp4'])
      expect((await view(await upload(name, evidenceFile(name)), 'as=preview')).status).toBe(404);
    expect((await view('0'.repeat(64), 'as=preview')).status).toBe(404);
  });
});
