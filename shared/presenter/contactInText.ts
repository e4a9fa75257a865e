/**
 * Whether a text seems to contain a telephone number or an e-mail address, neither of which may be shown on a wall
 * (domain.md §8.2): seven or more digits in any grouping, or an @. Stricter than the masking of descriptions, since a false
 * positive only makes the operator reword the text.
 */
export function looksLikeContact(text: string): boolean {
  return /[@＠]/.test(text) || /(?:[0-9０-９][-\s()（）—.]{0,2}){7,}/.test(text);
}
