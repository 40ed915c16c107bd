import { tracesAddress } from '../../correlation/addresses';
import { PATHS } from '../../correlation/routes';
import { type ServiceEdge, type SpanCondition } from '../../telemetry/questions/traces';
import { appLink, hopLink } from '../links/links';
import { type ServiceMapLinks } from './ServiceMap';

/** Services lead to their dependencies, calls to the requests that are served by who is called, or made by who calls. */
export function mapLinks(shared: URLSearchParams): ServiceMapLinks {
  return {
    hrefOfNode: (name, kind) =>
      kind === 'service' ? appLink(PATHS.service, { service: name, tab: 'dependencies' }, shared) : undefined,
    hrefOfEdge: (edge) => hopLink(tracesAddress({ where: requestsOf(edge) }), shared),
  };
}

function requestsOf({ from, to, kind }: ServiceEdge): SpanCondition[] {
  return [{ field: 'service', op: 'in', values: [kind === 'service' ? to : from] }];
}
