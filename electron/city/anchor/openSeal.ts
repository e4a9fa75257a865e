import { randomBytes } from 'node:crypto';
import type { Warning } from '../../../shared/contract/status.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import type { Clock, Logger } from '../ports.ts';
import type { AssembledStore } from '../store/cityStore.ts';
import type { AuditLine } from '../store/peopleAudit.ts';
import type { Sealer } from '../store/sealer.ts';
import type { Doubt, SealRow } from '../store/sealTable.ts';
import { shorten } from './anchorFile.ts';
import { type Anchor, createAnchor } from './anchors.ts';
import { watchChain } from './chainWatch.ts';
import { isSameDoubt, type NewDoubt, sentDoubt } from './doubts.ts';
import { makeSealer, readSealer } from './sealKey.ts';
import { claimPlace, placeOfFolder, type SealKeeping, type SealPlace } from './sealPlace.ts';

/** The seal over the journal, its anchors outside, and what was found amiss with them. */
export type Seal = {
  /** For the status: what is to be acknowledged, and what is told as long as it lasts. */
  warnings(): Warning[];
  /**
   * An administrator settles what these codes tell of. The anchors then go on from the journal as it is. Resolves with what was
   * settled when they have been written, or after some seconds; with null if nothing of the kind is open.
   */
  acknowledge(codes: readonly string[]): Promise<Pick<Doubt, 'code' | 'parameters'>[] | null>;
  /** Writes the journal's end to the anchors now: a hand-over was signed. */
  writeSoon(): void;
  /** Writes it for the last time, and waits for that a few seconds at most. */
  close(): Promise<void>;
};

export type SealParts = {
  store: Pick<AssembledStore, 'seal' | 'chainCheck'>;
  keeping: SealKeeping;
  dataDir: string;
  /** The folder of the anchor outside; null: the one beside the key alone. */
  anchor: string | null;
  /** Invented data: a folder that was emptied is begun again without a word. */
  simulated: boolean;
  clock: Clock;
  zone: string;
  logger: Logger;
  onChange(): void;
};

/** How often the journal's end is written to the anchors while it moves, ms. */
const EVERY_MS = 5000;
/** How long a start and an end wait for an anchor that does not answer, ms. */
const PATIENCE_MS = 2000;

/**
 * Opens the seal at a start: reads or makes the key, checks the seal over the journal's end and what the anchors say, seals
 * the end, and goes on writing it to the anchors. Nothing that is found stops the service.
 */
export async function openSeal(parts: SealParts): Promise<Seal> {
  const { store, keeping, clock, logger } = parts;
  const before = placeOfFolder(keeping.folder, parts.dataDir);
  const stored = store.seal.row();
  const forgets = parts.simulated && stored === null;
  const installation =
    stored?.installation ?? (forgets ? null : before?.installation) ?? randomBytes(8).toString('hex');
  const weak: Warning[] = keeping.outside
    ? []
    : [{ ...sentError('journal-key-inside', { path: keeping.folder }), severity: 'info' }];

  let key: { place: SealPlace; sealer: Sealer; isNew: boolean };
  try {
    const place = claimPlace(keeping, installation, parts.dataDir);
    const secrets = keeping.secrets(place.dir);
    const known = await readSealer(secrets, installation);
    key = { place, sealer: known ?? (await makeSealer(secrets, installation)), isNew: known === null };
  } catch (error) {
    logger.error({ error }, 'the key that seals the journal cannot be read');
    const detail = error instanceof Error ? error.message : String(error);
    return withoutKey([{ ...sentError('journal-key-unreadable', { detail }), severity: 'error' }, ...weak]);
  }
  const { sealer, place } = key;
  store.seal.use(sealer);

  const head = store.seal.sealedHead();
  const genuine = stored !== null && stored.keyId === sealer.keyId && stored.genuine(sealer);
  let row: SealRow = {
    installation,
    keyId: sealer.keyId,
    fromPos: stored !== null && stored.keyId === sealer.keyId ? stored.fromPos : head.pos,
    at: stored !== null && stored.keyId === sealer.keyId ? stored.at : clock.now(),
    doubts: stored?.doubts ?? [],
    // With another key, on another machine for one, there is another folder beside it.
    anchors: (stored?.anchors ?? []).filter((where) => where !== '' || !key.isNew),
  };

  /** A full disk, for one, does not stop the service: what could not be written is still told, and found again. */
  function save(next: SealRow, lines: readonly AuditLine[]): void {
    row = next;
    try {
      store.seal.save(row, lines);
    } catch (error) {
      logger.error({ error }, 'the record of the journal’s seal was not written');
    }
  }

  /** Keeps what was found until it is acknowledged, with a line in the audit; what is known already is passed over. */
  function tell(found: readonly NewDoubt[]): void {
    const fresh = found.filter((one) => !row.doubts.some((known) => isSameDoubt(known, one)));
    if (fresh.length === 0) return;
    for (const { code, parameters } of fresh) logger.error({ code, parameters }, 'the journal is in doubt');
    const at = clock.now();
    const doubts = [
      ...row.doubts,
      ...fresh.map(({ code, parameters }) => ({ code, parameters: { ...parameters }, at })),
    ];
    save(
      { ...row, doubts },
      fresh.map(({ code, parameters }) => ({
        ...{ at, actor: null, action: 'journal.doubt', subject: code, result: 'done' },
        details: { ...parameters },
      })),
    );
    parts.onChange();
  }

  const anchors = [
    createAnchor({ ...anchorParts(''), dir: place.dir }),
    ...(parts.anchor === null ? [] : [createAnchor({ ...anchorParts(parts.anchor), dir: parts.anchor })]),
  ];
  function anchorParts(where: string) {
    return {
      ...{ where, installation, sealer, journal: store.seal, clock, logger, zone: parts.zone },
      onFound: tell,
      isKnown: () => row.anchors.includes(where),
      onReached: () => {
        if (row.anchors.includes(where)) return;
        const line: AuditLine = {
          ...{ at: clock.now(), actor: null, action: 'journal.anchor', subject: where, result: 'done' },
          details: { installation },
        };
        save({ ...row, anchors: [...row.anchors, where] }, where === '' ? [] : [line]);
      },
      onChange: parts.onChange,
    };
  }

  const [local] = anchors;
  if (
    stored === null ||
    !genuine ||
    head.seal === null ||
    key.isNew ||
    !head.seal.equals(sealer.head(head))
  ) {
    const found = doubtsOfSeal(stored, genuine, head, sealer, key.isNew);
    if (stored === null)
      logger.info({ installation, from: head.pos }, 'the journal is sealed with a key from here on');
    save(row, []);
    tell(found);
  }
  if (before !== null && before.installation !== installation && stored !== null)
    tell([sentError('journal-replaced', { before: before.installation, now: installation })]);
  await shorten(place.dir, installation).catch((error: unknown) =>
    logger.warn({ error }, 'anchor not shortened'),
  );
  await local?.visit();
  // A database without a seal where there was one, which agrees with what is left beside the key.
  if (
    stored === null &&
    before?.installation === installation &&
    head.pos > 0 &&
    row.doubts.length === 0 &&
    !key.isNew
  )
    tell([sentError('journal-unsealed', { head: head.pos })]);

  const all = (): Promise<unknown> => Promise.all(anchors.map((anchor) => anchor.visit()));
  const patiently = (work: Promise<unknown>): Promise<unknown> => {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS);
    });
    return Promise.race([work, enough]).finally(() => clearTimeout(timer));
  };
  await patiently(all());
  const timer = setInterval(() => void all(), EVERY_MS);
  timer.unref();
  const watch = watchChain(
    store.chainCheck(),
    (broken) => tell([sentError('journal-edited', broken)]),
    logger,
  );

  return {
    warnings: () => [
      ...row.doubts.flatMap(doubtWarning),
      ...anchors.flatMap((anchor) => troubleWarning(anchor)),
      ...weak,
    ],
    async acknowledge(codes) {
      const open = row.doubts.filter(({ code }) => codes.includes(code));
      const gone = codes.includes('anchor-gone') ? anchors.filter((one) => one.trouble()?.gone === true) : [];
      if (open.length === 0 && gone.length === 0) return null;
      save({ ...row, doubts: row.doubts.filter((one) => !open.includes(one)) }, []);
      for (const anchor of anchors)
        if (gone.includes(anchor) || open.some(({ parameters }) => parameters['where'] === anchor.where))
          anchor.accept();
      await patiently(all().then(all));
      parts.onChange();
      return [...open, ...gone.map(({ where }) => ({ code: 'anchor-gone', parameters: { where } }))];
    },
    writeSoon: () => void all(),
    async close() {
      clearInterval(timer);
      watch.stop();
      // A visit that is under way may have read the end before the last entry.
      await patiently(all().then(all));
    },
  };
}

/** What the stored seal says against the journal at a start. */
function doubtsOfSeal(
  stored: ReturnType<AssembledStore['seal']['row']>,
  genuine: boolean,
  head: ReturnType<AssembledStore['seal']['sealedHead']>,
  sealer: Sealer,
  isNew: boolean,
): NewDoubt[] {
  if (stored === null) return [];
  if (stored.keyId !== sealer.keyId)
    return [sentError('journal-key-lost', { found: isNew ? 'none' : 'another', from: head.pos })];
  if (!genuine) return [sentError('journal-seal-wrong', { head: head.pos })];
  if (head.seal === null) return [sentError('journal-unsealed', { head: head.pos })];
  return head.seal.equals(sealer.head(head)) ? [] : [sentError('journal-seal-wrong', { head: head.pos })];
}

function withoutKey(warnings: Warning[]): Seal {
  return {
    warnings: () => warnings,
    acknowledge: async () => null,
    writeSoon: () => undefined,
    close: async () => undefined,
  };
}

function doubtWarning(doubt: Doubt): Warning[] {
  const sent = sentDoubt(doubt);
  return sent === null ? [] : [{ ...sent, severity: 'error' }];
}

function troubleWarning({ where, trouble }: Anchor): Warning[] {
  const found = trouble();
  if (found === null) return [];
  if (found.gone) return [{ ...sentError('anchor-gone', { where }), severity: 'error' }];
  return [{ ...sentError('anchor-unreachable', { where, detail: found.detail }), severity: 'warning' }];
}
