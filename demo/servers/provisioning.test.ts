import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { provisioningEnvironment } from './grafana/environment.ts';
import { composeSite, SHOP_SERVICES } from './site.ts';
import { ROOT } from './testing.ts';

const text = (path: string) => readFileSync(join(ROOT, 'provisioning', path), 'utf8');

/** What Grafana passes on after it expanded the environment: `$$` is a dollar sign, `$NAME` a variable. */
const expand = (value: string) =>
  value.replace(/\$\$|\$(\w+)/g, (whole, name?: string) => (name ? `<${name}>` : whole === '$$' ? '$' : whole));

/** Whether a query is PromQL, with Grafana's variables replaced by what they stand for. */
function assertPromQL(query: string): void {
  const plain = query.replaceAll('$__tags', 'service="x"').replaceAll('$__rate_interval', '1m');
  parser.parse(plain).iterate({
    enter: (node) => {
      assert.ok(!node.type.isError, `not PromQL at ${node.from}: ${plain}`);
    },
  });
}

/** The settings that the tests look at; each data source has its own of them. */
interface JsonData {
  timeInterval: string;
  exemplarTraceIdDestinations: Array<{ name: string; datasourceUid: string }>;
  derivedFields: Array<{ matcherType: string; matcherRegex: string; datasourceUid: string; url: string }>;
  tracesToLogsV2: { datasourceUid: string; filterByTraceID: boolean; tags: unknown };
  tracesToMetrics: { datasourceUid: string; queries: Array<{ query: string }> };
  serviceMap: { datasourceUid: string };
  nodeGraph: { enabled: boolean };
}

describe('the data sources', () => {
  const { datasources } = parse(text('datasources/datasources.yaml')) as {
    datasources: Array<{ name: string; uid: string; type: string; url: string; jsonData: JsonData }>;
  };
  const byUid = Object.fromEntries(datasources.map((source) => [source.uid, source]));

  it('have fixed uids and take their addresses from the environment', () => {
    const variables = provisioningEnvironment(composeSite());
    assert.deepEqual(Object.keys(byUid).sort(), ['alertmanager', 'loki', 'prometheus', 'tempo']);
    for (const { uid, url } of datasources) {
      assert.match(url, /^\$\w+$/);
      assert.match(variables[url.slice(1)] ?? '', new RegExp(`^http://${uid}:\\d+$`));
    }
  });

  it('lead from an exemplar to its trace, under both names of the id', () => {
    assert.deepEqual(
      byUid.prometheus?.jsonData.exemplarTraceIdDestinations.map((destination) => [
        destination.name,
        destination.datasourceUid,
      ]),
      [
        ['trace_id', 'tempo'],
        ['traceID', 'tempo'],
      ]
    );
  });

  it('lead from a log line to its trace, wherever the line has the id', () => {
    const [json, plain, label] = byUid.loki?.jsonData.derivedFields ?? [];
    const id = '0af7651916cd43dd8448eb211c80319c';
    const found = (field: typeof json, line: string) => new RegExp(field!.matcherRegex).exec(line)?.[1];
    assert.equal(found(json, `{"level":"info","trace_id":"${id}","span_id":"b7ad6b7169203331"}`), id);
    assert.equal(found(json, `{"traceId": "${id}"}`), id);
    assert.equal(
      found(plain, `2025-08-27 10:30:15,123 - main - INFO - hello - trace_id=af7651916cd43dd - span_id=1`),
      'af7651916cd43dd'
    );
    assert.equal(found(plain, 'no trace_id= here'), undefined);
    assert.deepEqual([label?.matcherType, label?.matcherRegex], ['label', 'trace_id']);
    for (const field of [json, plain, label]) {
      assert.equal(field?.datasourceUid, 'tempo');
      assert.equal(expand(field?.url ?? ''), '${__value.raw}');
    }
  });

  it('lead from a span to its lines and its numbers', () => {
    const { tracesToLogsV2, tracesToMetrics, serviceMap, nodeGraph } = byUid.tempo!.jsonData;
    assert.equal(tracesToLogsV2.datasourceUid, 'loki');
    assert.equal(tracesToLogsV2.filterByTraceID, true);
    assert.deepEqual(tracesToLogsV2.tags, [{ key: 'service.name', value: 'container_name' }]);
    assert.equal(serviceMap.datasourceUid, 'prometheus');
    assert.equal(nodeGraph.enabled, true);
    assert.equal(tracesToMetrics.datasourceUid, 'prometheus');
    for (const { query } of tracesToMetrics.queries) {
      assertPromQL(expand(query));
    }
  });

  it('name the scrape interval, by which Grafana chooses its rate windows', () => {
    assert.equal(byUid.prometheus?.jsonData.timeInterval, '15s');
  });
});

describe('the dashboard', () => {
  const dashboard = JSON.parse(text('dashboards/ecommerce-dashboard.json')) as {
    refresh: string;
    panels: Array<{
      title: string;
      type: string;
      links: Array<{ url: string }>;
      targets: Array<{ expr: string; datasource: { uid: string } }>;
      fieldConfig: { defaults: { unit?: string } };
    }>;
  };

  it('has the seven panels it is known for, and the log panel', () => {
    assert.deepEqual(
      dashboard.panels.map(({ title }) => title),
      [
        'HTTP Request Rate',
        'Total Requests',
        'CPU Usage',
        'Request Duration',
        'Memory Usage',
        'Low Stock Products',
        'Requests by Status',
        'Logs',
      ]
    );
    assert.equal(dashboard.refresh, '5s');
  });

  it('asks in PromQL and gives each number a unit', () => {
    for (const { type, targets, fieldConfig, title } of dashboard.panels.filter(({ type }) => type !== 'logs')) {
      assert.equal(targets[0]?.datasource.uid, 'prometheus', title);
      assertPromQL(targets[0]?.expr ?? '');
      assert.ok(fieldConfig.defaults.unit, `${title} (${type})`);
    }
  });

  it('shows the lines of every service', () => {
    const { expr = '', datasource } = dashboard.panels.at(-1)?.targets[0] ?? {};
    assert.equal(datasource?.uid, 'loki');
    assert.equal(expr, `{service_name=~"${SHOP_SERVICES.join('|')}"}`);
  });

  it('leads from every panel into Tillwatch, with the time', () => {
    for (const { links, title } of dashboard.panels) {
      assert.equal(links[0]?.url, '/a/tillwatch-shop-app/health?from=${__from}&to=${__to}', title);
    }
  });
});

describe('the alerts', () => {
  const { groups } = parse(text('alerting/rules.yaml')) as {
    groups: Array<{
      rules: Array<{
        uid: string;
        condition: string;
        labels: Record<string, string>;
        annotations: Record<string, string>;
        data: Array<{ refId: string; datasourceUid: string; model: { expr?: string; expression?: string } }>;
      }>;
    }>;
  };
  const rules = groups.flatMap((group) => group.rules);

  it('are thresholds on errors, duration, stock and reachability', () => {
    assert.deepEqual(
      rules.map(({ uid }) => uid),
      ['shop-error-ratio', 'shop-duration-p95', 'shop-low-stock', 'shop-target-down']
    );
  });

  for (const { uid, condition, labels, annotations, data } of rules) {
    it(`${uid} asks in PromQL and names the service`, () => {
      const [query, threshold] = data;
      assertPromQL(expand(query?.model.expr ?? ''));
      assert.equal(threshold?.refId, condition);
      assert.equal(threshold?.model.expression, query?.refId);
      // Grafana expands labels and leaves annotations alone.
      assert.equal(expand(labels.service ?? ''), '{{ $labels.job }}');
      assert.doesNotMatch(Object.values(annotations).join(), /\$\$/);
    });
  }

  it('notify with links into Tillwatch that carry service and time', () => {
    const [{ template = '' } = {}] = (
      parse(text('alerting/templates.yaml')) as { templates: Array<{ template: string }> }
    ).templates;
    assert.match(
      template,
      /a\/tillwatch-shop-app\/\{\{ \.path \}\}\{\{ urlquery \S+ \}\}&from=\{\{ \$from \}\}&to=\{\{ \$to \}\}/
    );
    const paths = [...template.matchAll(/"path" "([^"]*)"/g)].map(([, path]) => path);
    assert.deepEqual(paths, ['health/service?service=', 'logs?where=service%3D', 'traces?where=service%3D']);
  });

  it('stay on the machine', () => {
    const { contactPoints } = parse(text('alerting/contact-points.yaml')) as {
      contactPoints: Array<{ receivers: Array<{ settings: { url: string } }> }>;
    };
    const variables = Object.keys(provisioningEnvironment(composeSite()));
    for (const { settings } of contactPoints.flatMap(({ receivers }) => receivers)) {
      const [, variable = ''] = /^\$(\w+)/.exec(settings.url) ?? [];
      assert.ok(variables.includes(variable), settings.url);
    }
  });
});
