import { parentPort, workerData } from 'node:worker_threads';
import { maskPersons } from '../privacy/wallText.ts';
import { openColumnReader } from '../store/columnReader.ts';
import { WorkerOptions } from './protocol.ts';
import { serveColumns } from './serve.ts';

/** Entry point of the worker thread: the columns over the store's reader. */
if (parentPort === null) throw new Error('This file must run in a worker thread');
serveColumns(parentPort, WorkerOptions.parse(workerData), (dbPath) => openColumnReader(dbPath, maskPersons));
