import { createWorkbooks } from '../../electron/city/sync/file/workbook/readWorkbook.ts';

export const workbookWorkerUrl = new URL('../../electron/city/sync/file/workbook/worker.ts', import.meta.url);

/** Reads workbooks as the service does. */
export const workbooks = createWorkbooks(workbookWorkerUrl);
