import { killAfterWrites } from '../../support/killAfterWrites.ts';
import { openAt } from '../store/support.ts';
import { importThree } from './storeImport.ts';

/**
 * Run by accounting.test.ts: imports three pages and is killed after the n-th writing statement. argv: data folder, n.
 */
const [dataDir = '', writes = '0'] = process.argv.slice(2);
const store = openAt(dataDir);
killAfterWrites(Number(writes));
importThree(store);
store.close();
process.stdout.write('ended\n');
