import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

export { WireType };

/** Reads a field's value, or leaves it to be skipped by returning false. */
type ReadField = (field: number, wire: WireType) => boolean | void;

/**
 * Reads a message of Protocol Buffers field after field, without knowing what the fields mean.
 * Throws where the bytes end too early, and for what is no message.
 */
export class MessageReader extends BinaryReader {
  constructor(bytes: Uint8Array) {
    super(bytes, keepingTexts());
  }

  /** Calls back for each field of the message that ends there. */
  fields(read: ReadField, end = this.len): void {
    while (this.pos < end) {
      const [field, wire] = this.tag();
      if (read(field, wire) === false) {
        this.skip(wire, field);
      }
    }
    if (this.pos !== end) {
      throw new RangeError('A part of the message is longer than the message');
    }
  }

  /** A message within this one. */
  message(read: ReadField): void {
    const length = this.uint32();
    this.fields(read, this.pos + length);
  }

  /** Bytes as hexadecimal digits. */
  hex(): string {
    let digits = '';
    for (const byte of this.bytes()) {
      digits += HEX_OF_BYTE[byte] ?? '';
    }
    return digits;
  }
}

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Longer texts are rarely written twice. */
const MOST_KEPT_BYTES = 64;
/** A power of two. */
const KEPT_TEXTS = 8192;

/**
 * Decodes UTF-8. Names and values come again and again in a trace: of each short text there is one, which is found without
 * decoding it.
 */
function keepingTexts(): (bytes: Uint8Array) => string {
  const decoder = new TextDecoder();
  const kept = new Array<{ bytes: Uint8Array; text: string } | undefined>(KEPT_TEXTS);
  return (bytes) => {
    if (bytes.length > MOST_KEPT_BYTES) {
      return decoder.decode(bytes);
    }
    const slot = slotOf(bytes);
    const found = kept[slot];
    if (found && isSame(found.bytes, bytes)) {
      return found.text;
    }
    const text = decoder.decode(bytes);
    kept[slot] = { bytes, text };
    return text;
  };
}

function slotOf(bytes: Uint8Array): number {
  let hash = bytes.length;
  for (let i = 0; i < bytes.length; i++) {
    hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
  }
  return (hash ^ (hash >>> 15)) & (KEPT_TEXTS - 1);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
