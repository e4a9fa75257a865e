import { posix } from 'node:path';
import { parseSync } from 'vite';

export type SourceFile = { path: string; source: string };

/**
 * The import specifiers of a file, as written: static (type-only ones too), re-exported and dynamic imports, and workers named by
 * `new URL('…', import.meta.url)`.
 */
export function importsOf(file: SourceFile): string[] {
  const { module } = parseSync(file.path, file.source);
  const found: string[] = module.staticImports.map((entry) => entry.moduleRequest.value);
  for (const statement of module.staticExports) {
    for (const entry of statement.entries) if (entry.moduleRequest) found.push(entry.moduleRequest.value);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const text = file.source.slice(moduleRequest.start, moduleRequest.end).match(/^['"`]([^'"`$]+)['"`]$/);
    if (text?.[1] !== undefined) found.push(text[1]);
  }
  for (const match of file.source.matchAll(
    /new URL\(\s*['"](\.[^'"]+\.[mc]?[jt]sx?)['"]\s*,\s*import\.meta\.url/g,
  )) {
    if (match[1] !== undefined) found.push(match[1]);
  }
  return found;
}

/** The path of the file that a relative import names: 'a/b.ts' importing '../c.ts?raw' → 'c.ts'. */
export function importTarget(path: string, request: string): string {
  return posix.normalize(posix.join(posix.dirname(path), request.replace(/\?.*$/, '')));
}
