import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { ImportRecord } from '../../../shared/contract/imports.ts';
import { ApiError } from '../api/apiError.ts';
import type { Clock, Logger, PageResult, Placer } from '../ports.ts';
import type { ImportActor, ImportTable } from '../store/importTable.ts';

/** Cases per transaction: some 50 ms, so that requests of windows are not delayed. */
const CASES_PER_TRANSACTION = 500;

type ImportUndoer = {
  /**
   * Goes on where a part was undone before. Null if there is no such import.
   * @throws ApiError if it was undone to the end, or its source is busy
   */
  undo(id: string, by: ImportActor, reason: string): Promise<ImportRecord | null>;
  /** Goes on with what a program left half undone. Never rejects: what fails is logged and can be asked again. */
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
    for (let after: number | null = 0; after !== null && !stopped; ) {
      const part = { after, limit: CASES_PER_TRANSACTION };
      const page = table.undoBatch(id, clock.now(), (row) => placer.due(row), part);
      deps.onPage(page, source);
      after = page.next;
      if (after !== null) await yieldToEventLoop();
    }
  }

  async function claimed(source: string, act: () => Promise<void>): Promise<void> {
    const release = deps.claim(source);
    try {
      await act();
    } finally {
      release();
    }
  }

  return {
    async undo(id, by, reason) {
      const record = table.find(id);
      if (record === null) return null;
      await claimed(record.source, async () => {
        if (!table.beginUndo(id, { at: clock.now(), by: by.name, reason }))
          throw new ApiError(409, 'import-undone', {});
        await takeBack(id, record.source);
      });
      const undone = table.find(id);
      deps.logger.info({ import: id, source: record.source, ...undone?.undo?.done?.cases }, 'import undone');
      return undone;
    },
    async resume() {
      // Whoever is told of changes is not ready while the city is being put together.
      await yieldToEventLoop();
      try {
        for (const { id, source } of stopped ? [] : table.unfinishedUndos())
          await claimed(source, () => takeBack(id, source)).catch((error: unknown) =>
            deps.logger.error({ import: id, source, error }, 'an import was not undone to the end'),
          );
      } catch (error) {
        deps.logger.error({ error }, 'it is not known which imports were not undone to the end');
      }
    },
    stop() {
      stopped = true;
    },
  };
}
