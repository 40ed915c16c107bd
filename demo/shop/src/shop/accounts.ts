import { createHash, randomBytes, scrypt, timingSafeEqual, type BinaryLike } from 'node:crypto';
import { promisify } from 'node:util';
import { statement, type Database } from '../db/types.ts';

/** A registered customer. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/** A customer as other customers may see them. */
export type PublicUser = Pick<User, 'id' | 'name'>;

const INSERT_USER = statement(
  'INSERT users',
  `INSERT INTO users (email, name, password_hash) VALUES ($1, $2, $3)
   ON CONFLICT (email) DO NOTHING RETURNING id, email, name`
);
const FIND_USER = statement('SELECT users', 'SELECT id, email, name, password_hash FROM users WHERE email = $1');
const LIST_USERS = statement('SELECT users', 'SELECT id, name FROM users ORDER BY created_at, id LIMIT $1 OFFSET $2');
const COUNT_USERS = statement('SELECT users', 'SELECT count(*)::int AS total FROM users');
const INSERT_SESSION = statement(
  'INSERT sessions',
  `INSERT INTO sessions (token_hash, user_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')
   RETURNING expires_at`
);
const FIND_SESSION = statement(
  'SELECT sessions',
  `SELECT users.id, email, name FROM sessions JOIN users ON users.id = user_id
   WHERE token_hash = $1 AND expires_at > now()`
);
const FORGET_SESSIONS = statement('DELETE sessions', 'DELETE FROM sessions WHERE expires_at < now()');

const derive = promisify<BinaryLike, BinaryLike, number, { N: number }, Buffer>(scrypt);

/** A quarter of the usual cost: the demo's machine also has a monitoring stack to run. */
const SCRYPT_COST = 4096;

/** Customers, their passwords (as scrypt hashes) and their sessions (as hashes of tokens). */
export class Accounts {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @returns `undefined` when somebody has this e-mail address already. */
  async signUp(email: string, name: string, password: string): Promise<User | undefined> {
    const salt = randomBytes(16);
    const hash = await derive(password, salt, 32, { N: SCRYPT_COST });
    const stored = `${salt.toString('hex')}:${hash.toString('hex')}`;
    const [user] = await this.#db.query<User>(INSERT_USER, [email.toLowerCase(), name, stored]);
    return user;
  }

  /** @returns a token for the next hour, or `undefined` when address and password do not fit. */
  async logIn(email: string, password: string): Promise<{ token: string; expiresAt: Date } | undefined> {
    const [user] = await this.#db.query<User & { password_hash: string | null }>(FIND_USER, [email.toLowerCase()]);
    if (!(await matches(password, user?.password_hash ?? null)) || !user) {
      return undefined;
    }
    const token = randomBytes(24).toString('base64url');
    const [session] = await this.#db.query<{ expires_at: Date }>(INSERT_SESSION, [digest(token), user.id]);
    return session && { token, expiresAt: session.expires_at };
  }

  /** @returns whose token this is, if it still holds. */
  async byToken(token: string): Promise<User | undefined> {
    const [user] = await this.#db.query<User>(FIND_SESSION, [digest(token)]);
    return user;
  }

  async list(page: number, perPage: number): Promise<{ items: PublicUser[]; total: number }> {
    const items = await this.#db.query<PublicUser>(LIST_USERS, [perPage, (page - 1) * perPage]);
    const [count] = await this.#db.query<{ total: number }>(COUNT_USERS);
    return { items, total: count?.total ?? 0 };
  }

  async forgetOldSessions(): Promise<void> {
    await this.#db.query(FORGET_SESSIONS);
  }
}

/** Takes as long for an unknown address as for a wrong password, so that nobody learns who is a customer. */
async function matches(password: string, stored: string | null): Promise<boolean> {
  const [salt = '', hash = ''] = (stored ?? `${'00'.repeat(16)}:${'00'.repeat(32)}`).split(':');
  const derived = await derive(password, Buffer.from(salt, 'hex'), 32, { N: SCRYPT_COST });
  return stored !== null && timingSafeEqual(derived, Buffer.from(hash, 'hex'));
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
