import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAppLocation } from '../../src/correlation/appLocation';
import { logsUrl } from '../../src/correlation/pageUrls/logs';
import { tracesUrl } from '../../src/correlation/pageUrls/traces';
import { PATHS } from '../../src/correlation/routes';
import { read } from './files';

// The links that the demo's notifications are made of are addresses of pages. What becomes of them in a notification is
// tried in demo/servers/alertmanager.

const TEMPLATE = read('demo/servers/alertmanager/tillwatch.tmpl');
/** Each with `cart` as what it ends with. */
const LINKS = [...TEMPLATE.matchAll(/(\/a\/tillwatch-shop-app\/[^\s?]+)(\?[^\s{]*)\{\{ urlquery /g)].map(
  ([, pathname = '', search = '']) => readAppLocation({ pathname, search: `${search}cart` })
);

test('notifications lead to pages that there are', () => {
  assert.deepEqual(
    LINKS.map(({ path }) => path),
    [PATHS.alert, PATHS.service, PATHS.logs, PATHS.traces]
  );
});

test('notifications lead to logs and traces of the service alone, as the pages read it', () => {
  const ofService = [{ field: 'service', op: 'in', values: ['cart'] }];
  const [, , logs, traces] = LINKS;
  assert.deepEqual(logsUrl.read(logs!).where, ofService);
  assert.deepEqual(tracesUrl.read(traces!).where, ofService);
});
