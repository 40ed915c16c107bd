import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EntryMaker } from './entry.ts';
import { toStreams } from './loki.ts';
import { serverSources, shopSources, type Source } from './sources.ts';

const folders = { shop: '/logs/shop', console: '/logs' };
const source = (matches: (source: Source) => boolean): Source => shopSources(folders).find(matches)!;

describe('the labels of a line', () => {
  const now = () => 1_767_225_600_000;

  it('are those of Promtail for a JSON file', () => {
    const maker = new EntryMaker(
      source(({ labels }) => labels.job === 'shop-api'),
      now
    );
    const line = JSON.stringify({
      timestamp: '2025-12-31T23:59:59.250Z',
      level: 'warning',
      logger: 'signup',
      message: 'Signup attempt for existing e-mail',
      trace_id: '0af7651916cd43dd8448eb211c80319c',
    });
    assert.deepEqual(maker.make(line, '/logs/shop/structlog_ecommerce.1.log'), {
      labels: {
        job: 'shop-api',
        service: 'shop-api',
        level: 'warning',
        logger: 'signup',
        filename: '/logs/shop/structlog_ecommerce.1.log',
      },
      timestamp: BigInt(Date.parse('2025-12-31T23:59:59.250Z')) * 1_000_000n,
      line,
    });
  });

  it("are the file's alone when the line is not JSON, or not an object", () => {
    const maker = new EntryMaker(
      source(({ labels }) => labels.job === 'payments'),
      now
    );
    for (const line of ['Segmentation fault', '{"level":"inf', '"info"', 'null', '42']) {
      const { labels, timestamp } = maker.make(line, '/logs/shop/structlog_payments.log');
      assert.deepEqual(labels, { job: 'payments', service: 'payments', filename: '/logs/shop/structlog_payments.log' });
      assert.equal(timestamp / 1_000_000n, BigInt(now()));
    }
  });

  it("are the container's name alone for the Flask shop", () => {
    const maker = new EntryMaker(
      source(({ labels }) => labels.container_name === 'flask-shop'),
      now
    );
    const { labels } = maker.make('2025-08-27 10:30:15,123 ERROR dummy', '/logs/flask-shop.log');
    assert.deepEqual(labels, { container_name: 'flask-shop' });
  });

  it('are those of Alloy for the FastAPI shop and the servers', () => {
    const sources = [
      source(({ labels }) => labels.container_name === 'fastapi-shop'),
      ...serverSources(folders, ['grafana']),
    ];
    assert.deepEqual(
      sources.map((each) => new EntryMaker(each, now).make('line', '/x').labels),
      ['fastapi-shop', 'grafana'].map((name) => ({
        container_name: name,
        job: 'docker',
        compose_project: 'tillwatch',
        compose_service: name,
      }))
    );
  });

  it('leave out those who send their own lines', () => {
    assert.doesNotMatch(JSON.stringify(shopSources(folders)), /otel-shop|fulfilment/);
  });
});

describe('the time of a line', () => {
  it('keeps the order of lines that were read in the same millisecond', () => {
    const maker = new EntryMaker(
      source(({ labels }) => labels.container_name === 'flask-shop'),
      () => 1_000
    );
    const times = ['a', 'b', 'c'].map((line) => maker.make(line, '/x').timestamp);
    assert.deepEqual(times, [1_000_000_000n, 1_000_000_001n, 1_000_000_002n]);
  });

  it('follows the lines when they go back in time', () => {
    const maker = new EntryMaker(source(({ labels }) => labels.job === 'shop-api'));
    const time = (timestamp: string) => maker.make(JSON.stringify({ timestamp }), '/x').timestamp / 1_000_000n;
    assert.equal(time('2025-01-01T00:00:01Z') - time('2025-01-01T00:00:00Z'), 1_000n);
  });
});

describe('toStreams', () => {
  it('puts lines of equal labels together, whatever the order of the labels, and keeps their order', () => {
    const streams = toStreams([
      { labels: { a: '1', b: '2' }, timestamp: 1n, line: 'first' },
      { labels: { a: 'other' }, timestamp: 2n, line: 'else' },
      { labels: { b: '2', a: '1' }, timestamp: 3n, line: 'second' },
    ]);
    assert.deepEqual(streams, [
      {
        stream: { a: '1', b: '2' },
        values: [
          ['1', 'first'],
          ['3', 'second'],
        ],
      },
      { stream: { a: 'other' }, values: [['2', 'else']] },
    ]);
  });
});
