import { describe, expect, it } from 'vitest';
import { createDialogs } from '../../../electron/shell/dialogs.ts';

/** Electron's dialog, and the parents its boxes were given. */
function standIn(filePath: string) {
  const parents: unknown[] = [];
  const take = (first: object) => parents.push('title' in first ? null : first);
  return {
    parents,
    dialog: {
      showMessageBox: async (first: object) => {
        take(first);
        return { response: 0, checkboxChecked: false };
      },
      showSaveDialog: async (first: object) => {
        take(first);
        return { canceled: filePath === '', filePath };
      },
    },
  };
}
const window = { name: 'desk' } as never;

describe('dialogs of the shell', () => {
  it('belong to the window they speak of, or to the operator’s', async () => {
    const { dialog, parents } = standIn('/tmp/x.pdf');
    const dialogs = createDialogs(dialog as never, () => window);
    dialogs.showMessage('…');
    expect(await dialogs.askToReload(window)).toBe(true);
    expect(await dialogs.choosePdf(window)).toBe('/tmp/x.pdf');
    expect(parents).toEqual([window, window, window]);
  });

  it('stand alone when there is no window', () => {
    const { dialog, parents } = standIn('');
    createDialogs(dialog as never, () => null).showMessage('…');
    expect(parents).toEqual([null]);
  });

  it('take a cancelled choice for none', async () => {
    expect(await createDialogs(standIn('').dialog as never, () => window).choosePdf(window)).toBeNull();
  });
});
