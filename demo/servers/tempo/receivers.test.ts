import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { JaegerExporter } from '@opentelemetry/exporter-jaeger';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, SimpleSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { eventually } from '../../launch/testing/eventually.ts';
import { freePorts } from '../../launch/testing/free-ports.ts';
import { PROMETHEUS_FLAGS } from '../prometheus/config.ts';
import { renderServers, writeRenderings } from '../renderings.ts';
import { DEFAULT_PORTS, loopbackSite, type Ports } from '../site.ts';
import { isInstalled } from '../testing.ts';
import { TEMPO_FLAGS } from './config.ts';

// A real Tempo and a real Prometheus with the demo's configuration, and the clients that services send spans by.

const PROMETHEUS = ['prometheus3', 'prometheus'].find(isInstalled);
const missing = [...(isInstalled('tempo') ? [] : ['tempo']), ...(PROMETHEUS ? [] : ['prometheus'])];

/** Each client by the protocol that it speaks. */
const CLIENTS: Readonly<Record<string, (ports: Ports) => SpanExporter>> = {
  otlp: (ports) => new OTLPTraceExporter({ url: `http://127.0.0.1:${ports['otlp-http']}/v1/traces` }),
  jaeger: (ports) => new JaegerExporter({ endpoint: `http://127.0.0.1:${ports['jaeger-http']}/api/traces` }),
  zipkin: (ports) => new ZipkinExporter({ url: `http://127.0.0.1:${ports.zipkin}/api/v2/spans` }),
};

const skip = missing.length > 0 && `not installed: ${missing.join(', ')}`;

// At once, since Tempo waits a quarter of a minute before it sends its first metrics.
describe('Tempo', { skip, concurrency: true }, () => {
  const children: ChildProcess[] = [];
  let folder = '';
  let ports: Ports = DEFAULT_PORTS;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tillwatch-tempo-'));
    const free = await freePorts(7);
    const names = ['tempo', 'tempo-grpc', 'otlp-grpc', 'otlp-http', 'jaeger-http', 'zipkin', 'prometheus'] as const;
    ports = { ...DEFAULT_PORTS, ...Object.fromEntries(names.map((name, index) => [name, free[index]])) };
    const site = loopbackSite({ ports, dataDir: folder, running: ['tempo', 'prometheus'], rulesFile: '/none.yml' });
    const { tempo, prometheus, targets } = renderServers(site);
    // Every second instead of every quarter of a minute, so that nobody waits.
    const quicker = tempo.text.replace(/^metrics_generator:\n/m, '$&  registry:\n    collection_interval: 1s\n');
    await writeRenderings(folder, [{ ...tempo, text: quicker }, prometheus, targets]);
    await mkdir(join(folder, 'empty'));
    const options = { cwd: join(folder, 'empty'), stdio: 'ignore' } as const;
    children.push(
      spawn('tempo', [`-config.file=${join(folder, tempo.path)}`, ...TEMPO_FLAGS], options),
      spawn(
        PROMETHEUS!,
        [
          `--config.file=${join(folder, prometheus.path)}`,
          `--storage.tsdb.path=${join(folder, 'prometheus-data')}`,
          `--web.listen-address=127.0.0.1:${ports.prometheus}`,
          ...PROMETHEUS_FLAGS,
        ],
        options
      )
    );
    const isReady = async (url: string) => (await fetch(url)).ok;
    await eventually(async () => {
      assert.ok(await isReady(`http://127.0.0.1:${ports.tempo}/ready`));
      assert.ok(await isReady(`http://127.0.0.1:${ports.prometheus}/-/ready`));
    });
  });

  after(async () => {
    await Promise.all(
      children.map(async (child) => {
        child.kill('SIGKILL');
        await (child.exitCode ?? child.signalCode ?? once(child, 'exit'));
      })
    );
    await rm(folder, { recursive: true, force: true });
  });

  /** Sends a call of one service by another one. Resolves to the trace's id. */
  async function sendCall(client: string): Promise<string> {
    const providerOf = (service: string) =>
      new BasicTracerProvider({
        resource: resourceFromAttributes({ 'service.name': service }),
        spanProcessors: [new SimpleSpanProcessor(CLIENTS[client]!(ports))],
      });
    const [caller, called] = [providerOf(`${client}-caller`), providerOf(`${client}-shop`)];
    const start = caller.getTracer('test').startSpan('checkout', { kind: SpanKind.CLIENT }, ROOT_CONTEXT);
    const within = trace.setSpan(ROOT_CONTEXT, start);
    const attributes = { 'http.route': '/checkout', 'http.request.method': 'POST' };
    called.getTracer('test').startSpan('POST /checkout', { kind: SpanKind.SERVER, attributes }, within).end();
    start.end();
    await Promise.all([caller.shutdown(), called.shutdown()]);
    return start.spanContext().traceId;
  }

  interface Value {
    stringValue?: string;
  }
  interface Batch {
    resource: { attributes: Array<{ key: string; value: Value }> };
    scopeSpans: Array<{
      spans: Array<{ name: string; kind: string; attributes?: Array<{ key: string; value: Value }> }>;
    }>;
  }

  /** What a trace holds: service, kind, name and route of each span. */
  async function spansOf(traceId: string) {
    const answer = await fetch(`http://127.0.0.1:${ports.tempo}/api/traces/${traceId}`, {
      headers: { accept: 'application/json' },
    });
    assert.equal(answer.status, 200);
    const { batches } = (await answer.json()) as { batches: Batch[] };
    const valueOf = (attributes: Array<{ key: string; value: Value }> = [], name: string) =>
      attributes.find(({ key }) => key === name)?.value.stringValue;
    return batches
      .flatMap(({ resource, scopeSpans }) =>
        scopeSpans.flatMap(({ spans }) =>
          spans.map(({ name, kind, attributes }) => [
            valueOf(resource.attributes, 'service.name'),
            kind,
            name,
            valueOf(attributes, 'http.route'),
          ])
        )
      )
      .sort();
  }

  /** The value of a query at Prometheus; undefined where it finds nothing. */
  async function ask(query: string): Promise<number | undefined> {
    const url = `http://127.0.0.1:${ports.prometheus}/api/v1/query?${new URLSearchParams({ query })}`;
    const { data } = (await (await fetch(url)).json()) as { data: { result: Array<{ value: [number, string] }> } };
    const [first] = data.result;
    return first && Number(first.value[1]);
  }

  for (const client of Object.keys(CLIENTS)) {
    it(`takes what a client of ${client} sends, and counts and joins it`, async () => {
      const traceId = await sendCall(client);
      await eventually(async () => {
        assert.deepEqual(await spansOf(traceId), [
          [`${client}-caller`, 'SPAN_KIND_CLIENT', 'checkout', undefined],
          [`${client}-shop`, 'SPAN_KIND_SERVER', 'POST /checkout', '/checkout'],
        ]);
      });
      const calls = `traces_spanmetrics_calls_total{service="${client}-shop", http_route="/checkout"}`;
      const edges = `traces_service_graph_request_total{client="${client}-caller", server="${client}-shop"}`;
      await eventually(async () => {
        assert.equal(await ask(calls), 1);
        assert.equal(await ask(edges), 1);
      });
    });
  }
});
