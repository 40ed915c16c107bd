import { counter, gauge, type Signal } from '../signal';
import { serviceSignals, signalKind } from '../signalKind';

/** What client libraries and the JVM say of a process; the preferred metric of each measure first. */
const SIGNALS: readonly Signal[] = [
  gauge('cpu', 'process_cpu_usage', 'percent', 'avg', 100),
  gauge('cpu', 'process_cpu_utilization_ratio', 'percent', 'avg', 100),
  counter('cpu', 'process_cpu_seconds_total', 'cores'),
  // Of the whole machine, where others may be at work too: better than nothing.
  gauge('cpu', 'system_cpu_usage_percent', 'percent', 'avg'),
  gauge('memory', 'process_resident_memory_bytes', 'bytes', 'sum'),
  gauge('memory', 'process_memory_usage_bytes', 'bytes', 'sum'),
  gauge('memory', 'jvm_memory_used_bytes', 'bytes', 'sum'),
  gauge('memory', 'system_memory_usage_percent', 'percent', 'avg'),
];

export const resources = signalKind('resources', [serviceSignals(SIGNALS)]);
