import { z } from 'zod';

/**
 * Must be imported before any schema is made: zod would otherwise probe `new Function`, which our
 * Content-Security-Policy forbids and the browser reports as an error.
 */
z.config({ jitless: true });
