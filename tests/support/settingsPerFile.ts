import { rmSync } from 'node:fs';
import { afterAll } from 'vitest';
import './settingsFolder.ts';

// A worker of the test runner is ended without an exit of its own.
afterAll(() => rmSync(process.env['XDG_CONFIG_HOME'] ?? '', { recursive: true, force: true }));
