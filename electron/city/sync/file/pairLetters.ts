import { asciiBits, BITS, type Letters } from './letterCost.ts';

/**
 * GB18030, which contains GBK and GB 2312. GB 2312 orders its letters by use: level 1 (rows B0 to D7) holds the common
 * ones, level 2 (D8 to F7) the others; GBK added seldom ones around them.
 */
export const gb18030: Letters = pairLetters('gb18030', (lead, trail) => {
  if (trail < 0xa1) return BITS.seldom;
  if (lead >= 0xa1 && lead <= 0xa3) return BITS.mark;
  if (lead >= 0xb0 && lead <= 0xd7) return BITS.commonSimplified;
  return lead >= 0xd8 && lead <= 0xf7 ? BITS.secondLevel : BITS.seldom;
});

/** Big5 likewise: signs from A140, level 1 from A440 to C67E, level 2 from C940 to F9D5. */
export const big5: Letters = pairLetters('big5', (lead, trail) => {
  const pair = (lead << 8) | trail;
  if (pair >= 0xa140 && pair < 0xa440) return BITS.mark;
  if (pair >= 0xa440 && pair <= 0xc67e) return BITS.commonTraditional;
  return pair >= 0xc940 && pair <= 0xf9d5 ? BITS.secondLevel : BITS.seldom;
});

function pairLetters(label: 'gb18030' | 'big5', pairBits: (lead: number, trail: number) => number): Letters {
  let isPair: Uint8Array | null = null;
  return {
    lengthAt(bytes, at) {
      const lead = bytes[at] ?? 0;
      // Windows put the euro sign alone at 80 of its Chinese code page.
      if (lead < 0x80 || (lead === 0x80 && label === 'gb18030')) return 1;
      if (at + 1 >= bytes.length) return 0;
      isPair ??= readablePairs(label);
      if (isPair[(lead << 8) | (bytes[at + 1] ?? 0)] === 1) return 2;
      return label === 'gb18030' && isFourBytes(bytes, at) ? 4 : 0;
    },
    bitsAt(bytes, at, length) {
      const lead = bytes[at] ?? 0;
      if (length === 1) return asciiBits(lead);
      return length === 2 ? pairBits(lead, bytes[at + 1] ?? 0) : BITS.fourBytes;
    },
  };
}

/** Letters of GB18030 outside GBK, all of those that the standard leaves room for. */
function isFourBytes(bytes: Uint8Array, at: number): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
  const isLead = (a >= 0x81 && a <= 0x84) || (a >= 0x90 && a <= 0xe3);
  return isLead && isDigit(b) && c >= 0x81 && c <= 0xfe && isDigit(d);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** 1 at each pair of bytes that the decoder of this machine reads as a letter, else 0; 65536 entries. */
function readablePairs(label: string): Uint8Array {
  const decoder = new TextDecoder(label);
  const readable = new Uint8Array(1 << 16);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const trails = Array.from({ length: 0xfe - 0x40 + 1 }, (_value, index) => 0x40 + index);
    // A line feed ends each pair: a pair that is no letter cannot run into the next one.
    const texts = decoder.decode(Uint8Array.from(trails.flatMap((trail) => [lead, trail, 0x0a]))).split('\n');
    for (const [index, trail] of trails.entries()) {
      const isLetter = !(texts[index] ?? '').includes('\ufffd') && [...(texts[index] ?? '')].length <= 2;
      if (isLetter && trail !== 0x7f) readable[(lead << 8) | trail] = 1;
    }
  }
  return readable;
}
