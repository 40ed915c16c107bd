import { seriesFrame, totalFrame } from '../../../ui/testing/frames';
import { ERROR_REFS as REFS } from './queries';
import { readErrorRows } from './rows';

const error = (route: string, status: string, count: number | null) =>
  totalFrame(REFS.errors, { route, status }, count);
const clientError = (route: string, status: string, count: number) =>
  totalFrame(REFS.clientErrors, { route, status }, count);
const requests = (route: string, count: number) => totalFrame(REFS.requests, { route }, count);

it('puts the shop’s own errors first, the most frequent first, then by route', () => {
  const rows = readErrorRows([
    clientError('/login', '401', 900),
    error('/cart', '500', 3),
    error('/charge', '503', 40),
    error('/a', '500', 3),
  ]);
  expect(rows.map(({ route, status }) => `${route} ${status}`)).toEqual([
    '/charge 503',
    '/a 500',
    '/cart 500',
    '/login 401',
  ]);
  expect(rows.map(({ isServerError }) => isServerError)).toEqual([true, true, true, false]);
});

it('says the share of all requests to the route, and none where these are not known', () => {
  const rows = readErrorRows([
    requests('/charge', 400),
    requests('/idle', 0),
    error('/charge', '503', 40),
    error('/idle', '500', 1),
    error('/other', '500', 2),
  ]);
  expect(rows.map(({ route, share }) => [route, share])).toEqual([
    ['/charge', 0.1],
    ['/other', undefined],
    ['/idle', undefined],
  ]);
});

it('leaves out what never occurred in the range, also where extrapolation made a little of nothing', () => {
  expect(readErrorRows([error('/a', '500', 0), error('/b', '500', null), error('/c', '500', 0.49)])).toEqual([]);
  expect(readErrorRows([error('/d', '500', 0.5)])).toHaveLength(1);
});

it('counts the last value, and reads no other query', () => {
  const rows = readErrorRows([
    seriesFrame(REFS.errors, { route: '/a', status: '500' }, [9, 4]),
    seriesFrame(REFS.trend, { status: '500' }, [1, 2]),
  ]);
  expect(rows.map(({ count }) => count)).toEqual([4]);
});

it('lists once what the set-up counts as an error of the shop though it is a 4xx', () => {
  const rows = readErrorRows([error('/a', '429', 7), clientError('/a', '429', 7), clientError('/b', '429', 1)]);
  expect(rows.map(({ route, isServerError }) => [route, isServerError])).toEqual([
    ['/a', true],
    ['/b', false],
  ]);
});
