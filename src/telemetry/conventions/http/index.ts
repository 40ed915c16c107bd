import { type MetricConvention } from '../convention';
import { fastapi } from './fastapi';
import { flaskLatency } from './flaskLatency';
import { micrometer } from './micrometer';
import { otelHttp, otelHttpLegacy } from './otelHttp';
import { prometheusHttp } from './prometheusHttp';

/** What services say of the HTTP requests that they served, by known names. */
export const HTTP_CONVENTIONS: readonly MetricConvention[] = [
  prometheusHttp,
  otelHttp,
  fastapi,
  flaskLatency,
  micrometer,
  otelHttpLegacy,
];
