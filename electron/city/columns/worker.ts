import { parentPort, workerData } from 'node:worker_threads';
import { openColumnReader } from '../store/columnReader.ts';
import { WorkerOptions } from './protocol.ts';
import { serveColumns } from './serve.ts';

/** The worker's entry: columns over the store's own reader. */
if (parentPort === null) throw new Error('To be started as a worker thread');
serveColumns(parentPort, WorkerOptions.parse(workerData), openColumnReader);
