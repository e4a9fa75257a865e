import { z } from 'zod';

export const WallFit = z.object({
  /** Lists in sight, by title: how many whole rows, and what the head says of the rest. */
  lists: z.array(z.object({ title: z.string(), whole: z.int(), said: z.string() })),
  /** What an operator would call broken; each in a few words. */
  faults: z.array(z.string()),
});
export type WallFit = z.infer<typeof WallFit>;

/**
 * Run in the page: is any row of a list cut, does any part lie over another or reach out of the window, is there a
 * scrollbar? A row is cut when something that clips shows a part of it only.
 */
export const WALL_FIT = `(() => {
  const faults = [];
  // React Aria keeps a native list of one pixel behind each of its own, for the browser's form filling.
  const behind = '[data-react-aria-prevent-focus]';
  const seen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.closest(behind) === null;
  const boxOf = (element) => element.getBoundingClientRect();
  const say = (element) => (element.innerText || element.className).replace(/\\s+/g, ' ').slice(0, 24);
  /** What clippers up to the wall leave of a box. */
  const left = (element) => {
    const own = boxOf(element);
    // The head of a table stays where it is and covers the rows that are moved under it.
    const head = element.closest('tbody')?.parentElement.querySelector('thead th');
    const top = head ? Math.max(own.top, boxOf(head).bottom) : own.top;
    const rest = { left: own.left, top, right: own.right, bottom: own.bottom };
    for (let up = element.parentElement; up !== null && !up.matches('[data-part="wall"]'); up = up.parentElement) {
      if (getComputedStyle(up).overflow === 'visible') continue;
      const box = boxOf(up);
      rest.left = Math.max(rest.left, box.left);
      rest.top = Math.max(rest.top, box.top);
      rest.right = Math.min(rest.right, box.right);
      rest.bottom = Math.min(rest.bottom, box.bottom);
    }
    return { own, width: rest.right - rest.left, height: rest.bottom - rest.top };
  };
  const lists = [...document.querySelectorAll('[data-part="wall-side"] [data-part="panel"]')].filter(seen).map((panel) => {
    const title = panel.querySelector('h2').innerText;
    let whole = 0;
    let there = 0;
    for (const row of panel.querySelectorAll('[data-part="panel-body"] li, [data-part="panel-body"] tbody tr')) {
      const { own, width, height } = left(row);
      if (row.closest('[data-part="whistle-counts"]') === null) there += 1;
      if (width < 1 || height < 1) continue;
      if (width < own.width - 1 || height < own.height - 1) faults.push(title + ': cut: ' + say(row));
      else if (row.closest('[data-part="whistle-counts"]') === null) whole += 1;
    }
    const said = panel.querySelector('[data-part="rows-shown"]')?.innerText ?? '';
    if (whole < there ? !said.startsWith('显示 ' + whole + ' / ') : said !== '' && !said.startsWith('显示 ' + whole))
      faults.push(title + ': shows ' + whole + ' of ' + there + ' rows and says ' + said);
    return { title, whole, said };
  });
  const apart = (elements) => {
    elements.forEach((one, index) => {
      for (const other of elements.slice(index + 1)) {
        const [a, b] = [boxOf(one), boxOf(other)];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 1) faults.push('over one another: ' + say(one) + ' / ' + say(other));
      }
    });
  };
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  apart(all('[data-part="bar"], [data-part="banner"], [data-part="figure"], [data-part="channels"], [data-part="wall-map"], [data-part="wall-time"], [data-part="wall-side"] > [data-part="panel"]'));
  apart(all('[data-part="map-switches"] > *, [data-part="map-zoom"], [data-part="map-legend"]'));
  apart(all('[data-part="wall-time"] :is(button, select, label, strong), [data-part="scrubber-line"]'));
  const parts = '[data-part="bar"], [data-part="banner"], [data-part="figure-button"], [data-part="channels"], [data-part="wall-map"], [data-part="wall-time"], [data-part="wall-side"] > [data-part="panel"]';
  for (const part of all(parts)) {
    const box = boxOf(part);
    if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
      faults.push('out of the window: ' + say(part));
    const texts = part.matches('[data-part="wall-map"]') ? '[data-part="map-switches"] > *, [data-part="map-zoom"] > *, [data-part="map-legend"], [data-part="map-legend"] > *' : '*';
    for (const inner of part.matches('[data-part="panel"]') ? [] : [...part.querySelectorAll(texts)].filter(seen)) {
      const { own, height } = left(inner);
      if (inner.closest('.visually-hidden, [data-part="scrubber-line"], [data-part="figure-rule"]') !== null || own.width < 1) continue;
      if (own.right > box.right + 1 || own.bottom > box.bottom + 1 || own.left < box.left - 1 || own.top < box.top - 1)
        faults.push('out of its place: ' + say(inner));
    }
  }
  for (const each of all('[data-part="wall"], [data-part="wall"] *')) {
    const { overflowX, overflowY, scrollbarWidth } = getComputedStyle(each);
    if (scrollbarWidth === 'none') continue;
    const bar = (overflow, is, room) => /auto|scroll/.test(overflow) && is > room + 1;
    if (bar(overflowX, each.scrollWidth, each.clientWidth) || bar(overflowY, each.scrollHeight, each.clientHeight))
      faults.push('scrollbar: ' + say(each));
  }
  return { lists, faults };
})()`;
