import { TARGET_LABELS } from '../labelNames';
import { usedPercent } from '../signal';
import { type SignalConvention } from '../signalKind';

/** File systems in memory, and read-only images, which are full by nature. */
const NEVER_FILLING = ['tmpfs', 'ramfs', 'overlay', 'squashfs', 'iso9660', 'erofs'] as const;

/**
 * Prometheus' node exporter: https://github.com/prometheus/node_exporter. The formulas are those of its mixin
 * (docs/node-mixin/rules/rules.libsonnet: `instance:node_cpu_utilisation`, `instance:node_memory_utilisation:ratio`):
 * time idle, waiting for a disk or taken by the hypervisor is not worked, and what the kernel calls available is free.
 */
export const nodeExporter: SignalConvention = {
  entity: 'host',
  labels: {
    // The target's `instance` is its address, or its name where a relabelling put that there.
    host: ['host_name', 'host.name', 'nodename', 'node', 'host', 'instance'],
    environment: TARGET_LABELS.environment,
  },
  signals: [
    usedPercent('hostCpu', 'node_cpu_seconds_total', 'node_cpu_seconds_total', {
      type: 'counter',
      across: 'sum',
      only: { label: 'mode', values: ['idle', 'iowait', 'steal'] },
    }),
    usedPercent('hostMemory', 'node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes', {
      type: 'gauge',
      across: 'sum',
    }),
    usedPercent('hostDisk', 'node_filesystem_avail_bytes', 'node_filesystem_size_bytes', {
      type: 'gauge',
      across: 'max',
      without: { label: 'fstype', values: NEVER_FILLING },
    }),
  ],
};
