/** Class names in one string, without those that are not there. */
export function classes(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
