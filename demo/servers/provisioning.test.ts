import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parser as logql } from '@grafana/lezer-logql';
import { parser as promql } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { INHIBITIONS } from './alertmanager/inhibitions.ts';
import { provisioningEnvironment } from './grafana/environment.ts';
import { USAGE } from './postgres/databases.ts';
import { composeSite, SHOP_SERVICES } from './site.ts';
import { ROOT } from './testing.ts';

const text = (path: string) => readFileSync(join(ROOT, 'provisioning', path), 'utf8');

/** What Grafana passes on after it expanded the environment: `$$` is a dollar sign, `$NAME` a variable. */
const expand = (value: string) =>
  value.replace(/\$\$|\$(\w+)/g, (whole, name?: string) => (name ? `<${name}>` : whole === '$$' ? '$' : whole));

/** Whether a query is of a language, with Grafana's variables replaced by what they stand for. */
function assertQuery(grammar: typeof promql, query: string): void {
  const plain = query.replaceAll('$__tags', 'service="x"').replaceAll('$__rate_interval', '1m');
  grammar.parse(plain).iterate({
    enter: (node) => {
      assert.ok(!node.type.isError, `wrong at ${node.from}: ${plain}`);
    },
  });
}

const assertPromQL = (query: string) => assertQuery(promql, query);

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

describe('the data source of usage events', () => {
  interface Source {
    type: string;
    url: string;
    user: string;
    secureJsonData: { password: string };
    jsonData: { database: string };
  }
  const [source] = (parse(text('datasources/usage.yaml')) as { datasources: Source[] }).datasources;

  it('reads the database that the collector fills, as the role that may only read', () => {
    const variables = provisioningEnvironment(composeSite());
    const valueOf = (name = '') => variables[name.slice(1)];
    assert.equal(source?.type, 'grafana-postgresql-datasource');
    assert.equal(valueOf(source?.url), 'postgres:5432');
    assert.equal(valueOf(source?.jsonData.database), 'usage_stats');
    assert.equal(valueOf(source?.user), USAGE.reader.user);
    assert.equal(valueOf(source?.secureJsonData.password), USAGE.reader.password);
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
        title: string;
        condition: string;
        labels: Record<string, string>;
        annotations: Record<string, string>;
        data: Array<{ refId: string; datasourceUid: string; model: { expr?: string; expression?: string } }>;
      }>;
    }>;
  };
  const rules = groups.flatMap((group) => group.rules);

  it('are of errors, latency, stock, logs and Prometheus itself', () => {
    assert.deepEqual(
      rules.map(({ title }) => title),
      ['ErrorRateHigh', 'LatencyHigh', 'LowStock', 'ErrorLogsHigh', 'LogsAbsent', 'PrometheusUnreachable']
    );
  });

  for (const { title, condition, labels, annotations, data } of rules) {
    it(`${title} asks in its language, and says whose it is and where it leads`, () => {
      const [query, threshold] = data;
      const grammar = query?.datasourceUid === 'loki' ? logql : promql;
      assertQuery(grammar, expand(query?.model.expr ?? ''));
      assert.equal(threshold?.refId, condition);
      assert.equal(threshold?.model.expression, query?.refId);
      assert.match(labels.severity ?? '', /^(?:critical|warning)$/);
      assert.ok(labels.service && labels.team);
      // Grafana expands labels and leaves annotations alone.
      assert.doesNotMatch(Object.values(annotations).join(), /\$\$/);
      const [, service = labels.service] = /^\{\{ (\$labels\.\w+) \}\}$/.exec(expand(labels.service)) ?? [];
      const written = service.startsWith('$') ? `{{ urlquery ${service} }}` : service;
      assert.equal(annotations.page, `/a/tillwatch-shop-app/alerts/alert?alert=${title}&service=${written}`);
    });
  }

  it('go to the Alertmanager that sends those of Prometheus, again before it believes that they ended', () => {
    const { contactPoints, policies } = parse(text('alerting/contact-points.yaml')) as {
      contactPoints: Array<{ name: string; receivers: Array<{ type: string; settings: { url: string } }> }>;
      policies: Array<{ receiver: string; group_interval: string; repeat_interval: string }>;
    };
    const [{ name, receivers }] = contactPoints as [(typeof contactPoints)[number]];
    assert.deepEqual(
      receivers.map(({ type, settings }) => [type, settings.url]),
      [['prometheus-alertmanager', '$ALERTMANAGER_URL']]
    );
    assert.ok('ALERTMANAGER_URL' in provisioningEnvironment(composeSite()));
    // Alertmanager waits for five minutes where nothing else is said.
    assert.deepEqual([policies[0]?.receiver, policies[0]?.repeat_interval], [name, '1m']);
  });
});

describe('alerts of both kinds', () => {
  const ofPrometheus = (
    parse(readFileSync(join(ROOT, 'demo/servers/prometheus/rules.yml'), 'utf8'), { merge: true }) as {
      groups: Array<{ rules: Array<Partial<AlertOfPrometheus>> }>;
    }
  ).groups.flatMap(({ rules }) => rules.filter((rule): rule is AlertOfPrometheus => rule.alert !== undefined));
  const ofGrafana = (
    parse(text('alerting/rules.yaml')) as { groups: Array<{ rules: Array<{ title: string }> }> }
  ).groups.flatMap(({ rules }) => rules.map(({ title }) => title));

  it('are each watched once', () => {
    const names = [...ofPrometheus.map(({ alert }) => alert), ...ofGrafana];
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.length > 20);
  });

  for (const { alert, labels, annotations } of ofPrometheus) {
    it(`${alert} says whose it is and where it leads`, () => {
      assert.match(labels.severity ?? '', /^(?:critical|warning)$/);
      assert.ok(labels.service && labels.team);
      const written = labels.service.replace('{{ $labels', '{{ urlquery $labels');
      assert.equal(annotations.page, `/a/tillwatch-shop-app/alerts/alert?alert=${alert}&service=${written}`);
    });
  }

  it('that are named in inhibitions are among them', () => {
    const names = new Set([...ofPrometheus.map(({ alert }) => alert), ...ofGrafana]);
    const named = INHIBITIONS.flatMap(({ source_matchers, target_matchers }) => [
      ...source_matchers,
      ...target_matchers,
    ])
      .flatMap((matcher) => /^alertname!?=~?"(.*)"$/.exec(matcher)?.[1]?.split('|') ?? [])
      // Grafana's own.
      .filter((name) => !name.startsWith('Datasource'));
    assert.ok(named.length > 10);
    assert.deepEqual(
      named.filter((name) => !names.has(name)),
      []
    );
  });
});

interface AlertOfPrometheus {
  alert: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}
