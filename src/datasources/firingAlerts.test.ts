import { type BackendSrv, type BackendSrvRequest, setBackendSrv } from '@grafana/runtime';
import { of, throwError } from 'rxjs';
import { firingAlerts } from './firingAlerts';

const asked: string[] = [];

function grafana(answer: unknown): void {
  asked.length = 0;
  setBackendSrv({
    fetch: ({ url }: BackendSrvRequest) => {
      asked.push(url);
      return typeof answer === 'number' ? throwError(() => ({ status: answer })) : of({ data: answer });
    },
  } as unknown as BackendSrv);
}

const alert = (state: string, labels: Record<string, string>, activeAt?: string) => ({ state, labels, activeAt });
const answerOf = (...rules: unknown[]) => ({ status: 'success', data: { groups: [{ name: 'g', rules }] } });

it('names what fires, the longest first, with service and rule', async () => {
  grafana(
    answerOf(
      {
        name: 'Errors',
        uid: 'errors',
        alerts: [
          alert('Alerting', { service_name: 'payments' }, '2026-03-10T14:32:00Z'),
          alert('Normal', { service_name: 'cart' }, '2026-03-10T10:00:00Z'),
          alert('Pending', { service_name: 'catalog' }, '2026-03-10T10:00:00Z'),
        ],
      },
      { name: 'Disk full', alerts: [alert('Alerting (NoData)', { device: 'sda' }, '2026-03-10T13:00:00Z')] },
      { name: 'Always', alerts: [alert('Alerting', { job: 'cart' }, '0001-01-01T00:00:00Z')] }
    )
  );
  expect((await firingAlerts())?.map(({ rule, service, since }) => ({ rule: rule.name, uid: rule.uid, service, since }))).toEqual([
    { rule: 'Disk full', uid: undefined, service: undefined, since: Date.UTC(2026, 2, 10, 13) },
    { rule: 'Errors', uid: 'errors', service: 'payments', since: Date.UTC(2026, 2, 10, 14, 32) },
    { rule: 'Always', uid: undefined, service: 'cart', since: undefined },
  ]);
  expect(asked).toEqual(['/api/prometheus/grafana/api/v1/rules?state=firing']);
});

it('is none where nothing fires', async () => {
  grafana(answerOf());
  expect(await firingAlerts()).toEqual([]);
});

it.each([403, 404, 500, { data: 'no' }])('is not known where Grafana answers %j', async (answer) => {
  grafana(answer);
  expect(await firingAlerts()).toBeUndefined();
});
