/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { scrape, together } from '../../exposition/scraped';
import { is, metricQuestion } from '../../questions/metric';
import { describeEngines, detectionOf } from '../../testing/describeEngines';
import { Engine } from '../../testing/engine';
import { openMetrics, START } from '../../testing/simulatedShop';
import { type Field } from '../../vocabulary';
import { readAnswer } from './read';
import { renderMetricQuestion } from './render';

/*
 * What waits for a service is told by exporters of several brokers, by two of one broker, and by the service itself:
 * everything once.
 */

const kafkaExporter = (group: string, lags: number[], more = '') =>
  `# TYPE kafka_consumergroup_lag gauge\n${lags
    .map(
      (lag, at) => `kafka_consumergroup_lag{consumergroup="${group}",topic="orders",partition="${at}"${more}} ${lag}`
    )
    .join('\n')}\n`;
const burrow = (cluster: string, group: string, lag: number) =>
  `# TYPE kafka_burrow_partition_lag gauge\nkafka_burrow_partition_lag{cluster="${cluster}",group="${group}",topic="orders",partition="0"} ${lag}\n`;
const kminion = (group: string, lag: number) =>
  `# TYPE kminion_kafka_consumer_group_topic_lag gauge\nkminion_kafka_consumer_group_topic_lag{group_id="${group}",topic_name="orders"} ${lag}\n`;
const rabbit = (queue: string, waiting: number, metric = 'rabbitmq_queue_messages') =>
  `# TYPE ${metric} gauge\n${metric}{queue="${queue}",vhost="/"} ${waiting}\n`;
const sidekiq = (queues: Record<string, number>) =>
  `# TYPE sidekiq_queue_backlog gauge\n${Object.entries(queues)
    .map(([queue, jobs]) => `sidekiq_queue_backlog{queue="${queue}"} ${jobs}`)
    .join('\n')}\n`;
const bull = (waiting: number) =>
  `# TYPE bullmq_job_count gauge\nbullmq_job_count{queue="mails",state="waiting"} ${waiting}\nbullmq_job_count{queue="mails",state="paused"} 1\n`;
const consumer = (lag: number) =>
  `# TYPE kafka_consumer_fetch_manager_records_lag gauge\nkafka_consumer_fetch_manager_records_lag{client_id="c",topic="orders",partition="0"} ${lag}\n`;

type Scrape = Parameters<typeof scrape>;
interface Shop {
  name: string;
  scrapes: Scrape[];
  waiting: Record<string, number>;
}

const groups = Array.from({ length: 9 }, (_, at) => `group-${at}`);

const SHOPS: Shop[] = [
  {
    name: 'brokers of different kinds are added',
    scrapes: [
      [kafkaExporter('mailer', [40, 2]), 'kafka-exporter'],
      [rabbit('mailer', 10) + rabbit('invoices', 3), 'rabbitmq'],
      [sidekiq({ default: 5, low: 1 }), 'mailer'],
    ],
    waiting: { mailer: 58, invoices: 3 },
  },
  {
    name: 'two exporters of one cluster, of whatever kind, are not',
    scrapes: [
      [kafkaExporter('mailer', [40, 2]), 'kafka-exporter', 'a:1'],
      [kafkaExporter('mailer', [39, 3]), 'kafka-exporter', 'b:1'],
      [kafkaExporter('mailer', [40, 2]), 'kafka-exporter-of-another-team'],
      [kminion('mailer', 41) + kminion('search', 7), 'kminion'],
      [burrow('shop', 'mailer', 30), 'burrow'],
    ],
    waiting: { mailer: 43, search: 7 },
  },
  {
    name: 'two clusters are',
    scrapes: [
      [kafkaExporter('mailer', [40], ',cluster="shop"'), 'kafka-exporter'],
      [kafkaExporter('mailer', [5], ',cluster="wholesale"'), 'kafka-exporter'],
      [burrow('shop', 'mailer', 38), 'burrow'],
      [burrow('third', 'mailer', 100), 'burrow'],
    ],
    waiting: { mailer: 145 },
  },
  {
    name: 'an exporter and the consumer itself are not',
    scrapes: [
      [kafkaExporter('mailer', [40]), 'kafka-exporter'],
      [consumer(33), 'mailer'],
      [consumer(8), 'search'],
    ],
    waiting: { mailer: 40, search: 8 },
  },
  {
    name: 'two ways to ask one RabbitMQ, and all workers of BullMQ, are not',
    scrapes: [
      [rabbit('mails', 12), 'rabbitmq'],
      [rabbit('mails', 12, 'rabbitmq_detailed_queue_messages'), 'rabbitmq-detailed'],
      [bull(4), 'worker', 'a:1'],
      [bull(4), 'worker', 'b:1'],
    ],
    waiting: { mails: 17 },
  },
  {
    name: 'one exporter tells of any number of groups',
    scrapes: [[groups.map((group, at) => kafkaExporter(group, [at])).join(''), 'kafka-exporter']],
    waiting: Object.fromEntries(groups.map((group, at) => [group, at])),
  },
];

const APART = 2 * 3600;
const timeOf = (index: number) => START + index * APART;
const scraped = SHOPS.map(({ scrapes }) => together(scrapes.map((one) => scrape(...one))));
const text = openMetrics(
  scraped.flatMap(({ series }, index) =>
    series.map(({ labels, value }) => ({
      labels: { __name__: '', ...labels },
      fields: {},
      samples: [[timeOf(index), value] as const],
    }))
  )
);

describeEngines('What waits for services', (installed) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: text });
  });

  afterAll(async () => {
    await engine?.stop();
  });

  it.each(SHOPS.map((shop, index) => [shop.name, shop, index] as const))('%s', async (_, { waiting }, index) => {
    const detection = await detectionOf(engine, timeOf(index), scraped[index]?.metadata);
    const ask = async (by: Field[], service?: string) => {
      const where = service === undefined ? [] : [is('service', service)];
      const value = { measure: 'consumerLag' as const, stat: { kind: 'value' as const }, shape: 'total' as const };
      const question = metricQuestion({ ...value, by, where });
      const rendered = renderMetricQuestion(question, detection, { rangeSeconds: 60 });
      if ('notSupported' in rendered) {
        throw new Error(rendered.notSupported);
      }
      const [query, ...others] = rendered.queries;
      expect(others).toEqual([]);
      const frames = query && (await engine.frames(query.expr, 'A', { to: timeOf(index) }));
      return readAnswer(query ? [{ query, frames: frames ?? [] }] : [], question);
    };
    const all = await ask(['service']);
    expect(Object.fromEntries(all.map(({ labels, values }) => [labels.service, values[0]]))).toEqual(waiting);
    for (const [service, lag] of Object.entries(waiting)) {
      expect((await ask([], service)).map(({ values }) => values[0])).toEqual([lag]);
    }
    const sum = Object.values(waiting).reduce((total, lag) => total + lag, 0);
    expect((await ask([])).map(({ values }) => values[0])).toEqual([sum]);
  });
});
