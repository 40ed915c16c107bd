import { detectPage, counterLines, histogramLines } from '../telemetry/testing/pages';
import { knownServices } from './services';

it('a service that answers HTTP and gRPC is one, which knows what either of its families does', () => {
  const page =
    counterLines('http_requests_total', 'method="GET",environment="prod"') +
    counterLines('grpc_server_handled_total', 'grpc_service="shop.Cart",grpc_method="Add",grpc_code="OK"') +
    histogramLines('grpc_server_handling_seconds', [0.1, 1], 'grpc_service="shop.Cart",grpc_method="Add"');
  expect(knownServices(detectPage(page))).toEqual([
    {
      service: 'cart',
      convention: 'prometheus-http',
      hasStatus: true,
      hasDuration: true,
      environments: ['prod'],
    },
  ]);
});
