import type { BrowserWindow, Dialog } from 'electron';
import { product } from './product.ts';

/**
 * The shell's own dialogs. Each belongs to a window: one without a parent may open behind a window that fills its display.
 * @param operatorWindow the window an operator works in, never a wall; null when none is open.
 */
export function createDialogs(
  dialog: Pick<Dialog, 'showMessageBox' | 'showSaveDialog'>,
  operatorWindow: () => BrowserWindow | null,
) {
  return {
    /** Shows a message without waiting for the operator. */
    showMessage(message: string): void {
      const parent = operatorWindow();
      const options = { type: 'error' as const, title: product.title, message };
      void (parent === null ? dialog.showMessageBox(options) : dialog.showMessageBox(parent, options));
    },
    /** Asks, over an unresponsive window, whether to reload it. */
    async askToReload(window: BrowserWindow): Promise<boolean> {
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message: '窗口没有响应',
        detail: '可以继续等待，或重新载入这个窗口。重新载入不影响其他窗口和数据。',
        buttons: ['重新载入', '继续等待'],
        cancelId: 1,
      });
      return response === 0;
    },
    /**
     * Asks whether a wall may change windows: over the window in which the operator works, else over the wall. A page cannot
     * answer it, and a key that is pressed at that moment means no.
     */
    async confirmForWall(wall: BrowserWindow | null, name: string): Promise<boolean> {
      const parent = operatorWindow() ?? wall;
      if (parent === null) return false;
      const { response } = await dialog.showMessageBox(parent, {
        type: 'question',
        title: product.title,
        message: `全屏窗口“${name}”请求更改窗口`,
        detail:
          '例如退出全屏、打开其他窗口或切换窗口布局。更改后，屏上可能显示案件的个人信息。只有您本人刚在该屏上操作时才允许。',
        buttons: ['不允许', '允许'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return response === 1;
    },
    /** Asks where to save a page as PDF; null if the operator cancels. */
    async choosePdf(window: BrowserWindow): Promise<string | null> {
      const { filePath } = await dialog.showSaveDialog(window, {
        title: '没有找到打印机，另存为 PDF',
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      });
      return filePath === '' ? null : filePath;
    },
  };
}
