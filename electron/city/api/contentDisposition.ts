/**
 * Header of a download with its name (RFC 6266): `filename*` in UTF-8, and `filename` in ASCII for programs that do not know
 * it. `name` must be safe as a file name (`fileNameFor`).
 */
export function contentDisposition(how: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["%\\]/g, '_');
  return `${how}; filename="${ascii}"; filename*=UTF-8''${extValue(name)}`;
}

/** RFC 8187 §3.2.1: encodeURIComponent leaves four characters that have a meaning there. */
function extValue(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
