import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { sendRequest, type ShopRequest } from './send.ts';
import { openTracing } from './tracing.ts';

/** What the page needs to know. */
export interface PageOptions {
  readonly pagePort: number;
  readonly shopUrl: string;
  readonly grafanaUrl: string;
  readonly otlpUrl: string;
}

const FILES = { '/': ['index.html', 'text/html'], '/page.js': ['page.js', 'text/javascript'] } as const;

/** A path of the shop: no other server, and nothing that a header or a log line could take for more. */
const REQUEST = {
  body: {
    type: 'object',
    required: ['method', 'path'],
    additionalProperties: false,
    properties: {
      method: { enum: ['GET', 'POST'] },
      path: { type: 'string', pattern: '^/(?![/\\\\])[\\x21-\\x7e]*$', maxLength: 500 },
      body: { type: 'string', maxLength: 10_000 },
    },
  },
};

/**
 * Serves the page on loopback, and sends its requests on to the shop: a browser would not let a page of another origin
 * read the shop's answers.
 * @returns its address, and what ends it once its spans are sent
 */
export async function openPage(options: PageOptions): Promise<{ url: string; close(): Promise<void> }> {
  const tracing = openTracing(options.otlpUrl);
  const app = fastify();
  // JSON alone: a form of another page can send the rest.
  app.removeContentTypeParser('text/plain');
  await serveFiles(app);
  app.post<{ Body: ShopRequest }>('/send', { schema: REQUEST }, async (request) => {
    const { traceId, ...answer } = await sendRequest(options.shopUrl, request.body, tracing.tracer);
    return { ...answer, traceId, traceUrl: `${options.grafanaUrl}/a/tillwatch-shop-app/traces/${traceId}` };
  });
  const url = await app.listen({ host: '127.0.0.1', port: options.pagePort });
  return {
    url,
    close: async () => {
      await app.close();
      await tracing.shutdown();
    },
  };
}

async function serveFiles(app: FastifyInstance): Promise<void> {
  for (const [path, [file, type]] of Object.entries(FILES)) {
    const text = await readFile(join(import.meta.dirname, file), 'utf8');
    app.get(path, async (_request, reply) =>
      reply
        .type(`${type}; charset=utf-8`)
        .header('content-security-policy', "default-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'")
        .send(text)
    );
  }
}
