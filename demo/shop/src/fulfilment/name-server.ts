import { createSocket, type Socket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';

/** Response, recursion available; and the code for "no such name" (RFC 1035, 4.1.1). */
const ANSWER = 0x8180;
const NO_SUCH_NAME = 3;

/** Bytes of a header and of a question for the root. */
const SHORTEST = 12 + 5;

/**
 * A name server on loopback that knows the names of the world outside, as far as the demo has one: nobody outside is
 * asked. Every name leads to this machine.
 */
export class NameServer {
  readonly #names = new Set<string>();
  #socket: Socket | undefined;

  /** @returns a resolver that asks this server alone. */
  async start(): Promise<Resolver> {
    const socket = createSocket('udp4', (question, from) => {
      // Anybody on this machine may send anything.
      if (question.length >= SHORTEST) {
        socket.send(this.#answer(question), from.port, from.address);
      }
    });
    this.#socket = socket;
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const resolver = new Resolver({ timeout: 1000, tries: 2 });
    resolver.setServers([`127.0.0.1:${socket.address().port}`]);
    return resolver;
  }

  add(name: string): void {
    this.#names.add(name);
  }

  remove(name: string): void {
    this.#names.delete(name);
  }

  stop(): void {
    this.#socket?.close();
    this.#socket = undefined;
  }

  /** The question with its answer: one address, to be forgotten at once, or that there is no such name. */
  #answer(question: Buffer): Buffer {
    const { name, end } = readName(question);
    const known = this.#names.has(name);
    const header = Buffer.from(question.subarray(0, 12));
    header.writeUInt16BE(known ? ANSWER : ANSWER | NO_SUCH_NAME, 2);
    // One question; answers as known; neither authorities nor anything additional.
    [1, known ? 1 : 0, 0, 0].forEach((count, index) => header.writeUInt16BE(count, 4 + 2 * index));
    // The name above; type A, class IN; no time to live; four bytes.
    const address = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1]);
    return Buffer.concat([header, question.subarray(12, end), ...(known ? [address] : [])]);
  }
}

/** The name that is asked for, and where the question ends (its type and class included). */
function readName(question: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 + 4 };
}
