/**
 * A notification as it arrived.
 *
 * @typedef {object} Notification
 * @property {string} receivedAt moment of arrival, ISO 8601
 * @property {'webhook' | 'mail'} by
 * @property {string} from path of the webhook, or sender of the mail
 * @property {string} to path of the webhook, or recipients of the mail
 * @property {'firing' | 'resolved' | undefined} status undefined where it does not say
 * @property {string} title
 * @property {string} text
 * @property {string[]} links addresses in it, each once
 * @property {Record<string, string>} labels those that all of its alerts have; none in a mail
 * @property {number} alerts how many alerts it is of; 0 where it does not say
 */

/** Keeps the latest notifications, the newest first, and writes each to the console as one line of JSON. */
export class Inbox {
  /** @type {Notification[]} */
  #kept = [];

  /** @param {number} size how many are kept */
  constructor(size = 200) {
    this.size = size;
  }

  /** @param {Omit<Notification, 'receivedAt'>} arrived */
  add(arrived) {
    const notification = { receivedAt: new Date().toISOString(), ...arrived };
    this.#kept = [notification, ...this.#kept].slice(0, this.size);
    const { receivedAt, by, from, to, status, title, labels, alerts } = notification;
    console.log(
      JSON.stringify({
        timestamp: receivedAt,
        level: status === 'resolved' ? 'info' : 'warning',
        by,
        from,
        to,
        status,
        message: title,
        labels,
        alerts,
      })
    );
  }

  /** @returns {readonly Notification[]} the newest first */
  list() {
    return this.#kept;
  }
}
