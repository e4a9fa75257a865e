import { afterEach, describe, expect, it } from 'vitest';
import { queryClient } from '../../../renderer/live/client/queryClient.ts';
import { useLink } from '../../../renderer/live/link/filters.ts';
import {
  bufferEvent,
  freeze,
  onBufferedEvent,
  onThaw,
  thaw,
  useFrozen,
} from '../../../renderer/live/stream/freeze.ts';
import type { CityEvent } from '../../../shared/contract/status.ts';

const cases = (revision: number, source = 'a'): CityEvent => ({
  type: 'cases',
  revision,
  at: revision,
  source,
  inserted: 1,
  updated: 0,
  ids: [`c${revision}`],
  more: false,
  answers: [{ ask: '/api/summary', body: {} }],
});
const whistle = (revision: number, ...ids: string[]): CityEvent => ({
  type: 'whistle',
  revision,
  at: revision,
  seq: revision,
  ids,
  what: ['signed'],
  more: false,
});

const letGo: CityEvent[] = [];
onThaw((held) => void letGo.push(...held));
afterEach(() => {
  thaw();
  letGo.length = 0;
  queryClient.clear();
});

describe('a window that stands still', () => {
  it('holds nothing while it is live', () => {
    expect(bufferEvent(cases(1))).toBe(false);
    thaw();
    expect(letGo).toEqual([]);
  });

  it('keeps of each matter all that moved as one event, and lets go once', () => {
    freeze(500);
    const heard: string[] = [];
    const stop = onBufferedEvent((event) => void heard.push(event.type));
    for (const event of [cases(1), whistle(2, 'w1'), cases(3), whistle(4, 'w2', 'w1')])
      expect(bufferEvent(event)).toBe(true);
    stop();
    expect(heard).toEqual(['cases', 'whistle', 'cases', 'whistle']);
    expect(letGo).toEqual([]);
    thaw();
    expect(letGo).toEqual([
      // Its answers were good for the moment only.
      { ...cases(3), inserted: 2, ids: ['c1', 'c3'], answers: [] },
      whistle(4, 'w1', 'w2'),
    ]);
    expect(useFrozen.getState().at).toBeNull();
    thaw();
    expect(letGo).toHaveLength(2);
  });

  it('does not lose one source over another, nor one post', () => {
    const post = (org: string): CityEvent => ({ type: 'post', revision: 9, at: 9, org, what: 'handover' });
    freeze(500);
    for (const event of [cases(1, 'a'), cases(2, 'b'), post('s1'), post('s2'), post('s1')])
      bufferEvent(event);
    thaw();
    expect(letGo).toEqual([
      { ...cases(1, 'a'), answers: [] },
      { ...cases(2, 'b'), answers: [] },
      post('s2'),
      post('s1'),
    ]);
  });

  it('stands at the first moment, also when it is told twice', () => {
    freeze(500);
    freeze(900);
    expect(useFrozen.getState().at).toBe(500);
  });

  it('says «all of them» rather than hundreds of names', () => {
    freeze(500);
    for (let i = 0; i < 300; i++) bufferEvent(whistle(i, `w${i}`));
    thaw();
    expect(letGo).toMatchObject([{ type: 'whistle', more: true, seq: 299 }]);
  });

  it('does not move its filter, and lets it move again', () => {
    const { filter } = useLink.getState();
    freeze(500);
    useLink.setState({ filter: { ...filter, period: '7d' } });
    expect(useLink.getState().filter).toBe(filter);
    thaw();
    useLink.setState({ filter: { ...filter, period: '7d' } });
    expect(useLink.getState().filter.period).toBe('7d');
    useLink.setState({ filter });
  });

  it('does not take an answer in place of one that is shown, and asks again afterwards', async () => {
    let answer = 1;
    // As an answer over a line comes: not before the turn is over.
    const queryFn = () => new Promise<number>((resolve) => setTimeout(() => resolve(answer), 5));
    const question = { queryKey: ['figure'], queryFn, staleTime: 0 };
    await queryClient.fetchQuery(question);
    answer = 2;
    freeze(500);
    await queryClient.fetchQuery(question).catch(() => undefined);
    expect(queryClient.getQueryData(['figure'])).toBe(1);
    thaw();
    await queryClient.fetchQuery(question);
    expect(queryClient.getQueryData(['figure'])).toBe(2);
  });
});
