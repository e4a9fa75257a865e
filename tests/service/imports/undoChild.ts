import { killAfterWrites } from '../../support/killAfterWrites.ts';
import { openAt, T0 } from '../store/support.ts';
import { undoTo } from './storeImport.ts';

/**
 * Run by undoKill.test.ts: undoes the import `wrong` two cases at a time and is killed after the n-th writing statement.
 * argv: data folder, n.
 */
const [dataDir = '', writes = '0'] = process.argv.slice(2);
const store = openAt(dataDir);
killAfterWrites(Number(writes));
store.imports.beginUndo('wrong', { at: T0 + 50, by: '管理员', reason: '选错了文件' });
undoTo(store, 'wrong', T0 + 51);
store.close();
process.stdout.write('ended\n');
