import { is } from '../telemetry/questions/metric';
import { logsBehind, tracesBehind } from './links';
import { logsUrl } from './pageUrls/logs';
import { tracesUrl } from './pageUrls/traces';

const logs = (...given: Parameters<typeof logsBehind>) => logsUrl.read(logsBehind(...given)).where;
const traces = (...given: Parameters<typeof tracesBehind>) => tracesUrl.read(tracesBehind(...given)).where;
const charge = [is('service', 'payments'), is('route', '/charge')];
const failed = { field: 'error', op: 'is', value: true };

it('takes service and route along', () => {
  expect(logs({ where: charge })).toEqual(charge);
  expect(traces({ where: charge })).toEqual(charge);
});

it('asks for the lines of errors by level, wherever in the service they were written', () => {
  expect(logs({ where: charge, errors: true })).toEqual([
    is('service', 'payments'),
    { field: 'level', op: 'in', values: ['error', 'fatal'] },
  ]);
});

it('asks for failed and for slow requests', () => {
  expect(traces({ where: charge, errors: true })).toEqual([...charge, failed]);
  expect(traces({ where: charge, slowerThan: 0.25 })).toEqual([
    ...charge,
    { field: 'duration', op: 'between', from: 0.25, to: undefined },
  ]);
});

it.each([
  ['a code', '503', [is('status', '503'), failed]],
  ['a class', '5xx', [failed]],
  ['a class of what did not fail', '4xx', []],
])('asks for the status that a number is about: %s', (_, status, conditions) => {
  expect(traces({ where: [is('status', status)] })).toEqual(conditions);
});

it.each([
  ['a code', '503', [is('status', '503')]],
  ['a class', '5xx', [{ field: 'level', op: 'in', values: ['error', 'fatal'] }]],
  ['a class of what did not fail', '4xx', []],
])('asks for the lines of the status that a number is about: %s', (_, status, conditions) => {
  expect(logs({ where: [is('status', status)] })).toEqual(conditions);
});

it('leaves out what lines do not say, and what all pages share', () => {
  const where = [is('version', '1.2'), is('namespace', 'shop'), is('environment', 'production')];
  expect(logs({ where })).toEqual([]);
  expect(traces({ where })).toEqual(where.slice(0, 2));
});
