import { createElement } from 'react';
import { expect, it } from 'vitest';
import { haveSameProps } from '../../../renderer/ui/kit/steady.ts';

/** As JSX makes them: new with every rendering. */
const label = (count: number, width = 3, press = 0) =>
  createElement(
    'span',
    { title: '市容', style: { width }, 'data-press': press },
    '市容',
    createElement('b', { key: 'n' }, count),
  );
const same = (one: Record<string, unknown>, other: Record<string, unknown>) => haveSameProps(one, other);

it('takes what is written anew, and says the same, for the same', () => {
  expect(same({ checked: true, children: label(3) }, { checked: true, children: label(3) })).toBe(true);
  expect(same({ children: ['返回 ', label(1)] }, { children: ['返回 ', label(1)] })).toBe(true);
  expect(same({ options: [{ value: 1, label: '一' }] }, { options: [{ value: 1, label: '一' }] })).toBe(true);
  expect(same({ className: undefined }, { className: undefined })).toBe(true);
});

it('takes anything that shows otherwise for a change', () => {
  const before = { checked: true, children: label(3) };
  for (const after of [
    { ...before, checked: false },
    { ...before, children: label(4) },
    { ...before, children: label(3, 4) },
    { ...before, children: [label(3)] },
    { ...before, children: createElement('i', null, '市容') },
    { ...before, children: null },
    { ...before, disabled: true },
    { children: before.children },
    { checked: true, title: before.children },
  ])
    expect(same(before, after), JSON.stringify(after)).toBe(false);
  expect(same({ options: [{ value: 1, label: '一' }] }, { options: [{ value: 1, label: '二' }] })).toBe(
    false,
  );
  expect(same({ options: [1] }, { options: [1, 2] })).toBe(false);
});

it('takes other functions, refs and objects for a change, since nothing tells what they do', () => {
  const [one, other] = [() => '一', () => '一'];
  expect(same({ format: one }, { format: other })).toBe(false);
  expect(same({ inputRef: { current: null } }, { inputRef: { current: null } })).toBe(false);
  expect(
    same(
      { children: createElement('b', { onClick: one }) },
      { children: createElement('b', { onClick: other }) },
    ),
  ).toBe(false);
  expect(same({ children: new Date(0) }, { children: new Date(0) })).toBe(false);
  expect(same({ value: { a: 1 } }, { value: { a: 1 } })).toBe(false);
});
