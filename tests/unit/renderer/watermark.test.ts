import { expect, it } from 'vitest';
import { markPlaces } from '../../../renderer/features/watermark/markPlaces.ts';
import { type WatermarkFacts, watermarkLines } from '../../../renderer/features/watermark/watermarkLines.ts';

const desk: WatermarkFacts = {
  operator: { name: '某值守', id: 'street1-duty' },
  wall: false,
  hall: '某区',
  window: '案件台',
  slot: 'desk-2',
  time: '2026-11-22 09:30',
  nobody: '未登录',
};

it.each<[string, Partial<WatermarkFacts>, [string, string]]>([
  ['who sits there, when and at which window', {}, ['某值守 street1-duty', '2026-11-22 09:30 案件台 desk-2']],
  ['nobody at a desk', { operator: null }, ['未登录', '2026-11-22 09:30 案件台 desk-2']],
  [
    'the hall on a wall without an operator',
    { operator: null, wall: true, window: '态势大屏', slot: null },
    ['某区', '2026-11-22 09:30 态势大屏'],
  ],
  ['the operator on a wall too', { wall: true }, ['某值守 street1-duty', '2026-11-22 09:30 案件台 desk-2']],
  ['no time before it is known whose', { time: null }, ['某值守 street1-duty', '— 案件台 desk-2']],
  [
    'nobody on a wall whose hall is not known yet',
    { operator: null, wall: true, hall: '' },
    ['未登录', '2026-11-22 09:30 案件台 desk-2'],
  ],
])('names %s', (_what, part, lines) => {
  expect(watermarkLines({ ...desk, ...part })).toEqual(lines);
});

/** Half the width and height of a slanted mark, rem. */
const REACH = { x: 8.6, y: 4.5 };

it.each([
  [1920, 1080, 16],
  [3840, 2160, 32],
  [1366, 768, 14],
  [1080, 1920, 14],
])('leaves no quarter of a %i × %i screen without a whole mark', (width, height, rem) => {
  const places = markPlaces(width, height, rem);
  expect(places.length).toBeLessThan(48);
  for (let left = 0; left <= width / 2; left += 7)
    for (let top = 0; top <= height / 2; top += 7) {
      const whole = places.some(
        ({ x, y }) =>
          x - REACH.x * rem >= left &&
          x + REACH.x * rem <= left + width / 2 &&
          y - REACH.y * rem >= top &&
          y + REACH.y * rem <= top + height / 2,
      );
      if (!whole) throw new Error(`nothing whole in the quarter at ${left}, ${top}`);
    }
});
