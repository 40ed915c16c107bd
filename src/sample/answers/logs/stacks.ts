import { type ServiceName } from '../../calls';

/** What a service writes below an error: what was thrown, and where. */
export interface Stack {
  type: string;
  /** The calls, the innermost first, as the service's runtime prints them. */
  text: string;
}

interface Runtime {
  thrown(message: string): string;
  frames(logger: string): string[];
}

const node = (file: string): Runtime => ({
  thrown: (message) => /^(\w*Error): /.exec(message)?.[1] ?? 'Error',
  frames: (logger) => [
    `    at ${logger}.handle (/app/dist/${file}.js:118:27)`,
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    '    at async Layer.dispatch (/app/node_modules/router/lib/layer.js:152:17)',
  ],
});

const java = (name: string): Runtime => ({
  thrown: () => `com.shop.${name}.UpstreamException`,
  frames: (logger) => [
    `\tat com.shop.${name}.${logger}.Client.call(Client.java:87)`,
    `\tat com.shop.${name}.${logger}.Controller.handle(Controller.java:41)`,
    '\tat java.base/java.lang.Thread.run(Thread.java:1583)',
  ],
});

const python = (file: string): Runtime => ({
  thrown: () => 'psycopg.OperationalError',
  frames: (logger) => [
    `  File "/app/${file}/routes.py", line 63, in handle`,
    `  File "/app/${file}/${logger}.py", line 29, in execute`,
  ],
});

const go = (file: string): Runtime => ({
  thrown: () => '*errors.errorString',
  frames: (logger) => [
    `main.(*${logger}).query\n\t/src/${file}/${logger}.go:74`,
    `main.(*server).handle\n\t/src/${file}/server.go:131`,
  ],
});

const RUNTIMES: Record<ServiceName, Runtime> = {
  storefront: node('storefront'),
  'shop-api': node('shop-api'),
  catalog: go('catalog'),
  cart: node('cart'),
  inventory: go('inventory'),
  payments: java('payments'),
  accounts: python('accounts'),
  notifications: node('notifications'),
};

/** What was thrown when a service logged an error, or recorded an exception on a span. */
export function stackOf(service: ServiceName, logger: string, message: string): Stack {
  const runtime = RUNTIMES[service];
  const type = runtime.thrown(message);
  const frames = runtime.frames(logger).join('\n');
  switch (LANGUAGES[service]) {
    case 'python':
      return { type, text: `Traceback (most recent call last):\n${frames}\n${type}: ${message}` };
    case 'go':
      return { type, text: `goroutine 1 [running]:\n${frames}` };
    default:
      break;
  }
  const head = message.startsWith(`${type}: `) ? message : `${type}: ${message}`;
  return { type, text: `${head}\n${frames}` };
}

/** What a service's runtime is written in, in OpenTelemetry's words. */
export const LANGUAGES: Record<ServiceName, string> = {
  storefront: 'nodejs',
  'shop-api': 'nodejs',
  catalog: 'go',
  cart: 'nodejs',
  inventory: 'go',
  payments: 'java',
  accounts: 'python',
  notifications: 'nodejs',
};
