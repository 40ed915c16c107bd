import { ServiceUnavailable, type ServiceClient } from '../http/client.ts';
import { chargeSchema, declineSchema, type ChargeRequest, type ChargeResult, type Payments } from './types.ts';

/** Payments behind their HTTP interface. */
export class RemotePayments implements Payments {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  async charge(request: ChargeRequest): Promise<ChargeResult> {
    const template = '/charges';
    const answer = await this.#client.call({ method: 'POST', template, path: template, body: request });
    return answer.status === 402
      ? { declined: this.#client.read(declineSchema, answer).reason }
      : this.#client.read(chargeSchema, answer);
  }

  async refund(charge: string): Promise<void> {
    const template = '/charges/:id/refund';
    const { status } = await this.#client.call({ method: 'POST', template, path: `/charges/${charge}/refund` });
    if (status !== 204) {
      throw new ServiceUnavailable('payments', `answered ${status} to ${template}`);
    }
  }
}
