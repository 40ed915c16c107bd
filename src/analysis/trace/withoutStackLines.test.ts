import { withoutStackLines } from './withoutStackLines';
import { line } from './testing/lines';

const written = [
  line(1),
  line(2, { service: undefined }),
  line(3, { service: 'mailer' }),
  line(4000, { service: 'tempo', message: 'trace id request' }),
  line(4001, { service: 'Grafana', message: 'Request Completed' }),
];
const services = (...names: string[]) =>
  withoutStackLines(written, new Set(names)).map(({ reading }) => reading.service);

test('what asks about a request is no part of it, whoever else writes of it is', () => {
  expect(services('shop-api')).toEqual(['shop-api', undefined, 'mailer']);
  expect(services()).toEqual(['shop-api', undefined, 'mailer']);
});

test('where a server of the monitoring stack took part its lines stay', () => {
  expect(services('tempo')).toEqual(['shop-api', undefined, 'mailer', 'tempo']);
});
