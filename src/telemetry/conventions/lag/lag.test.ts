import { detectScraped, scrape, together } from '../../exposition/scraped';
import { histogramLines } from '../../testing/pages';

const WAITING = '# TYPE bullmq_job_count gauge\nbullmq_job_count{queue="orders",state="waiting"} 4\n';
const PROCESSED = histogramLines('messaging_process_duration_seconds', [0.1, 1], 'messaging_destination_name="orders"');

/** Whose messages wait, by the label that says so. */
function readers(...scrapes: Array<ReturnType<typeof scrape>>): string[] {
  return detectScraped(together(scrapes)).signals.flatMap(({ measure, services }) =>
    measure === 'consumerLag' ? services.map(({ service, label }) => `${service} by ${label}`) : []
  );
}

it.each([
  ['is of the worker that tells of it', [scrape(WAITING + PROCESSED, 'fulfilment')], ['fulfilment by job']],
  [
    'is of a service of its name where an exporter tells of it',
    [scrape(WAITING, 'bullmq-exporter'), scrape(PROCESSED, 'fulfilment')],
    ['orders by queue'],
  ],
  [
    'is of a service of its name where others tell of it, too',
    [scrape(WAITING + PROCESSED, 'fulfilment'), scrape(WAITING, 'shop-api')],
    ['orders by queue'],
  ],
])('a queue %s', (_, scrapes, expected) => {
  expect(readers(...scrapes)).toEqual(expected);
});
