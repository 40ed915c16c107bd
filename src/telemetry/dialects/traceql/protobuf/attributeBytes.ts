import { base64Encode } from '@bufbuild/protobuf/wire';
import { type AttributeValue } from '../../../questions/traces';
import { newRecord, setOwn } from '../../../record';
import { listOf } from '../values';
import { type MessageReader, WireType } from './messageReader';

// Numbers of fields as in opentelemetry/proto/common/v1.

/** Reads an attribute into those of a span or resource, as `readAttributes` has them from JSON. */
export function readAttribute(wire: MessageReader, into: Record<string, AttributeValue>): void {
  let key = '';
  let value: AttributeValue = '';
  const end = wire.end();
  for (let field = wire.next(end); field !== 0; field = wire.next(end)) {
    if (field === 1) {
      key = wire.string();
    } else if (field === 2) {
      value = readValue(wire);
    } else {
      wire.leave(field);
    }
  }
  setOwn(into, key, value);
}

function readValue(wire: MessageReader): AttributeValue {
  let value: AttributeValue = '';
  const end = wire.end();
  for (let field = wire.next(end); field !== 0; field = wire.next(end)) {
    switch (field) {
      case 1:
        value = wire.string();
        break;
      case 2:
        value = wire.bool();
        break;
      case 3:
        value = wire.wholeNumber();
        break;
      case 4:
        if (wire.kind === WireType.Bit64) {
          value = wire.double();
        } else {
          wire.leave(field);
        }
        break;
      case 5:
        value = readList(wire);
        break;
      case 6:
        value = readMap(wire);
        break;
      case 7:
        value = base64Encode(wire.bytes());
        break;
      default:
        wire.leave(field);
    }
  }
  return value;
}

function readList(wire: MessageReader): AttributeValue {
  const items: AttributeValue[] = [];
  wire.forEachPart(1, () => items.push(readValue(wire)));
  return listOf(items);
}

function readMap(wire: MessageReader): string {
  const values = newRecord<AttributeValue>();
  wire.forEachPart(1, () => readAttribute(wire, values));
  return JSON.stringify(values);
}
