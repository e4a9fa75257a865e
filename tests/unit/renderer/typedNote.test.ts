import { expect, it } from 'vitest';
import { leftAfter } from '../../../renderer/features/handover/typedNote.ts';

it('keeps what was typed into a note while an earlier text was being saved', () => {
  expect(leftAfter({ text: '泵站已开', was: '' }, '泵站已开', '泵站已开')).toBeNull();
  expect(leftAfter({ text: '泵站已开，水位未退', was: '' }, '泵站已开 ', '泵站已开')).toEqual({
    text: '泵站已开，水位未退',
    was: '泵站已开',
  });
  expect(leftAfter(null, '泵站已开', '泵站已开')).toBeNull();
});
