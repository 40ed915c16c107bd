import { randomNumbers } from '../../../telemetry/testing/randomNumbers';
import { TEMPLATES } from './templates.data';
import { type Known } from './accuracy';

const NAMES = 'anna bob carla dmitri eve farid grace hiro ines jonas kira liam mona nils olga pavel'.split(' ');
const PRODUCTS = ['Moka pot', 'Kettle', 'Hand grinder, steel', 'V60 filters', 'Ethiopia Guji', 'Espresso cup'];
const HOSTS = 'carts orders stock mail search users auth rates'.split(' ');

/** A value for a placeholder. */
function value(name: string, random: () => number): string {
  const int = (most: number) => Math.floor(random() * most);
  const pick = (list: readonly string[]) => list[int(list.length)] ?? '';
  const hex = (digits: number) => Array.from({ length: digits }, () => int(16).toString(16)).join('');
  const ip = () => `10.${int(256)}.${int(256)}.${int(256)}`;
  switch (name) {
    case 'int':
      return String(int(100_000));
    case 'float':
      return (random() * 1000).toFixed(1 + int(3));
    case 'status':
      return pick(['200', '201', '404', '500', '503']);
    case 'uuid':
      return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
    case 'hex':
      return hex(16);
    case 'block':
      return `blk_-${int(1e9)}${int(1e9)}`;
    case 'ip':
      return `${ip()}:${1024 + int(60_000)}`;
    case 'host':
      return ip();
    case 'email':
      return `${pick(NAMES)}.${int(1e6)}@example.com`;
    case 'path':
      return `/${pick(HOSTS)}/${int(1000)}${random() < 0.3 ? `/${pick(HOSTS)}` : ''}`;
    case 'user':
      return pick(NAMES);
    case 'word':
      return pick(HOSTS);
    case 'domain':
      return `${pick(NAMES)}.${pick(HOSTS)}.example.org`;
    case 'pod':
      return `${pick(HOSTS)}-${hex(8)}-${hex(5)}`;
    case 'image':
      return `registry.example.com/${pick(HOSTS)}:${int(9)}.${int(20)}.${int(9)}`;
    case 'product':
      return pick(PRODUCTS);
    case 'version':
      return `${int(9)}.${int(20)}.${int(9)}`;
    default:
      throw new Error(`No values for {${name}}`);
  }
}

/** So many messages of known templates, some frequent, most rare, as in real logs. */
export function knownMessages(count: number, seed: number, kinds = Object.keys(TEMPLATES)): Known[] {
  const random = randomNumbers(seed);
  const templates = kinds.flatMap((kind) => TEMPLATES[kind] ?? []);
  // Zipf's law.
  const weights = templates.map((_, rank) => 1 / (1 + ((rank * 37) % templates.length)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: count }, () => {
    let rest = random() * total;
    const template = templates.find((_, at) => (rest -= weights[at] ?? 0) < 0) ?? templates[0] ?? '';
    return { template, message: template.replace(/\{(\w+)\}/g, (_, name: string) => value(name, random)) };
  });
}
