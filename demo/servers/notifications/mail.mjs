import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const MAX_MAIL_BYTES = 1024 * 1024;

/**
 * A mail server that takes every mail for everybody, without password or encryption, and sends nothing on.
 *
 * @param {import('./inbox.mjs').Inbox} inbox where the mails go
 * @returns {SMTPServer}
 */
export function mailServer(inbox) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MAIL_BYTES,
    onData(stream, session, callback) {
      simpleParser(stream)
        .then((mail) => {
          if (stream.sizeExceeded) {
            callback(Object.assign(new Error('The mail is too large'), { responseCode: 552 }));
            return;
          }
          const { mailFrom, rcptTo } = session.envelope;
          inbox.add(readMail(mail, mailFrom ? mailFrom.address : '', rcptTo.map(({ address }) => address).join(', ')));
          callback();
        })
        .catch(callback);
    },
  });
  // Whoever hangs up in the middle of a mail is no reason to end.
  server.on('error', ({ message }) => console.log(JSON.stringify({ level: 'warning', message: `mail: ${message}` })));
  return server;
}

/**
 * @param {import('mailparser').ParsedMail} mail
 * @param {string} from
 * @param {string} to
 * @returns {Omit<import('./inbox.mjs').Notification, 'receivedAt'>}
 */
function readMail({ subject = '', text = '' }, from, to) {
  return {
    by: 'mail',
    from,
    to,
    status: /^Resolved\b/i.test(subject) ? 'resolved' : /\bfiring\b/i.test(subject) ? 'firing' : undefined,
    title: subject,
    text,
    links: [...new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])],
    labels: {},
    alerts: 0,
  };
}
