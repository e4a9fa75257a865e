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
