import { ensureWindows } from './fresh.ts';
import { run } from './run.ts';

/** `npm run dist [-- electron-builder arguments]`: packages into release/. */
await ensureWindows();
const built = await run('node', ['build/scripts/build.ts', 'shell'], {});
process.exit(
  built === 0
    ? await run('electron-builder', ['--config', 'build/electron-builder.ts', ...process.argv.slice(2)], {})
    : built,
);
