import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** React Aria brings its texts in some thirty languages, all of which would ship; the product speaks two. */
const twoLanguages: Plugin = {
  name: 'two-languages',
  enforce: 'pre',
  load(id) {
    const language = /\/react-(?:aria|stately|aria-components)\/.*\/([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id)?.[1];
    return language === undefined || language === 'zh-CN' || language === 'en-US'
      ? null
      : 'export default {};';
  },
};

/**
 * One bundle for every window role, hashed assets, served by both hosts under a strict Content-Security-Policy:
 * script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:.
 */
export default defineConfig({
  root: path('../renderer'),
  // Relative, so that the same files work under http://127.0.0.1:N/ and under the shell's own scheme.
  base: './',
  plugins: [twoLanguages, react()],
  resolve: { alias: [{ find: /^zod$/, replacement: path('../renderer/app/jitlessZod.ts') }] },
  worker: { format: 'es' },
  build: {
    outDir: path('../dist/renderer'),
    emptyOutDir: true,
    // The licences of what is bundled ask to go with it.
    license: { fileName: 'licenses.md' },
    target: 'es2023',
    // Data URLs would need font-src data: and hide files from the cache.
    assetsInlineLimit: 0,
    // The polyfill fetches with credentials and is not needed by any engine that runs deck.gl 9.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});
