/** What the watermark of a window says. */
export type WatermarkFacts = {
  /** Name and id of whoever is signed in, null for nobody. */
  operator: { name: string; id: string } | null;
  /** A wall without a signed-in operator names the hall, since nobody is responsible for it alone. */
  wall: boolean;
  /** Name of the city or hall; empty until the pack was loaded. */
  hall: string;
  /** 案件台, 态势大屏 … */
  window: string;
  /** The window's name in the layout (`desk-2`), which tells the screen at this workstation; null outside a layout. */
  slot: string | null;
  /** City time to the minute, with the year, because a photo may surface much later; null until the service has sent its clock. */
  time: string | null;
  /** 未登录, in the language of the window. */
  nobody: string;
};

/** The two lines of the watermark: who, then when and where (domain.md §8.2). */
export function watermarkLines(facts: WatermarkFacts): [string, string] {
  const { operator, wall, hall, window, slot, time, nobody } = facts;
  const unsigned = wall && hall !== '' ? hall : nobody;
  const who = operator === null ? unsigned : `${operator.name} ${operator.id}`;
  return [who, `${time ?? '—'} ${window}${slot === null ? '' : ` ${slot}`}`];
}
