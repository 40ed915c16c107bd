import { count, gauge, HOST_LABELS, increase, type InfraConvention, rate } from './convention';

/** File systems in memory, and read-only images, which are full by nature. */
const FILLING = { label: 'fstype', isNot: 'tmpfs|ramfs|overlay|squashfs|iso9660|erofs|fuse.*|rootfs|devtmpfs|autofs' };
/** Devices within the machine: what passes a container's end passes the machine's own, too. */
const OUTWARD = { label: 'device', isNot: 'lo|veth.*|docker.*|br-.*|cni.*|cali.*|flannel.*|tap.*|virbr.*' };
/** Whole disks, not parts of them, and none in memory. */
const DISKS = { label: 'device', isNot: 'ram.*|loop.*|fd.*|dm-.*|md.*|sr.*|(sd|vd|xvd)[a-z]+[0-9]+|nvme.+p[0-9]+' };
const IDLE = { label: 'mode', is: 'idle|iowait|steal' };

/**
 * Prometheus' node exporter. The formulas are those of its mixin
 * (https://github.com/prometheus/node_exporter/blob/master/docs/node-mixin/rules/rules.libsonnet); which number tells
 * of what is used, waits or fails is from Brendan Gregg's USE method for Linux
 * (https://www.brendangregg.com/USEmethod/use-linux.html); pressure is the kernel's own
 * (https://docs.kernel.org/accounting/psi.html). The names are those of `recorded/node-exporter.prom`, 1.5.
 */
export const nodeExporter: InfraConvention = {
  id: 'node-exporter',
  kind: 'host',
  labels: HOST_LABELS,
  select: 'instance',
  info: { metric: 'node_uname_info', labels: ['nodename', 'sysname', 'release'] },
  numbers: [
    {
      measure: 'cpu',
      of: rate('node_cpu_seconds_total', IDLE),
      over: rate('node_cpu_seconds_total'),
      isRest: true,
    },
    { measure: 'cpus', of: count('node_cpu_seconds_total', { label: 'mode', is: 'idle' }) },
    { measure: 'load', of: gauge('node_load1'), over: count('node_cpu_seconds_total', { label: 'mode', is: 'idle' }) },
    { measure: 'cpuPressure', of: rate('node_pressure_cpu_waiting_seconds_total') },
    {
      measure: 'steal',
      of: rate('node_cpu_seconds_total', { label: 'mode', is: 'steal' }),
      over: rate('node_cpu_seconds_total'),
    },
    {
      measure: 'memory',
      of: gauge('node_memory_MemAvailable_bytes'),
      over: gauge('node_memory_MemTotal_bytes'),
      isRest: true,
    },
    { measure: 'memoryTotal', of: gauge('node_memory_MemTotal_bytes') },
    { measure: 'memoryStalled', of: rate('node_pressure_memory_stalled_seconds_total') },
    { measure: 'swapping', of: [rate('node_vmstat_pswpin'), rate('node_vmstat_pswpout')] },
    { measure: 'oomKills', of: increase('node_vmstat_oom_kill') },
    { measure: 'disk', of: rate('node_disk_io_time_seconds_total', DISKS), parts: ['device'] },
    { measure: 'diskQueue', of: rate('node_disk_io_time_weighted_seconds_total', DISKS), parts: ['device'] },
    {
      measure: 'filesystem',
      of: gauge('node_filesystem_avail_bytes', FILLING),
      over: gauge('node_filesystem_size_bytes', FILLING),
      isRest: true,
      parts: ['mountpoint', 'device'],
      across: 'max',
    },
    {
      measure: 'inodes',
      of: gauge('node_filesystem_files_free', FILLING),
      over: gauge('node_filesystem_files', FILLING),
      isRest: true,
      parts: ['mountpoint', 'device'],
      across: 'max',
    },
    { measure: 'filesystemErrors', of: gauge('node_filesystem_device_error', FILLING) },
    { measure: 'received', of: rate('node_network_receive_bytes_total', OUTWARD) },
    { measure: 'transmitted', of: rate('node_network_transmit_bytes_total', OUTWARD) },
    {
      measure: 'networkDrops',
      of: [rate('node_network_receive_drop_total', OUTWARD), rate('node_network_transmit_drop_total', OUTWARD)],
    },
    {
      measure: 'networkErrors',
      of: [rate('node_network_receive_errs_total', OUTWARD), rate('node_network_transmit_errs_total', OUTWARD)],
    },
  ],
};

const STATE_IDLE = { label: 'state', is: 'idle|wait|steal' };
const RECEIVED = { label: 'direction', is: 'receive' };
const SENT = { label: 'direction', is: 'transmit' };

/**
 * OpenTelemetry's host metrics, as the collector's receiver sends them; the names are those that Prometheus gives the
 * ones of https://opentelemetry.io/docs/specs/semconv/system/system-metrics.
 */
export const otelHost: InfraConvention = {
  id: 'otel-system',
  kind: 'host',
  labels: HOST_LABELS,
  select: 'host_name',
  numbers: [
    {
      measure: 'cpu',
      of: rate('system_cpu_time_seconds_total', STATE_IDLE),
      over: rate('system_cpu_time_seconds_total'),
      isRest: true,
    },
    { measure: 'cpus', of: count('system_cpu_time_seconds_total', { label: 'state', is: 'idle' }) },
    {
      measure: 'load',
      of: gauge('system_cpu_load_average_1m'),
      over: count('system_cpu_time_seconds_total', { label: 'state', is: 'idle' }),
    },
    {
      measure: 'memory',
      of: gauge('system_memory_usage_bytes', { label: 'state', is: 'used' }),
      over: gauge('system_memory_usage_bytes'),
    },
    { measure: 'memoryTotal', of: gauge('system_memory_usage_bytes') },
    { measure: 'swapping', of: rate('system_paging_operations_total', { label: 'type', is: 'major' }) },
    { measure: 'disk', of: rate('system_disk_io_time_seconds_total', DISKS), parts: ['device'] },
    { measure: 'diskQueue', of: rate('system_disk_weighted_io_time_seconds_total', DISKS), parts: ['device'] },
    {
      measure: 'filesystem',
      of: gauge('system_filesystem_usage_bytes', { label: 'state', is: 'used' }, { ...FILLING, label: 'type' }),
      over: gauge('system_filesystem_usage_bytes', { ...FILLING, label: 'type' }),
      parts: ['mountpoint', 'device'],
    },
    { measure: 'received', of: rate('system_network_io_bytes_total', OUTWARD, RECEIVED) },
    { measure: 'transmitted', of: rate('system_network_io_bytes_total', OUTWARD, SENT) },
    { measure: 'networkDrops', of: rate('system_network_dropped_total', OUTWARD) },
    { measure: 'networkErrors', of: rate('system_network_errors_total', OUTWARD) },
  ],
};
