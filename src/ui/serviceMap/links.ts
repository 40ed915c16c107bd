import { serviceUrl } from '../../correlation/pageUrls/service';
import { tracesUrl } from '../../correlation/pageUrls/traces';
import { type ServiceEdge, type SpanCondition } from '../../telemetry/questions/traces';
import { appHref } from '../links/links';
import { type ServiceMapLinks } from './ServiceMap';

/**
 * Services lead to their dependencies, calls to the requests that are served by who is called, or made by who calls.
 */
export function mapLinks(shared: URLSearchParams): ServiceMapLinks {
  return {
    hrefOfNode: (name, kind) =>
      kind === 'service' ? appHref(serviceUrl.write({ service: name, tab: 'dependencies' }), shared) : undefined,
    hrefOfEdge: (edge) => appHref(tracesUrl.write({ where: requestsOf(edge) }), shared),
  };
}

function requestsOf({ from, to, kind }: ServiceEdge): SpanCondition[] {
  return [{ field: 'service', op: 'in', values: [kind === 'service' ? to : from] }];
}
