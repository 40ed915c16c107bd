import { type CaseSeries } from '../../analysis/causes/case';
import { groupBy } from '../../analysis/groupBy';

/**
 * What waits in a queue is told under the queue's name (RabbitMQ, BullMQ), which is a service's only where one is
 * called so. Else it is of the one service that processes the queue: messages are counted by their queue as requests
 * are by their route. Where several process it, or nobody is known to, it stays as it was told.
 */
export function ofReaders(series: readonly CaseSeries[]): CaseSeries[] {
  const isKnown = new Set(
    series.filter(({ measure }) => measure !== 'saturation').map(({ entity: { service } }) => service)
  );
  const readers = groupBy(
    series.filter(({ entity, measure }) => entity.kind === 'route' && measure === 'requests'),
    ({ entity: { name } }) => name ?? ''
  );
  const isWaiting = ({ entity, measure }: CaseSeries) => entity.kind === 'service' && measure === 'saturation';
  const waiting = series.filter(isWaiting).map((one) => {
    const { service } = one.entity;
    const [reader, ...others] = isKnown.has(service) ? [] : (readers.get(service) ?? []);
    return reader && others.length === 0 ? { ...one, entity: { ...one.entity, service: reader.entity.service } } : one;
  });
  // Of several queues that one service reads.
  const summed = [...groupBy(waiting, ({ entity: { service } }) => service).values()].flatMap(([first, ...more]) =>
    first ? [more.reduce(plus, first)] : []
  );
  return [...series.filter((one) => !isWaiting(one)), ...summed];
}

function plus(one: CaseSeries, other: CaseSeries): CaseSeries {
  const values = one.values.map((value, i) => {
    const more = other.values[i] ?? null;
    return value === null ? more : value + (more ?? 0);
  });
  return { ...one, values };
}
