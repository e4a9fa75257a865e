import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of settings for this process and those that it starts, so that keys of test installations do not end up among
 * those of whoever runs the tests. It is deleted when the process ends.
 */
const folder = mkdtempSync(join(tmpdir(), 'citywhistle-settings-'));
process.env['XDG_CONFIG_HOME'] = folder;
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
