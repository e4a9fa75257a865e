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

  it('ask for a wall over the operator’s window, and take every way out for a no', async () => {
    const options: { defaultId?: number; cancelId?: number; buttons?: string[] }[] = [];
    const answering = (response: number) => ({
      showMessageBox: async (parent: unknown, asked: (typeof options)[number]) => {
        options.push({ ...asked, parent } as never);
        return { response, checkboxChecked: false };
      },
    });
    const wall = { name: 'wall' } as never;
    const ask = (response: number, operators: unknown, over: unknown) =>
      createDialogs(answering(response) as never, () => operators as never).confirmForWall(
        over as never,
        'wall-1',
      );
    expect(await ask(0, window, wall)).toBe(false);
    expect(await ask(1, null, wall)).toBe(true);
    expect(options.map((one) => [Reflect.get(one, 'parent'), one.defaultId, one.cancelId])).toEqual([
      [window, 0, 0],
      [wall, 0, 0],
    ]);
    expect(await ask(1, null, null)).toBe(false);
    expect(options).toHaveLength(2);
  });

  it('take a cancelled choice for none', async () => {
    expect(await createDialogs(standIn('').dialog as never, () => window).choosePdf(window)).toBeNull();
  });
});
