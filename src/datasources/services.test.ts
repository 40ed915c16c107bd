import { detectPage, counterLines, histogramLines } from '../telemetry/testing/pages';
import { knownServices, namesInMetrics } from './services';

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

describe('messages', () => {
  const processed = histogramLines('messaging_process_duration_seconds', [0.1, 1], 'messaging_destination_name="a"');

  it('are what a service counts that answers no requests', () => {
    expect(knownServices(detectPage(processed, 'mailer'))).toEqual([
      {
        service: 'mailer',
        convention: 'otel-messaging',
        hasStatus: true,
        hasDuration: true,
        environments: [],
        countsMessages: true,
      },
    ]);
  });

  it('are not added to the requests of one that does', () => {
    const [mailer, ...others] = knownServices(
      detectPage(processed + counterLines('http_requests_total', 'method="GET"'))
    );
    expect([mailer?.convention, mailer?.countsMessages, others]).toEqual(['prometheus-http', undefined, []]);
  });

  it('that are sent make no service', () => {
    const sent =
      counterLines('messaging_client_sent_messages_total', 'messaging_destination_name="a"') +
      histogramLines('messaging_client_operation_duration_seconds', [0.1, 1], 'messaging_operation_name="send"') +
      histogramLines('messaging_publish_duration_seconds', [0.1, 1], 'messaging_destination_name="a"');
    expect(knownServices(detectPage(sent))).toEqual([]);
  });
});

it('other names on the series of a service are seen, with where it runs', () => {
  const page = counterLines(
    'http_requests_total',
    'method="GET",app="cart",pod="cart-7f-x",container="server",namespace="shop",env="prod"'
  );
  const [scraped] = namesInMetrics(detectPage(page, 'prometheus'));
  expect(scraped?.aliases).toEqual(expect.not.arrayContaining(['prometheus']));
  expect(namesInMetrics(detectPage(page, 'fastapi'))).toEqual([
    {
      name: 'cart',
      environments: ['prod'],
      namespaces: ['shop'],
      aliases: expect.arrayContaining(['fastapi', 'cart-7f-x', 'server']) as string[],
    },
  ]);
});
