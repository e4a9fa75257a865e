/** How long the browser has to take a file over, ms; then this window lets go of its copy. */
const HANDED_OVER_MS = 60_000;

/** Hands a file to the browser, which asks where to keep it or puts it with the downloads. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), HANDED_OVER_MS);
}

/** Shows a picture in a tab of its own; false where the host opens none. */
export function showFile(file: Blob): boolean {
  const address = URL.createObjectURL(file);
  setTimeout(() => URL.revokeObjectURL(address), HANDED_OVER_MS);
  return window.open(address, '_blank') !== null;
}
