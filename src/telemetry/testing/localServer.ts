/** The server of Loki and Tempo, which configure it alike: on this machine only, and quiet. */
export function localServer({ http, grpc }: { http: number; grpc: number }) {
  return {
    http_listen_address: '127.0.0.1',
    http_listen_port: http,
    grpc_listen_address: '127.0.0.1',
    grpc_listen_port: grpc,
    log_level: 'error',
  };
}
