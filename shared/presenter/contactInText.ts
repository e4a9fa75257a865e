/**
 * Whether a text seems to hold a telephone number or an address to write to: neither may stand on a wall (domain.md
 * §8.2). Stricter than what masks descriptions, since a wrong «yes» only costs the operator another wording: seven
 * digits and more, however they are grouped, or an @.
 */
export function looksLikeContact(text: string): boolean {
  return /[@＠]/.test(text) || /(?:[0-9０-９][-\s()（）—.]{0,2}){7,}/.test(text);
}
