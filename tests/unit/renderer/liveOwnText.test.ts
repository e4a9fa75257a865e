import { BroadcastChannel } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { setRoleSource } from '../../../renderer/live/client/identity.ts';
import { EMPTY_FILTER, type Filter } from '../../../renderer/live/link/filter.ts';
import { dropContactSearch, setFilter, startLinking, useLink } from '../../../renderer/live/link/filters.ts';
import type { WindowRole } from '../../../shared/contract/windowRole.ts';

const PHONE = '13800001234';
/** Another window of the workstation. */
const other = new BroadcastChannel('citywhistle-linked');
let search = `?role=desk&q=${PHONE}`;
let role: WindowRole = 'desk';
/** What this window said, noted on its way out: a channel has no end that could be waited for. */
const said: string[] = [];

beforeAll(() => {
  setRoleSource(() => role);
  const post = globalThis.BroadcastChannel.prototype.postMessage;
  vi.spyOn(globalThis.BroadcastChannel.prototype, 'postMessage').mockImplementation(function (
    this: globalThis.BroadcastChannel,
    message: unknown,
  ) {
    said.push(JSON.stringify(message));
    post.call(this, message);
  });
  startLinking({
    search: () => search,
    replace: (next) => {
      search = next;
    },
    loadVersion: () => null,
    saveVersion: (text) => said.push(text),
    onWake: () => undefined,
  });
});
afterAll(() => {
  other.close();
  vi.restoreAllMocks();
});
beforeEach(() => {
  role = 'desk';
  setFilter(EMPTY_FILTER);
  said.length = 0;
});

let later = Date.now() + 1_000_000;
function share(filter: unknown): void {
  later += 1000;
  other.postMessage({
    kind: 'share',
    linked: { filter, caseId: null, whistleId: null },
    version: { at: later, from: 'other' },
  });
}
const shown = (): Filter => useLink.getState().filter;

it('an address with contact data in it is rid of it at once', () => {
  expect(search).toBe('?role=desk');
});

it('contact data is searched for here and told to nobody; the rest of the filter goes along', () => {
  setFilter({ q: PHONE, status: 'open' });
  expect(shown()).toMatchObject({ q: PHONE, status: 'open' });
  expect(search).toBe('?role=desk&status=open');
  expect(said.join()).toContain('"status":"open"');
  expect(said.join()).not.toContain('1380');
  setFilter({ q: 'GD20250612000123' });
  expect(search).toContain('q=GD20250612000123');
  expect(said.join()).toContain('GD20250612000123');
});

it('it stays while the others, who cannot know of it, go on filtering; their own text replaces it', async () => {
  setFilter({ q: PHONE });
  share({ ...EMPTY_FILTER, street: ['S1'] });
  await vi.waitFor(() => expect(shown().street).toEqual(['S1']));
  expect(shown().q).toBe(PHONE);
  share({ ...EMPTY_FILTER, q: '井盖' });
  await vi.waitFor(() => expect(shown().q).toBe('井盖'));
  share({ ...EMPTY_FILTER, street: ['S2'] });
  await vi.waitFor(() => expect(shown()).toEqual({ ...EMPTY_FILTER, street: ['S2'] }));
});

it('a window that everybody reads takes none, from itself or from others, and forgets what it had', async () => {
  setFilter({ q: PHONE });
  dropContactSearch();
  expect(shown().q).toBe('');
  role = 'wall';
  setFilter({ q: PHONE });
  expect(shown().q).toBe('');
  share({ ...EMPTY_FILTER, q: PHONE, street: ['S3'] });
  await vi.waitFor(() => expect(shown().street).toEqual(['S3']));
  expect(shown().q).toBe('');
});

it('a message of another version of the program is not heard', async () => {
  share({ ...EMPTY_FILTER, period: 'century' });
  share({ period: 'all' });
  other.postMessage('hello');
  share({ ...EMPTY_FILTER, street: ['S4'] });
  await vi.waitFor(() => expect(shown().street).toEqual(['S4']));
  expect(shown().period).toBe('all');
});
