import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { ImportRecord } from '../../../shared/contract/imports.ts';
import { ApiError } from '../api/apiError.ts';
import type { Clock, Logger, PageResult, Placer } from '../ports.ts';
import type { ImportActor, ImportTable } from '../store/importTable.ts';

/** Cases per transaction: some 50 ms, so that requests of windows are not delayed. */
const CASES_PER_TRANSACTION = 500;

type ImportUndoer = {
  /** Null if there is no such import. @throws ApiError if it was undone before, or its source is busy */
  undo(id: string, by: ImportActor, reason: string): Promise<ImportRecord | null>;
  /** Goes on with what a program left half undone. */
  resume(): Promise<void>;
  stop(): void;
};

/** Undoes imports (撤销导入), a part at a time. `claim`: reserves a source, or throws; returns how to release it. */
export function createImportUndoer(deps: {
  table: ImportTable;
  placer: Placer;
  clock: Clock;
  logger: Logger;
  onPage(result: PageResult, source: string): void;
  claim(source: string): () => void;
}): ImportUndoer {
  const { table, clock, placer } = deps;
  let stopped = false;

  async function takeBack(id: string, source: string): Promise<void> {
    while (!stopped) {
      const page = table.undoBatch(id, clock.now(), (row) => placer.due(row), CASES_PER_TRANSACTION);
      deps.onPage(page, source);
      if (page.ended) return;
      await yieldToEventLoop();
    }
  }

  return {
    async undo(id, by, reason) {
      const record = table.find(id);
      if (record === null) return null;
      const release = deps.claim(record.source);
      try {
        if (!table.beginUndo(id, { at: clock.now(), by: by.name, reason }))
          throw new ApiError(409, 'import-undone', {});
        await takeBack(id, record.source);
      } finally {
        release();
      }
      const undone = table.find(id);
      deps.logger.info({ import: id, source: record.source, ...undone?.undo?.done?.cases }, 'import undone');
      return undone;
    },
    async resume() {
      for (const { id, source } of table.unfinishedUndos()) {
        if (stopped) return;
        const release = deps.claim(source);
        try {
          await takeBack(id, source);
        } finally {
          release();
        }
      }
    },
    stop() {
      stopped = true;
    },
  };
}
