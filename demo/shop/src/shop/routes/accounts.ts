import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { validated } from '../../http/validate.ts';
import type { Logger } from '../../telemetry/types.ts';
import type { Accounts, User } from '../accounts.ts';

const signupSchema = z.strictObject({
  email: z.email().max(200),
  name: z.string().trim().min(1).max(80),
  password: z.string().min(8).max(200),
});
const loginSchema = z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) });
const pageSchema = z.strictObject({
  page: z.coerce.number().int().min(1).max(1000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
});

/** Customers: signing up, logging in, and who one is. */
export function accountRoutes(app: FastifyInstance, accounts: Accounts, log: Logger): void {
  app.post('/signup', { config: { operation: 'signup' } }, async ({ body }, reply) => {
    const { email, name, password } = validated(signupSchema, body, 'body');
    const user = await accounts.signUp(email, name, password);
    if (!user) {
      log.warn({ email }, `Signup attempt for existing email: ${email}`);
      throw new Problem(409, {
        kind: 'email-taken',
        detail: 'Somebody has signed up with this e-mail address already.',
      });
    }
    log.info({ user_id: user.id }, 'New user signed up');
    return reply.code(201).send(user);
  });

  app.post('/login', { config: { operation: 'login' } }, async ({ body }) => {
    const { email, password } = validated(loginSchema, body, 'body');
    const session = await accounts.logIn(email, password);
    if (!session) {
      log.warn({ email }, `Failed login for ${email}`);
      throw unauthorized('E-mail address and password do not fit.');
    }
    return { token: session.token, token_type: 'bearer', expires_at: session.expiresAt.toISOString() };
  });

  app.get('/users', { config: { operation: 'list_users' } }, async ({ query }) => {
    const { page, per_page } = validated(pageSchema, query, 'query');
    const { items, total } = await accounts.list(page, per_page);
    return { items, page, per_page, total };
  });

  app.get('/users/me/', { config: { operation: 'get_current_user' } }, async (request) => {
    const user = await customerOf(request, accounts);
    if (!user) {
      throw unauthorized('Log in first.');
    }
    log.info(`Fetching profile for user: ${user.email}`);
    return user;
  });
}

/**
 * Who a request comes from.
 * @returns `undefined` when it carries no token.
 * @throws Problem 401 when it carries one that does not hold.
 */
export async function customerOf({ headers }: FastifyRequest, accounts: Accounts): Promise<User | undefined> {
  const { authorization } = headers;
  if (authorization === undefined) {
    return undefined;
  }
  const [, token] = /^Bearer ([\w-]{16,64})$/i.exec(authorization) ?? [];
  const user = token === undefined ? undefined : await accounts.byToken(token);
  if (!user) {
    throw unauthorized('The token is not valid, or not any more.');
  }
  return user;
}

function unauthorized(detail: string): Problem {
  return new Problem(401, { kind: 'unauthorized', detail, headers: { 'www-authenticate': 'Bearer' } });
}
