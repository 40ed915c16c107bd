import type { FastifyInstance } from 'fastify';

/** What a stage tells the program that started it, once it can be asked. */
export interface ReadyMessage {
  readonly url: string;
}

/**
 * Listens where `HOST` and `PORT` say, until a signal comes or the program that started it is gone. What has to be
 * sent off before the end is a hook `onClose` of the app.
 */
export async function serve(app: FastifyInstance): Promise<void> {
  const { HOST = '127.0.0.1', PORT = '8011' } = process.env;
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= app
      .close()
      .catch((error: unknown) => console.error(`Not everything could be sent: ${String(error)}`))
      .finally(() => process.connected && process.disconnect());
  };
  process.on('SIGTERM', close).on('SIGINT', close).on('disconnect', close);
  const ready: ReadyMessage = { url: await app.listen({ host: HOST, port: Number(PORT) }) };
  process.send?.(ready);
}
