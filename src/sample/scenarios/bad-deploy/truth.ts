import { timesOf } from '../../schedule';
import { instanceOf, siteById } from '../../sites';
import { versionAtTime } from '../../versions';
import { type Truth } from '../scenario';
import { BROKEN_ROUTE, BUG_LINE, DEPLOYED_SERVICE, DEPLOYED_SITE } from './generate';

/** The bad deploys within a range, in milliseconds since the epoch. */
export function badDeployTruth(from: number, to: number): Truth[] {
  return timesOf('bad-deploy', from, to).map((times) => ({
    scenario: 'bad-deploy',
    ...times,
    symptoms: ['errors'],
    culprit: {
      ...BROKEN_ROUTE,
      instance: instanceOf(DEPLOYED_SERVICE, siteById(DEPLOYED_SITE)),
      version: versionAtTime(DEPLOYED_SERVICE, siteById(DEPLOYED_SITE), times.from),
      attributes: {},
      span: 'GET /orders/:id',
      line: BUG_LINE,
    },
    innocents: [{ service: 'storefront', method: 'GET', route: '/orders/:id' }],
  }));
}
