import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { Attachment } from '../../../shared/contract/whistleApi.ts';
import { photoOf } from '../../support/evidenceFiles.ts';
import { type Hall, openHall } from '../whistles/support.ts';

/** What opens something, and what somebody typed to find somebody: none of it may outlive the answer to its request. */
const WRONG_PIN = '73915206';
const SEARCHED = '寻找完颜试样的住处';
const GUESSED = 'guessed-ticket-of-nobody';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall(null, ['duty', 'leader', 'dispatch']);
});
afterAll(() => hall.removeData());

/** All bytes that the service has written: database, log, backups, uploads. */
function bytesOf(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(files.length).toBeGreaterThan(2);
  return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
}

it('no ticket, session, PIN or search reaches a table, a log or an error answer', async () => {
  const { hash } = Attachment.parse(await (await hall.upload('duty', '现场.jpg', photoOf(''))).json());
  await hall.blown({ subject: '井盖松动' });
  const asked = await hall.as('duty', 'GET', '/api/files');
  const { ticket } = z.object({ ticket: z.string() }).parse(await asked.json());
  expect((await hall.request(`/api/files/${hash}?ticket=${ticket}`)).status).toBe(200);
  const search = encodeURIComponent(SEARCHED);
  for (const path of ['/api/cases', '/api/whistles'])
    expect((await hall.as('duty', 'GET', `${path}?q=${search}`)).status).toBe(200);

  const signIn = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
  const refused = [
    await hall.request(`/api/files/${'0'.repeat(64)}?ticket=${ticket}`),
    await hall.request(`/api/files/${hash}?ticket=${ticket}&as=${ticket}`),
    await hall.request(`/api/files/${hash}?ticket=${GUESSED}`),
    await hall.request(`/api/cases?q=${search}&limit=${search}`),
    await hall.request(`/api/nothing?ticket=${ticket}&q=${search}`),
    await hall.request('/api/session', {
      ...signIn,
      body: JSON.stringify({ operator: 'duty', pin: WRONG_PIN }),
    }),
    await hall.request('/api/session', { ...signIn, body: JSON.stringify({ operator: 7, pin: WRONG_PIN }) }),
  ];
  const session = hall.token('duty');
  const secrets = [ticket, session, WRONG_PIN, SEARCHED, search, GUESSED];
  for (const answer of refused) {
    expect(answer.ok, answer.url).toBe(false);
    const said = JSON.stringify([...answer.headers]) + (await answer.text());
    for (const secret of secrets) expect(said).not.toContain(secret);
  }
  const logged = JSON.stringify(hall.log);
  for (const secret of secrets) expect(logged).not.toContain(secret);
  await hall.close();
  const bytes = bytesOf(hall.dataDir);
  // The walk reads what was written.
  expect(bytes.includes('井盖松动')).toBe(true);
  for (const secret of secrets) expect(bytes.includes(secret), secret).toBe(false);
});
