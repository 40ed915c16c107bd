import { type RuleCase } from './ruleCase.ts';
import { STACK_RULE_CASES } from './stackRules.cases.ts';

const SHOP = { environment: 'demo', team: 'shop' };
const PAYMENTS = { job: 'payments', environment: 'demo', service: 'payments', team: 'payments' };
const HOST = { instance: 'host:9100', service: 'host', team: 'platform', severity: 'warning' };
const DISK = { mountpoint: '/', device: '/dev/sda', fstype: 'ext4' };
const disk = 'device="/dev/sda",fstype="ext4",mountpoint="/",instance="host:9100"';

const FULFILMENT = { ...SHOP, job: 'fulfilment', service: 'fulfilment' };
/** Messages that a worker processed, by the error that they ended with. */
const processed = (error: string) =>
  `messaging_process_duration_seconds_count{job="fulfilment",environment="demo",` +
  `messaging_destination_name="orders",error_type="${error}"}`;

const shopRequests = 'http_requests_total{job="shop-api",environment="demo",status="200"}';

/** A case for each alert of rules.yml. */
export const RULE_CASES: readonly RuleCase[] = [
  {
    alert: 'ServiceDown',
    series: { 'up{job="payments",environment="demo",instance="payments:8003"}': '1x9 0x10 1x20' },
    quiet: 5,
    firing: 6,
    resolved: 13,
    labels: { ...PAYMENTS, instance: 'payments:8003', severity: 'critical' },
    summary: 'payments cannot be scraped',
    description: 'Prometheus does not reach payments:8003: the service is down, or the network to it is.',
  },
  {
    alert: 'MetricsAbsent',
    series: { [shopRequests]: '0+30x20 _x40 0+30x20' },
    quiet: 12,
    firing: 25,
    resolved: 38,
    labels: { ...SHOP, job: 'shop-api', service: 'shop-api', severity: 'warning' },
    summary: 'shop-api does not count requests any more',
    description: 'Request metrics were recorded within the last hour and are gone: no other alert sees this service.',
  },
  {
    alert: 'TracesAbsent',
    series: {
      [shopRequests]: '0+30x120',
      'traces_spanmetrics_calls_total{service="shop-api"}': '0+60x30 1800x50 1800+60x40',
      'http_requests_total{job="flask-shop",environment="demo"}': '0+30x120',
    },
    quiet: 16,
    firing: 28,
    resolved: 48,
    labels: { ...SHOP, job: 'shop-api', service: 'shop-api', severity: 'warning' },
    summary: 'shop-api is asked, but sends no spans',
    description: '1.00 requests a second are counted, and no span arrives in Tempo.',
  },
  {
    alert: 'TrafficDropped',
    series: { [shopRequests]: '0+60x60 3600+3x40 3720+60x40' },
    quiet: 30,
    firing: 42,
    resolved: 62,
    labels: { ...SHOP, job: 'shop-api', service: 'shop-api', severity: 'warning' },
    summary: 'shop-api gets less than a quarter of its usual requests',
    description:
      '0.10 requests a second in the last five minutes; the mean of the last hour is more than four times that.',
  },
  {
    alert: 'NoOrders',
    series: {
      [shopRequests]: '0+60x160',
      'orders_total{job="shop-api",environment="demo",outcome="accepted"}': '0+1x20 20x70 20+1x70',
    },
    quiet: 20,
    firing: 36,
    resolved: 52,
    labels: { ...SHOP, job: 'shop-api', service: 'shop-api', severity: 'critical' },
    summary: 'shop-api has customers, but no orders',
    description: 'No order was accepted in fifteen minutes, while requests kept coming.',
  },
  {
    alert: 'OrdersFail',
    series: {
      'orders_total{job="shop-api",environment="demo",outcome="accepted"}': '0+3x120',
      'orders_total{job="shop-api",environment="demo",outcome="declined"}': '0+3x120',
      'shop_orders_total{job="otel-shop",environment="demo",outcome="failed"}': '0x120',
      'orders_total{job="shop-api",environment="demo",outcome="failed"}': '0x20 0+2x30 60x60',
    },
    quiet: 9,
    firing: 20,
    resolved: 35,
    labels: { ...SHOP, job: 'shop-api', service: 'shop-api', severity: 'critical' },
    summary: '25% of the orders at shop-api fail',
    description:
      'Orders of the last five minutes that were neither accepted nor declined by the card; the threshold is 5%.',
  },
  {
    alert: 'QueueBacklog',
    series: {
      // It grows by 30 s every 30 s while nothing is fetched; then all is fetched at once.
      'bullmq_job_oldest_waiting_seconds{job="fulfilment",environment="demo",instance="f:8006",queue="orders"}':
        '0.2x10 0+30x12 0x20',
    },
    quiet: 6,
    firing: 10,
    resolved: 15,
    labels: { ...FULFILMENT, queue: 'orders', severity: 'warning' },
    summary: 'Messages wait 4m 30s in the queue orders',
    description:
      'As long ago the longest waiting one was sent to fulfilment; usually none waits for a second. ' +
      'The threshold is a minute.',
  },
  {
    alert: 'MessagesFail',
    series: {
      [processed('')]: '0+9x120',
      [processed('ENOTFOUND')]: '0x20 0+1x20 20x60',
      // Another queue of the same worker is well.
      'messaging_process_duration_seconds_count{job="fulfilment",environment="demo",messaging_destination_name="mails"}':
        '0+9x120',
    },
    quiet: 9,
    firing: 18,
    resolved: 32,
    labels: { ...FULFILMENT, messaging_destination_name: 'orders', severity: 'critical' },
    summary: '10% of what fulfilment processes of orders fails',
    description:
      'Messages of the last five minutes that have to be tried again, or are set aside; the threshold is 5%.',
  },
  {
    alert: 'ServiceCpuSaturated',
    series: {
      'process_cpu_seconds_total{job="payments",environment="demo",instance="payments:8003"}':
        '0+6x20 120+27x30 930+6x60',
      'process_cpu_seconds_total{job="loki",instance="loki:3100"}': '0+60x120',
    },
    quiet: 9,
    firing: 23,
    resolved: 40,
    labels: { ...PAYMENTS, instance: 'payments:8003', severity: 'warning' },
    summary: 'payments uses 90% of its core',
    description: 'payments:8003 runs on one core; above 80% requests wait for each other.',
  },
  {
    alert: 'ServiceMemoryHigh',
    series: {
      'process_resident_memory_bytes{job="shop-api",environment="demo",instance="shop-api:8001"}':
        '150000000x10 402653184x20 150000000x40',
    },
    quiet: 5,
    firing: 10,
    resolved: 20,
    labels: { ...SHOP, job: 'shop-api', service: 'shop-api', instance: 'shop-api:8001', severity: 'warning' },
    summary: 'shop-api holds 384MiB of memory',
    description: 'shop-api:8001 usually stays below 190 MiB; the threshold is 250 MiB.',
  },
  {
    alert: 'HostCpuSaturated',
    series: {
      'node_cpu_seconds_total{cpu="0",mode="idle",instance="host:9100"}': '0+15x20 300+0.6x60 336+15x60',
      'node_cpu_seconds_total{cpu="1",mode="idle",instance="host:9100"}': '0+15x20 300+0.6x60 336+15x60',
    },
    quiet: 20,
    firing: 38,
    resolved: 58,
    labels: HOST,
    summary: 'The CPU of host:9100 is 98% busy',
    description: 'More than 95% of all cores for a quarter of an hour: everything on this host is slow.',
  },
  {
    alert: 'HostMemoryLow',
    series: {
      'node_memory_MemTotal_bytes{instance="host:9100"}': '1000x100',
      'node_memory_MemAvailable_bytes{instance="host:9100"}': '500x20 40x20 500x60',
    },
    quiet: 12,
    firing: 18,
    resolved: 30,
    labels: HOST,
    summary: 'Less than 5% of the memory of host:9100 is available',
    description: '4% is available.',
  },
  {
    alert: 'HostDiskFull',
    series: {
      [`node_filesystem_size_bytes{${disk}}`]: '1000x100',
      [`node_filesystem_avail_bytes{${disk}}`]: '500x20 30x20 500x60',
      'node_filesystem_size_bytes{fstype="tmpfs",mountpoint="/run",instance="host:9100"}': '1000x100',
      'node_filesystem_avail_bytes{fstype="tmpfs",mountpoint="/run",instance="host:9100"}': '0x100',
    },
    quiet: 12,
    firing: 18,
    resolved: 30,
    labels: { ...HOST, ...DISK, severity: 'critical' },
    summary: 'Less than 5% of / at host:9100 is free',
    description: '3% is free; databases and logs stop when nothing is.',
  },
  {
    alert: 'HostDiskFilling',
    every: 300,
    series: {
      [`node_filesystem_size_bytes{${disk}}`]: '1000x150',
      // 12 an hour: nothing is left 15 hours later. Then somebody tidies up.
      [`node_filesystem_avail_bytes{${disk}}`]: '250x50 250-1x70 500x40',
    },
    quiet: 240,
    firing: 600,
    resolved: 640,
    labels: { ...HOST, ...DISK },
    summary: '/ at host:9100 is full within a day',
    description: 'At the rate of the last six hours nothing is free in 24 hours; less than 20% is free now.',
  },
  ...STACK_RULE_CASES,
];
