/** Measures how the time that a function takes grows with the length of a text that was made to be slow. */

/** UTF-16 units of the shorter text; the longer one has twice as many. */
const LENGTH = 50_000
/** Twice the text may take three times the time: what is quadratic takes four times. */
const MAX_RATIO = 3
/** Below this the time is noise, in milliseconds; what is quadratic is far above it. */
const NOISE_MS = 20
/** Runs of each length; the fastest counts, because a busy machine only makes runs slower. */
const RUNS = 4

const repeat = (unit: string) => (length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length)

/** Texts of any length that patterns and parsers tend to be slow on. */
const FAMILIES: Readonly<Record<string, (length: number) => string>> = {
  backslashes: repeat('\\'),
  'backslashes and quotation marks': repeat('\\\\\\"'),
  'long runs of backslashes': repeat(`${'\\'.repeat(5_000)}n`),
  'quotation marks': repeat('"'),
  'mixed quotation marks': repeat(`"'\`“`),
  ln: repeat('ln'),
  'spaced ln': repeat('ln '),
  'invoice heads': repeat('lnbc1 '),
  'invoice heads with gaps': repeat(`lnbc1${' '.repeat(50)}`),
  'one invoice head and data': (length) => `lnbc1${'q'.repeat(length)}`,
  'one invoice head and gaps': (length) => `lnbc1${' '.repeat(length)}`,
  'invoice heads with amounts': repeat('lnbc2500u1qqqq%3A'),
  'broken invoices': repeat(`lnbc1${'qp'.repeat(40)},`),
  'LNURL heads': repeat('lnurl1'),
  'payment links': repeat('bitcoin:'),
  'spaced payment links': repeat('bitcoin:x?req-a=b&'),
  'one payment link with parameters': (length) => `bitcoin:?${'a=&'.repeat(length / 3)}`,
  'Lightning links': repeat('lightning:'),
  'at signs': repeat('a@a.'),
  brackets: repeat('['),
  'nested JSON': (length) => `${'{"a":'.repeat(length / 10)}1${'}'.repeat(length / 10)}`,
  'nested arrays': (length) => `${'['.repeat(length / 2)}${']'.repeat(length / 2)}`,
  'JSON without an end': repeat('{"a":\n'),
  'encoded JSON': repeat('"{\\"a\\":'),
  spaces: repeat(' '),
  'spaces before a word': (length) => `${' '.repeat(length)}x`,
  'a word, spaces, a word': (length) => `x${' '.repeat(length)}x`,
  'line breaks': repeat('\r\n'),
  'empty lines': repeat('\n'),
  'line breaks and spaces': repeat('\n \n'),
  marks: repeat('a\u0301\u0301\u0301\u0301\u0301\u0301\u0301'),
  'marks only': repeat('\u0301'),
  'zero-width characters': repeat('\u200b'),
  'zero-width joiners': repeat('\u200d'),
  'emoji with joiners': repeat('👩\u200d👧\ufe0f'),
  'tag characters': repeat('\u{e0041}'),
  'variation selectors': repeat('\ufe0f'),
  'blank letters': repeat('\u3164\u2800'),
  'direction marks': repeat('\u202e\u2066'),
  'control characters': repeat('\u0000\u0007'),
  'halves of characters': repeat('\ud83d'),
  hexadecimal: repeat('0a'),
  'hexadecimal with colons': repeat('0a:'),
  DIDs: repeat('did:a:'),
  'certificate heads': repeat('-----BEGIN '),
  'dump fields': repeat('payment_hash:  '),
  'dump separators': repeat('$_$'),
  'frames of a stack': repeat('    at /'),
  'lines of a stack': repeat('    at a (/b/c:1:1)\n'),
  'formula signs': repeat('=+-@\t'),
  'keep-alives': repeat('keepalive'),
  base64: repeat('QUJD')
}

function fastest(read: (text: string) => unknown, text: string): number {
  let best = Infinity
  for (let run = 0; run < RUNS; run++) {
    const begun = performance.now()
    read(text)
    best = Math.min(best, performance.now() - begun)
    // It cannot be too slow any more.
    if (best < NOISE_MS / 2) break
  }
  return best
}

/** How often a suspicion is measured again, because a busy machine may slow one length down and not the other. */
const RETRIES = 3

/** Whether twice the length takes more than about twice the time. */
export function growsTooFast(
  read: (text: string) => unknown,
  make: (length: number) => string,
  length = LENGTH
): boolean {
  const [short, long] = [make(length), make(2 * length)]
  for (let attempt = 0; attempt < RETRIES; attempt++) {
    const double = fastest(read, long)
    if (double < NOISE_MS) return false
    if (double <= MAX_RATIO * Math.max(fastest(read, short), NOISE_MS)) return false
  }
  return true
}

/** The names of the families on which a function takes more than linear time. */
export function slowFamilies(read: (text: string) => unknown): string[] {
  return Object.entries(FAMILIES).flatMap(([family, make]) => (growsTooFast(read, make) ? [family] : []))
}
