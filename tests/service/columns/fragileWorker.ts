import { parentPort, workerData } from 'node:worker_threads';
import { WorkerOptions } from '../../../electron/city/columns/protocol.ts';
import { serveColumns } from '../../../electron/city/columns/serve.ts';
import { maskPersons } from '../../../electron/city/privacy/wallText.ts';
import { openColumnReader } from '../../../electron/city/store/columnReader.ts';

/** A columns worker that dies of the search 崩溃, and fails the search 出错. */
if (parentPort !== null) {
  serveColumns(parentPort, WorkerOptions.parse(workerData), (dbPath) => {
    const reader = openColumnReader(dbPath, null, maskPersons);
    return {
      ...reader,
      search: (q) => {
        // In a worker this ends the thread only.
        if (q === '崩溃') process.exit(7);
        if (q === '出错') throw new Error('索引读不出');
        return reader.search(q);
      },
    };
  });
}
