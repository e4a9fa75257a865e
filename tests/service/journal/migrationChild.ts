import { killAfterWrites } from '../../support/killAfterWrites.ts';
import { openAt } from '../store/support.ts';

/**
 * Run by migrationKill.test.ts: opens a folder, and so migrates it, dying by its own hand after so many writing statements
 * (0: never). Prints how many there were when it lived through. argv: data folder, statement.
 */
const [dataDir = '', fatal = '0'] = process.argv.slice(2);
const count = killAfterWrites(Number(fatal));
openAt(dataDir).close();
process.stdout.write(String(count()));
