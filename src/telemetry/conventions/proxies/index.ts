import { type MetricConvention } from '../convention';
import { envoy, envoyClasses } from './envoy';
import { apisix, caddy, knative, kong } from './gateways';
import { haproxy } from './haproxy';
import { hubble, istio, istioWaypoint, linkerd } from './meshes';
import { ingressNginx, nginxPlus, nginxStub, nginxVts } from './nginx';
import { traefik } from './traefik';

/** Proxies, gateways and meshes, which count the requests of the services behind them. */
export const PROXY_CONVENTIONS: readonly MetricConvention[] = [
  traefik,
  ingressNginx,
  haproxy,
  envoy,
  envoyClasses,
  kong,
  apisix,
  caddy,
  knative,
  nginxVts,
  nginxPlus,
  istio,
  istioWaypoint,
  linkerd,
  hubble,
];

/** Known by a name that says little: what others read of the same metric comes first. */
export const BARE_PROXY_CONVENTIONS: readonly MetricConvention[] = [nginxStub];
