import { beforeEach, expect, it } from 'vitest';
import { queryClient } from '../../../renderer/live/client/queryClient.ts';
import {
  lockReading,
  onReadLock,
  unlockReading,
  useReadLock,
} from '../../../renderer/live/client/readLock.ts';
import { useLink } from '../../../renderer/live/link/filters.ts';
import { emptyPageWhenLocked } from '../../../renderer/live/stream/emptyPage.ts';
import { freeze, useFrozen } from '../../../renderer/live/stream/freeze.ts';

const ROW = ['/api/cases/7', ''] as const;
let stream: string[] = [];
emptyPageWhenLocked({
  forgetStatus: () => stream.push('forgotten'),
  reconnect: () => stream.push('connected'),
});
let forgotten = 0;
onReadLock(() => {
  forgotten += 1;
});
beforeEach(() => {
  unlockReading();
  stream = [];
  forgotten = 0;
});

it('leaves nothing of the city in the page', () => {
  queryClient.setQueryData(ROW, { description: '张某反映' });
  useLink.setState((link) => ({ filter: { ...link.filter, q: '张某' } }));
  freeze(Date.now());
  lockReading();
  expect(queryClient.getQueryCache().getAll()).toEqual([]);
  expect(useLink.getState().filter.q).toBe('');
  expect(useFrozen.getState().at).toBeNull();
  expect([stream, forgotten]).toEqual([['forgotten'], 1]);
});

it('happens once, and ends with the sign-in', () => {
  lockReading();
  queryClient.setQueryData(ROW, { operators: [] });
  lockReading();
  expect(queryClient.getQueryData(ROW)).toEqual({ operators: [] });
  expect(forgotten).toBe(1);
  unlockReading();
  expect(useReadLock.getState()).toEqual({ locked: false, setUp: false });
  expect(stream).toEqual(['forgotten', 'connected']);
});
