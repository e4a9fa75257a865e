/** Name under which the secret store keeps the key of a source. */
export function secretName(sourceId: string): string {
  return `source:${sourceId}`;
}
