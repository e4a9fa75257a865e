import { describe, expect, it } from 'vitest';
import { createNotices } from '../../../electron/shell/notices.ts';
import { printPage } from '../../../electron/shell/printPage.ts';

/** A page at a console with or without a printer; `reason` is what Chromium says of the print job, null for success. */
function page(printers: number, reason: string | null) {
  const saved: string[] = [];
  const contents = {
    getPrintersAsync: async () => Array.from({ length: printers }, () => ({})),
    print: (_options: unknown, done: (success: boolean, reason: string) => void) =>
      done(reason === null, reason ?? ''),
    printToPDF: async () => Buffer.from('%PDF'),
  };
  const print = (path: string | null) =>
    printPage(
      contents as never,
      async () => path,
      async (to, bytes) => {
        saved.push(`${to} ${Buffer.from(bytes)}`);
      },
    );
  return { print, saved };
}

describe('a page that is printed', () => {
  it('goes to the printer that there is', async () => {
    const { print, saved } = page(1, null);
    expect([await print('/x.pdf'), saved]).toEqual(['printed', []]);
  });
  it('is not saved instead when the operator cancels', async () => {
    const { print, saved } = page(1, 'Print job canceled');
    expect([await print('/x.pdf'), saved]).toEqual(['cancelled', []]);
  });
  it.each([
    ['there is no printer', 0, null],
    ['the printer fails', 1, 'Print job failed'],
  ])('is saved as PDF where %s', async (_name, printers, reason) => {
    const { print, saved } = page(printers, reason);
    expect([await print('/x.pdf'), saved]).toEqual(['saved', ['/x.pdf %PDF']]);
    expect(await print(null)).toBe('cancelled');
  });
});

describe('a notice of the desktop', () => {
  function desktop() {
    const shown: string[] = [];
    let clicked = () => {};
    const state = { hasFocus: false };
    const notify = createNotices({
      hasFocus: () => state.hasFocus,
      show: ({ key }, click) => {
        shown.push(key);
        clicked = click;
      },
    });
    return {
      notify: (key: string, focus = () => {}) => notify({ key, title: '', body: '' }, focus),
      shown,
      state,
      click: () => clicked(),
    };
  }

  it('is shown while no window has the keyboard, once for all windows, and leads to the one that told', () => {
    const { notify, shown, click } = desktop();
    let focused = '';
    notify('blown a', () => {
      focused = 'whistles-1';
    });
    notify('blown a', () => {
      focused = 'whistles-2';
    });
    notify('blown b', () => undefined);
    expect(shown).toEqual(['blown a', 'blown b']);
    notify('blown c', () => {
      focused = 'whistles-3';
    });
    click();
    expect(focused).toBe('whistles-3');
  });

  it('is not shown to an operator at work, nor after they have seen it', () => {
    const { notify, shown, state } = desktop();
    state.hasFocus = true;
    notify('a');
    state.hasFocus = false;
    notify('a');
    expect(shown).toEqual([]);
  });

  it('is forgotten after two hundred others', () => {
    const { notify, shown } = desktop();
    for (let at = 0; at <= 200; at += 1) notify(`n${at}`);
    notify('n0');
    notify('n200');
    expect(shown).toHaveLength(202);
  });
});
