import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { countable, type Nanoseconds } from '../values';

export { WireType };

const HAS_MORE = 0x80;
const BITS_IN_BYTE = 7;
/** Four bytes: numbers of so many bits are read without BigInt. */
const MOST_SHORT_BITS = 4 * BITS_IN_BYTE;

/** A byte that begins a field holds its number, up to 15, and the kind of its value. */
const KIND_BITS = 3;
const KIND_MASK = 0b111;

/**
 * Reads a message of Protocol Buffers field after field, without knowing what the fields mean:
 *
 *     for (let field = reader.next(end); field !== 0; field = reader.next(end)) { … }
 *
 * Throws where the bytes end too early, and for what is no message. It makes no object for a field, since a large trace
 * has millions of them.
 */
export class MessageReader extends BinaryReader {
  /** The kind of value of the field that {@link next} came to. */
  kind: WireType = WireType.Varint;
  private readonly texts: KeptTexts;
  private readonly ids: KeptTexts;

  constructor(private readonly raw: Uint8Array) {
    super(raw);
    this.texts = new KeptTexts(raw);
    this.ids = new KeptTexts(raw);
  }

  /**
   * Goes to the next field of the message that ends there, whose value must then be read or {@link leave left}; 0 at
   * its end.
   */
  next(end: number): number {
    if (this.pos >= end) {
      if (this.pos > end) {
        throw new RangeError('A part of the message is longer than the message');
      }
      return 0;
    }
    const tag = this.raw[this.pos] ?? 0;
    const kind = tag & KIND_MASK;
    if (tag >= HAS_MORE || tag >> KIND_BITS === 0 || kind > WireType.Bit32) {
      // Long, or wrong.
      const [field, anyKind] = this.tag();
      this.kind = anyKind;
      return field;
    }
    this.pos++;
    this.kind = kind;
    return tag >> KIND_BITS;
  }

  /** Goes past the value of the field. */
  leave(field: number): void {
    if (this.kind === WireType.LengthDelimited) {
      this.pos = this.end();
    } else {
      this.skip(this.kind, field);
    }
  }

  /** Goes into a message within this one. @returns where it ends */
  end(): number {
    const end = this.uint32() + this.pos;
    if (end > this.len) {
      throw new RangeError('The message ends too early');
    }
    return end;
  }

  /** Goes through a message within this one, and calls back for each of its fields that has this number. */
  forEachPart(number: number, read: () => void): void {
    const end = this.end();
    for (let field = this.next(end); field !== 0; field = this.next(end)) {
      if (field === number) {
        read();
      } else {
        this.leave(field);
      }
    }
  }

  /** Texts that come again are the same. */
  override string(): string {
    return this.kept(this.texts, () => super.string());
  }

  /** A signed whole number: as text where it is longer than JavaScript counts. */
  wholeNumber(): number | string {
    const start = this.pos;
    let number = 0;
    for (let bit = 0; bit < MOST_SHORT_BITS; bit += BITS_IN_BYTE) {
      const byte = this.raw[this.pos++] ?? HAS_MORE;
      number |= (byte & ~HAS_MORE) << bit;
      if (byte < HAS_MORE) {
        return number;
      }
    }
    this.pos = start;
    return countable(String(this.int64()));
  }

  /** A time in nanoseconds since the epoch. */
  nanoseconds(): Nanoseconds {
    const low = this.fixed32();
    const high = this.fixed32();
    // 2^32 ns are 4294 ms and 967,296 ns: no product is longer than JavaScript counts exactly.
    const rest = high * 967_296 + low;
    return { whole: high * 4294 + Math.floor(rest / 1e6), rest: rest % 1e6 };
  }

  /** Bytes as hexadecimal digits; those that come again are the same. */
  hex(): string {
    return this.kept(this.ids, () => hexOf(this.bytes()));
  }

  /** What bytes were read as before, else as they are read now. */
  private kept(texts: KeptTexts, read: () => string): string {
    const start = this.pos;
    const end = this.end();
    const found = texts.find(this.pos, end);
    if (found !== undefined) {
      this.pos = end;
      return found;
    }
    const from = this.pos;
    this.pos = start;
    const text = read();
    texts.keep(from, end, text);
    return text;
  }
}

function hexOf(bytes: Uint8Array): string {
  let digits = '';
  for (let i = 0; i < bytes.length; i++) {
    digits += HEX_OF_BYTE[bytes[i] ?? 0] ?? '';
  }
  return digits;
}

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Longer texts are rarely written twice. */
const MOST_KEPT_BYTES = 64;
/** How many bytes tell where a text is kept. */
const BYTES_IN_SLOT = 8;
/** A power of two. */
const KEPT_TEXTS = 16_384;

/**
 * Names and values come again and again in a trace: of each short one there is one text, which is found without making
 * it from its bytes.
 */
class KeptTexts {
  private readonly texts = new Array<string>(KEPT_TEXTS).fill('');
  /** Where the bytes of each lie. */
  private readonly starts = new Uint32Array(KEPT_TEXTS);
  private readonly lengths = new Uint8Array(KEPT_TEXTS);

  constructor(private readonly raw: Uint8Array) {}

  /** The text of these bytes; undefined where it is not kept. */
  find(start: number, end: number): string | undefined {
    const length = end - start;
    if (length > MOST_KEPT_BYTES) {
      return undefined;
    }
    const slot = this.slotOf(start, end);
    const isKept = this.lengths[slot] === length && this.isSame(this.starts[slot] ?? 0, start, length);
    return isKept ? this.texts[slot] : undefined;
  }

  keep(start: number, end: number, text: string): void {
    if (end - start <= MOST_KEPT_BYTES) {
      const slot = this.slotOf(start, end);
      this.texts[slot] = text;
      this.starts[slot] = start;
      this.lengths[slot] = end - start;
    }
  }

  private slotOf(start: number, end: number): number {
    // Texts alike mostly differ at their ends; which of them it is, is looked at afterwards.
    let hash = end - start;
    for (let i = Math.max(start, end - BYTES_IN_SLOT); i < end; i++) {
      hash = (Math.imul(hash, 31) + (this.raw[i] ?? 0)) | 0;
    }
    return (hash ^ (hash >>> 15)) & (KEPT_TEXTS - 1);
  }

  private isSame(one: number, other: number, length: number): boolean {
    for (let i = 0; i < length; i++) {
      if (this.raw[one + i] !== this.raw[other + i]) {
        return false;
      }
    }
    return true;
  }
}
