import { type ServiceIdentity } from '../correlation/joins';
import { nameInLogs, nameInTraces, nameInTracesOf } from './namesOf';

const equal = (name: string) => ({ name, evidence: { kind: 'equal' as const } });
const identities: ServiceIdentity[] = [
  { service: 'shop', metrics: equal('shop'), logs: equal('shop-7f9c'), traces: equal('shop-api'), proposed: [] },
  { service: 'cron', logs: equal('cron'), proposed: [{ signal: 'traces', name: 'cron-job' }] },
];

it('knows what each backend calls a service', () => {
  expect([nameInLogs('shop', identities), nameInTraces('shop', identities)]).toEqual(['shop-7f9c', 'shop-api']);
  expect([nameInLogs('other', identities), nameInTraces('other', identities)]).toEqual(['other', 'other']);
});

it('finds the name in traces of a service by its name in logs, and takes no proposal for one', () => {
  expect(nameInTracesOf('shop-7f9c', identities)).toBe('shop-api');
  expect(nameInTracesOf('cron', identities)).toBeUndefined();
  expect(nameInTracesOf('shop', identities)).toBeUndefined();
});
