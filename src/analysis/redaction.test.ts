import fc from 'fast-check';
import { redact, REDACTED, passesLuhn } from './redaction';
import { propertyRuns } from '../telemetry/testing/propertyRuns';

it.each([
  ['Fetching profile for user: john@example.com', 'Fetching profile for user: [e-mail]'],
  ['to=<anna.b+shop@mail.example.co.uk>, relay=mx', 'to=<[e-mail]>, relay=mx'],
  ['GET /users?email=john%40example.com&page=2', 'GET /users?email=[e-mail]&page=2'],
  ['{"email":"jürgen@straße.de"}', '{"email":"[e-mail]"}'],
  ['card 4111111111111111 declined', 'card [card] declined'],
  ['card 4111 1111 1111 1111 declined', 'card [card] declined'],
  ['card 5500-0055-5555-5559.', 'card [card].'],
  ['amex 3782 822463 10005', 'amex [card]'],
  ['/cards/6011000990139424/pay', '/cards/[card]/pay'],
  ['call +44 20 7946 0958 now', 'call [phone] now'],
  ['sms to +4915112345678', 'sms to [phone]'],
  ['call (555) 123-4567 or 555-123-4567', 'call [phone] or [phone]'],
  ['{"phone":"0171 1234567","n":1}', '{"phone":"[phone]","n":1}'],
  ['phone_number=030/1234567 ok', 'phone_number=[phone] ok'],
])('masks %s', (text, masked) => {
  expect(redact(text)).toBe(masked);
});

it.each([
  '4111111111111112 has a wrong check digit',
  'order 1234567890123456',
  '127.0.0.1 - - [27/Aug/2025:10:30:15 +0000] "GET / HTTP/1.1" 200 12345678',
  '2025-08-27 10:30:15 +1000 12345678 started',
  '2025-08-27T10:30:15.123456789+02:00',
  'postgres://shop@db:5432/shop',
  'react@18.3.1',
  'span_id=4111111111111111',
  '{"dd.trace_id":"4111111111111111"}',
  '0.4111111111111111 s',
  'a4111111111111111b',
])('leaves %s as it is', (text) => {
  expect(redact(text)).toBe(text);
});

it('goes by the name of a field where it is told', () => {
  expect(redact('4111111111111111', 'span_id')).toBe('4111111111111111');
  expect(redact('4111111111111111', 'card')).toBe(REDACTED.card);
  expect(redact('0171 1234567', 'phone')).toBe(REDACTED.phone);
  expect(redact('0171 1234567', 'note')).toBe('0171 1234567');
});

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
/** Until 2060; nanoseconds of later years begin as card numbers do. */
const time = fc.date({ min: new Date('2001-09-09T02:00:00Z'), max: new Date('2060-01-01'), noInvalidDate: true });

/** The number with its check digit, by trying: the slow and obvious way. */
function withCheckDigit(start: string): string {
  return [...'0123456789'].map((last) => start + last).find(passesLuhn) ?? '';
}

it('masks every card number of the known issuers, wherever it stands', () => {
  const start = fc.oneof(
    digits(14).map((rest) => `4${rest}`),
    digits(13).map((rest) => `51${rest}`),
    digits(12).map((rest) => `37${rest}`)
  );
  fc.assert(
    fc.property(start, fc.constantFrom('pay with ', 'card=', '"card":"', '('), (number, before) => {
      expect(redact(`${before}${withCheckDigit(number)} ok`)).toBe(`${before}${REDACTED.card} ok`);
    }),
    { numRuns: propertyRuns(2000) }
  );
});

it('masks every address', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      // RFC 5322 allows characters that no text keeps apart from what is around an address.
      fc.pre(/^[a-z0-9.+_-]+@[a-z0-9.-]+$/i.test(address));
      expect(redact(`from ${address}: hi`)).toBe(`from ${REDACTED.email}: hi`);
    }),
    { numRuns: propertyRuns(2000) }
  );
});

it('leaves trace ids, UUIDs and timestamps as they are', () => {
  const harmless = fc.oneof(
    hex(32).filter((id) => /[a-f]/.test(id)),
    digits(32),
    hex(16).filter((id) => /[a-f]/.test(id)),
    digits(16).map((id) => `span_id=${id}`),
    digits(19).map((id) => `"trace_id": "${id}"`),
    digits(16).map((id) => `traceID=${id}`),
    fc.uuid(),
    time.map((moment) => moment.toISOString()),
    time.map((moment) => String(moment.getTime())),
    time.map((moment) => `${moment.getTime()}123456`),
    time.map((moment) => String(moment.getTime() / 1000)),
    time.map((moment) => moment.toUTCString()),
    time.map((moment) => moment.toISOString().replace('T', ' ').replace('.', ',').slice(0, 23)),
    fc.ipV4(),
    fc.ipV6()
  );
  fc.assert(
    fc.property(fc.array(harmless, { maxLength: 4 }), fc.constantFrom(' ', ' - ', ', ', '"'), (parts, between) => {
      const text = parts.join(between);
      expect(redact(text)).toBe(text);
    }),
    { numRuns: propertyRuns(20_000) }
  );
});

it('changes nothing more when it is done twice, and takes any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 +-.()@ab/"=%'), maxLength: 80 }), (text) => {
      expect(redact(redact(text))).toBe(redact(text));
    }),
    { numRuns: propertyRuns(5000) }
  );
});
