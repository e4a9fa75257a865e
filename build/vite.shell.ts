import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * The Electron side as plain files: shell, service process, workers. Dependencies are bundled, so that a package holds
 * what is used and nothing else. Three stay in node_modules: better-sqlite3 and its twin
 * with encryption, because they are native, and libheif-js, so that whoever has the package can put another version in its
 * place (LGPL). The licences of what is bundled go beside it. The
 * preload is built apart, since a sandboxed one must be one CommonJS file.
 */
const preload: Record<string, string> = { preload: at('electron/preload.ts') };
const shell: Record<string, string> = {
  main: at('electron/main.ts'),
  service: at('electron/shell/service.ts'),
  'columns-worker': at('electron/city/columns/worker.ts'),
  'backup-worker': at('electron/city/store/backup/worker.ts'),
  'preview-worker': at('electron/city/whistles/preview/worker.ts'),
  'layers-worker': at('electron/city/layers/worker.ts'),
  'workbook-worker': at('electron/city/sync/file/workbook/worker.ts'),
};

export default defineConfig(({ mode }) => ({
  ssr: { noExternal: true, external: ['better-sqlite3', 'better-sqlite3-multiple-ciphers', 'libheif-js'] },
  build: {
    license: mode === 'preload' ? false : { fileName: 'licenses.md' },
    outDir: at('dist/shell'),
    emptyOutDir: mode !== 'preload',
    target: 'node24',
    ssr: true,
    minify: false,
    rolldownOptions: {
      input: mode === 'preload' ? preload : shell,
      external: ['electron'],
      output:
        mode === 'preload'
          ? { format: 'cjs', entryFileNames: 'preload.cjs' }
          : { format: 'es', entryFileNames: '[name].js' },
    },
  },
}));
