/** How long the browser has to read the file, ms; then the object URL is revoked. */
const REVOKE_AFTER_MS = 60_000;

/** Saves a file with the browser, which asks for a place or uses the downloads folder. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), REVOKE_AFTER_MS);
}
