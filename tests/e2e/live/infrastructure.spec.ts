import { PORTS } from '../../../demo/servers/site';
import { onPath } from '../../run/installed.mjs';
import { expect, test } from '../fixtures';
import { InfrastructurePage } from '../pages/infrastructure';
import { required } from './incident';

// The machine that the demo stack runs on, by its own node exporter, against what Prometheus itself answers.

test.skip(!onPath('prometheus-node-exporter') && !onPath('node_exporter'), 'no node exporter is installed');

/** What Prometheus answers to a query of one number. */
async function ask(query: string): Promise<number> {
  const prometheus = `http://127.0.0.1:${required(PORTS.prometheus.variable)}`;
  const answer = await fetch(`${prometheus}/api/v1/query?${new URLSearchParams({ query })}`);
  const { data } = (await answer.json()) as { data: { result: Array<{ value: [number, string] }> } };
  return Number(data.result[0]?.value[1]);
}

/** The first percentage of a text. */
const percentOf = (text: string) => Number(/([\d.]+)%/.exec(text)?.[1]);

test('the machine of the demo has the numbers that its node exporter tells', async ({ page, settled }) => {
  const infrastructure = new InfrastructurePage(page);
  await infrastructure.goto({ from: 'now-15m', to: 'now', timezone: undefined });
  await expect(infrastructure.hosts).toHaveCount(1);
  await settled();
  const cells = await infrastructure.hosts.first().locator('td, th').allInnerTexts();
  const [, , cpu = '', memory = '', filesystem = ''] = cells;
  // Both are of within some seconds of each other, and rounded.
  const used = await ask('1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes');
  expect(Math.abs(percentOf(memory) - 100 * used)).toBeLessThan(5);
  const worked = await ask(
    '1 - sum(rate(node_cpu_seconds_total{mode=~"idle|iowait|steal"}[5m])) / sum(rate(node_cpu_seconds_total[5m]))'
  );
  expect(Math.abs(percentOf(cpu) - 100 * worked)).toBeLessThan(15);
  const cpus = await ask('count(node_cpu_seconds_total{mode="idle"})');
  expect(cpu).toContain(`of ${cpus} CPU`);
  const fullest = await ask(
    'max(1 - node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660|erofs"} / node_filesystem_size_bytes)'
  );
  expect(Math.abs(percentOf(filesystem) - 100 * fullest)).toBeLessThan(2);
});

test('the services of the demo run on its machine', async ({ page, settled }) => {
  const infrastructure = new InfrastructurePage(page);
  await infrastructure.goto({ from: 'now-15m', to: 'now', timezone: undefined });
  await infrastructure.hosts.first().getByRole('link').first().click();
  await settled();
  await expect(infrastructure.section('Services here')).toContainText(/shop-api by .*instance/);
});
