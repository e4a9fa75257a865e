import { z } from 'zod/v4';

/**
 * What the windows import as `zod` (build/vite.renderer.ts), so that this runs before any schema is made, in whichever file
 * the bundler puts them. Otherwise zod tries `new Function`, which the Content-Security-Policy forbids and the browser
 * reports as an error.
 */
z.config({ jitless: true });

export { z };
