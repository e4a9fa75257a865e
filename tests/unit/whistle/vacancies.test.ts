import { expect, it } from 'vitest';
import { logText } from '../../../renderer/windows/whistles/log/logText.ts';
import type { PostHolder } from '../../../shared/whistle/context.ts';
import { blown, CENTRE, cast, OTHER_STREET, STREET, World } from './world.ts';

const vice = { roles: ['vice-district'], org: '320104', streets: [] } satisfies PostHolder;
const standing = { roles: ['standing-committee'], org: '320104', streets: [STREET] } satisfies PostHolder;
const shift = { roles: ['shift-leader'], org: CENTRE, streets: [] } satisfies PostHolder;

/** A whistle that the shift leader raises to level 3 while these hold posts. */
function raised(people: readonly PostHolder[] | null) {
  const world = new World();
  const id = blown(world);
  world.people = people;
  world.do(cast.shift, id, 'escalate', { to: 3, reason: '久拖不决' });
  const event = world.logs.get(id)?.find(({ type }) => type === 'escalated');
  if (event?.type !== 'escalated') throw new Error('not escalated');
  const text = (language: 'zh' | 'en') =>
    logText(event, { language, who: (one) => one, org: (one) => one, person: String, time: String });
  return { ...event.data, text };
}

it('tells the role of the level where somebody holds it', () => {
  expect(raised([vice, shift])).toMatchObject({ notify: ['vice-district'] });
  expect(raised([vice, shift]).vacant).toBeUndefined();
  expect(raised(null).vacant).toBeUndefined();
});

it('goes on to the next role that somebody holds, and says so', () => {
  const up = raised([standing, shift]);
  expect(up).toMatchObject({ notify: ['vice-district', 'standing-committee'], vacant: ['vice-district'] });
  expect(up.text('zh')).toContain('（分管副区长此角色无人；报挂包街道的区委常委）');
});

it('ends at the centre where nobody of the ladder is there', () => {
  expect(raised([shift])).toMatchObject({
    notify: ['vice-district', 'shift-leader'],
    vacant: ['vice-district'],
  });
  const elsewhere = { ...standing, streets: [OTHER_STREET] };
  expect(raised([elsewhere, shift]).notify).toEqual(['vice-district', 'shift-leader']);
  const nobody = raised([{ roles: ['audit'], org: CENTRE, streets: [] }]);
  expect(nobody).toMatchObject({ notify: ['vice-district'], vacant: ['vice-district'] });
  expect(nobody.text('en')).toMatch(/nobody holds: deputy district head\)$/);
});
