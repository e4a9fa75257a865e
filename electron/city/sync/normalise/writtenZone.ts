/** Minutes. No zone of the world is further from UTC. */
const EARLIEST_OFFSET = -12 * 60;
const LATEST_OFFSET = 14 * 60;

/** Minutes ahead of UTC of `+08:00`, `+0800`, `+08` or `+8`; null when no zone has that offset. */
export function offsetMinutes(text: string): number | null {
  const found = /^([+-])(\d\d?)(?::?(\d\d))?$/.exec(text);
  if (found === null) return null;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  const signed = found[1] === '-' ? -minutes : minutes;
  return Number(found[3] ?? 0) < 60 && signed >= EARLIEST_OFFSET && signed <= LATEST_OFFSET ? signed : null;
}

const CHINA = { CST: 480, CDT: 540 };

/**
 * Abbreviations that Java writes for a zone: minutes ahead of UTC. Many stand for several zones (CST is China's and
 * that of Chicago), so each is only known where it is the source's own.
 */
const ABBREVIATIONS: Record<string, Record<string, number>> = {
  'Asia/Shanghai': CHINA,
  'Asia/Chongqing': CHINA,
  'Asia/Harbin': CHINA,
  'Asia/Macau': CHINA,
  'Asia/Taipei': CHINA,
  PRC: CHINA,
  'Asia/Hong_Kong': { HKT: 480 },
  'Europe/London': { BST: 60 },
  'Europe/Berlin': { CET: 60, CEST: 120 },
  'America/New_York': { EST: -300, EDT: -240 },
  'America/Chicago': { CST: -360, CDT: -300 },
  'America/Denver': { MST: -420, MDT: -360 },
  'America/Los_Angeles': { PST: -480, PDT: -420 },
};

export type WrittenZone = {
  /** Minutes ahead of UTC; null where the text has no zone. */
  offset: number | null;
  /** The offset is that of an abbreviation, which must hold in the source's zone at that time. */
  abbreviated: boolean;
};

const ZONE =
  /^ ?([A-Z]{1,4})?(?: ?([+-](?:\d{2}(?::?\d{2})?|\d(?::\d{2})?)))?(Z)?(?: ?(?:\([^()]*\)|\[[\w/+-]*\]))?$/i;

/**
 * Reads what follows a clock: nothing, `Z`, `UTC`, `GMT+08:00`, `+0800`, `+08`, or an abbreviation of the source's own
 * zone. Browsers and Java repeat the zone's name in brackets; the offset before it applies, as it does before a `Z`
 * (`-08:00Z`, seen in FIWARE). Null when it is anything else.
 */
export function writtenZone(text: string, zone: string): WrittenZone | null {
  if (text === '') return { offset: null, abbreviated: false };
  const found = ZONE.exec(text);
  if (found === null) return null;
  const name = found[1]?.toUpperCase();
  const digits = found[2];
  const isUtc = name !== undefined && ['Z', 'UTC', 'UT', 'GMT'].includes(name);
  if (digits !== undefined) {
    // Only after a name is one digit an offset, and only after UTC is there any.
    if (name === undefined ? !/^.\d{2}/.test(digits) : !isUtc || name === 'Z') return null;
    const offset = offsetMinutes(digits);
    return offset === null ? null : { offset, abbreviated: false };
  }
  if (isUtc) return { offset: 0, abbreviated: false };
  const offset = name === undefined ? undefined : ABBREVIATIONS[zone]?.[name];
  return offset === undefined ? null : { offset, abbreviated: true };
}
