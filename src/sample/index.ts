import { SERVICES } from './calls';
import { SampleShop } from './shop';
import { SITES } from './sites';

export { answerMetric } from './answers/metric';
export { type SampleAnswer, type SampleExemplar } from './answers/answer';

let shop: SampleShop | undefined;

/** The sample shop, built when it is first asked for. */
export function openSampleShop(): SampleShop {
  shop ??= new SampleShop();
  return shop;
}

/** Where the shop runs. */
export function sampleEnvironments(): string[] {
  return [...new Set(SITES.map(({ environment }) => environment))].sort();
}

/** The services of the shop; each runs in all of its environments. */
export function sampleServices(): string[] {
  return [...SERVICES];
}
