import { z } from 'zod';

/**
 * Import this before any schema is made: zod otherwise tests `new Function`, which the
 * Content-Security-Policy forbids and the browser reports as an error.
 */
z.config({ jitless: true });
