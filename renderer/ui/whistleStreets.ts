/** The street that blew, and the second one at a border (联合街道) behind it: both see the whistle under their names. */
export function whistleStreets(
  { street, joint }: { street: string; joint?: string | undefined },
  name: (org: string) => string,
): string {
  return joint === undefined ? name(street) : `${name(street)} + ${name(joint)}`;
}
