import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openDatabase } from '../driver.ts';
import { readDatabaseKey } from '../encryption/key.ts';

const CopyOrder = z.object({
  from: z.string(),
  to: z.string(),
  /** As hexadecimal digits. */
  key: z.string(),
});
export type CopyOrder = z.infer<typeof CopyOrder>;

/** Entry point of the thread that copies an encrypted database; it ends when the copy is complete. */
const { from, to, key } = CopyOrder.parse(workerData);
const opening = readDatabaseKey(key);
if (opening === null) throw new Error('malformed key');
const db = openDatabase(from, { readonly: true, fileMustExist: true }, opening);
try {
  db.prepare('VACUUM INTO ?').run(to);
} finally {
  db.close();
}
