import { expect, it } from 'vitest';
import { mayChangeNotices } from '../../../renderer/live/whistles/noticeEvents.ts';
import type { CityEvent } from '../../../shared/contract/status.ts';

it.each<[CityEvent['type'], boolean]>([
  ['whistle', true],
  // A message that an upstream refused is told of without any whistle having changed.
  ['outbox', true],
  ['init', true],
  ['cases', false],
  ['source', false],
])('notices are asked for again after an event of the kind %s: %s', (type, wanted) => {
  expect(mayChangeNotices({ type })).toBe(wanted);
});
