/**
 * Names of attributes that a stable semantic convention replaced, with what they are called now (OpenTelemetry's
 * migration guides for HTTP, databases, messaging, network and resources).
 */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  'http.method': 'http.request.method',
  'http.status_code': 'http.response.status_code',
  'http.target': 'url.path',
  'http.url': 'url.full',
  'http.host': 'server.address',
  'net.peer.name': 'server.address',
  'net.peer.ip': 'network.peer.address',
  'net.sock.peer.addr': 'network.peer.address',
  'peer.service': 'service.peer.name',
  'db.system': 'db.system.name',
  'db.name': 'db.namespace',
  'db.operation': 'db.operation.name',
  'db.statement': 'db.query.text',
  'messaging.destination': 'messaging.destination.name',
  'deployment.environment': 'deployment.environment.name',
};

/** What an attribute of an older semantic convention is called now; undefined for a current name. */
export function presentNameOf(attribute: string): string | undefined {
  return Object.hasOwn(FORMER_NAMES, attribute) ? FORMER_NAMES[attribute] : undefined;
}
