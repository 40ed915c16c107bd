import { t } from '../i18n/t';
import { type Measure } from './measures';

const NAMES: Record<Measure, () => string> = {
  requests: () => t('measures.requests', 'HTTP requests'),
  errors: () => t('measures.errors', 'errors'),
  clientErrors: () => t('measures.client-errors', 'client errors'),
  duration: () => t('measures.latency', 'latency'),
  inFlight: () => t('measures.in-flight', 'requests in flight'),
  cpu: () => t('measures.cpu', 'CPU usage'),
  memory: () => t('measures.memory', 'memory usage'),
  orders: () => t('measures.orders', 'orders'),
  revenue: () => t('measures.revenue', 'revenue'),
  lowStock: () => t('measures.low-stock', 'low stock'),
  checkoutFailures: () => t('measures.checkout-failures', 'checkout failures'),
  build: () => t('measures.version', 'version'),
  consumerLag: () => t('measures.consumer-lag', 'consumer lag'),
  alerts: () => t('measures.alerts', 'alerts'),
  hostCpu: () => t('measures.host-cpu', 'host CPU usage'),
  hostMemory: () => t('measures.host-memory', 'host memory usage'),
  hostDisk: () => t('measures.host-disk', 'host disk usage'),
};

/** What a measure is called in a sentence. */
export function measureName(measure: Measure): string {
  return NAMES[measure]();
}
