import { parentPort, workerData } from 'node:worker_threads';
import { maskPersons } from '../privacy/wallText.ts';
import { openColumnReader } from '../store/columnReader.ts';
import { readDatabaseKey } from '../store/encryption/key.ts';
import { WorkerOptions } from './protocol.ts';
import { serveColumns } from './serve.ts';

/** Entry point of the worker thread: the columns over the store's reader. */
if (parentPort === null) throw new Error('This file must run in a worker thread');
const options = WorkerOptions.parse(workerData);
serveColumns(parentPort, options, (dbPath) =>
  openColumnReader(dbPath, options.key === null ? null : readDatabaseKey(options.key), maskPersons),
);
