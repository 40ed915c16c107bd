import { type Cell } from './answers/fields';
import { type CountedCell, type Share } from './answers/tally';
import { Counts } from './counts';
import { Requests } from './requests/find';
import { buildStreams, type Served, type Stream } from './streams';

/** The shop that everybody sees unless a test wants another. */
const SEED = 0x7111;

/** A shop that exists only in arithmetic: the same seed is the same shop, whenever and in whatever order one looks. */
export class SampleShop {
  readonly streams: readonly Stream[];
  readonly counts = new Counts();
  /** Looking for what requests leave behind goes through many ranges, which must not push out those of metrics. */
  readonly lookups = new Counts();
  readonly requests: Requests;
  /** Requests served, by service, route, method, status and site. */
  readonly served: readonly CountedCell[];
  readonly orders: readonly CountedCell[];
  readonly revenue: readonly CountedCell[];
  readonly checkoutFailures: readonly CountedCell[];

  constructor(readonly seed = SEED) {
    this.streams = buildStreams(seed);
    this.requests = new Requests(seed, this.streams);
    this.served = cellsOf(this.streams, ({ served, site }) =>
      served.map((one) => ({ cell: { ...cellOf(one), site }, amount: 1, bucket: one.bucket, seconds: one.seconds }))
    );
    // The shop's API counts its own business, wherever the customer came in.
    const business = (amount: (stream: Stream) => number | undefined, label?: 'currency') =>
      cellsOf(this.streams, (stream) => {
        const worth = amount(stream);
        const labels = label && { [label]: stream.outcome.order ?? '' };
        return worth === undefined
          ? []
          : [{ cell: { service: 'shop-api', site: stream.site }, labels, amount: worth, bucket: 0, seconds: 0 }];
      });
    this.orders = business(({ outcome }) => (outcome.order ? 1 : undefined));
    this.revenue = business(({ orderValue }) => orderValue, 'currency');
    this.checkoutFailures = business(({ outcome }) => (outcome.failure ? 1 : undefined));
  }
}

function cellOf({ service, method, route, status }: Served): Omit<Cell, 'site'> {
  return { service, method, route, status };
}

type Contribution = Omit<Share, 'stream'> & Pick<CountedCell, 'cell' | 'labels'>;

/** Gathers what streams contribute, by the cell that they contribute to. */
function cellsOf(streams: readonly Stream[], contributions: (stream: Stream) => Contribution[]): CountedCell[] {
  const cells = new Map<string, CountedCell>();
  for (const stream of streams) {
    for (const { cell, labels, ...share } of contributions(stream)) {
      const { service, site, route, method, status } = cell;
      const key = JSON.stringify([service, site.id, route, method, status, labels]);
      const found: CountedCell = cells.get(key) ?? { cell, labels, shares: [] };
      found.shares.push({ stream, ...share });
      cells.set(key, found);
    }
  }
  return [...cells.values()];
}
