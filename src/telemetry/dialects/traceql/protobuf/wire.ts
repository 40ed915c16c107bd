/** How a field of a message is written. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** Longer texts are rarely written twice. */
const MOST_KEPT_BYTES = 64;
/** Numbers of so many bits, seven in a byte, are exact without more ado. */
const EXACT_BITS = 49;
/** A power of two. */
const KEPT_TEXTS = 8192;

interface KeptText {
  from: number;
  length: number;
  text: string;
}

/**
 * Reads a message of Protocol Buffers, field after field, from bytes (https://protobuf.dev/programming-guides/encoding). Knows nothing of what the fields
 * mean. Throws a RangeError where the bytes end too early, and an Error for what is no message.
 */
export class WireReader {
  private at = 0;
  private readonly view: DataView;
  private readonly decoder = new TextDecoder();
  /** Names and values come again and again: of each short text there is one. */
  private readonly kept = new Array<KeptText | undefined>(KEPT_TEXTS);

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /**
   * Calls back for each field of the message that ends there, which reads the field's value or leaves it to be skipped by returning false.
   * @param end index after the message; the end of the bytes where left out
   */
  fields(read: (field: number, wire: number) => boolean | void, end = this.bytes.length): void {
    while (this.at < end) {
      const tag = this.varint();
      const wire = tag & 7;
      if (read(tag >>> 3, wire) === false) {
        this.skip(wire);
      }
    }
    if (this.at !== end) {
      throw new RangeError('A part of the message is longer than the message');
    }
  }

  /** A message within this one. */
  message(read: (field: number, wire: number) => boolean | void): void {
    const length = this.varint();
    this.fields(read, this.at + length);
  }

  /** An unsigned number of up to 32 bits, as tags, lengths and enumerations are. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.byte();
      if (shift < 32) {
        value |= (byte & 0x7f) << shift;
      }
      if (byte < 0x80) {
        return value >>> 0;
      }
    }
    throw new Error('Not a message of Protocol Buffers');
  }

  /** A signed number of 64 bits, as decimal text: it may be longer than JavaScript counts. */
  int64(): string {
    let value = 0;
    for (let factor = 1; factor < 2 ** EXACT_BITS; factor *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        return String(value);
      }
    }
    let whole = BigInt(value);
    for (let shift = EXACT_BITS; shift < 70; shift += 7) {
      const byte = this.byte();
      whole |= BigInt(byte & 0x7f) << BigInt(shift);
      if (byte < 0x80) {
        return String(BigInt.asIntN(64, whole));
      }
    }
    throw new Error('Not a message of Protocol Buffers');
  }

  /** An unsigned number of 64 bits, as decimal text. */
  fixed64(): string {
    return String(this.view.getBigUint64(this.advance(8), true));
  }

  double(): number {
    return this.view.getFloat64(this.advance(8), true);
  }

  /** Bytes as hexadecimal digits. */
  hex(): string {
    const length = this.varint();
    const from = this.advance(length);
    let digits = '';
    for (let i = from; i < from + length; i++) {
      digits += HEX_OF_BYTE[this.bytes[i] ?? 0] ?? '';
    }
    return digits;
  }

  /** Bytes as base64. */
  base64(): string {
    const length = this.varint();
    const from = this.advance(length);
    let binary = '';
    for (let i = from; i < from + length; i++) {
      binary += String.fromCharCode(this.bytes[i] ?? 0);
    }
    return btoa(binary);
  }

  text(): string {
    const length = this.varint();
    const from = this.advance(length);
    if (length > MOST_KEPT_BYTES) {
      return this.decode(from, length);
    }
    let hash = length;
    for (let i = from; i < from + length; i++) {
      hash = (Math.imul(hash, 31) + (this.bytes[i] ?? 0)) | 0;
    }
    const slot = (hash ^ (hash >>> 15)) & (KEPT_TEXTS - 1);
    const kept = this.kept[slot];
    if (kept && this.isSame(kept, from, length)) {
      return kept.text;
    }
    const text = this.decode(from, length);
    this.kept[slot] = { from, length, text };
    return text;
  }

  private isSame(kept: KeptText, from: number, length: number): boolean {
    if (kept.length !== length) {
      return false;
    }
    for (let i = 0; i < length; i++) {
      if (this.bytes[kept.from + i] !== this.bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private decode(from: number, length: number): string {
    return this.decoder.decode(this.bytes.subarray(from, from + length));
  }

  private skip(wire: number): void {
    switch (wire) {
      case WIRE.varint:
        this.varint();
        return;
      case WIRE.fixed64:
        this.advance(8);
        return;
      case WIRE.bytes:
        this.advance(this.varint());
        return;
      case WIRE.fixed32:
        this.advance(4);
        return;
      default:
        throw new Error('Not a message of Protocol Buffers');
    }
  }

  private byte(): number {
    return this.bytes[this.advance(1)] ?? 0;
  }

  /** @returns where it was before */
  private advance(by: number): number {
    const from = this.at;
    if (from + by > this.bytes.length) {
      throw new RangeError('The message ends too early');
    }
    this.at = from + by;
    return from;
  }
}

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
