import { composeSite, type Site } from '../site.ts';

/** Whom alerts name in their label `team`; what names nobody is the first one's. */
export const TEAMS = ['shop', 'payments', 'platform'] as const;
export type Team = (typeof TEAMS)[number];

/** The environment that receivers are read from: `process.env`, or a part of it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables that receivers are read from; docs/notifications.md says what each means. A team's own has its name
 * behind it: `ALERT_SLACK_URL_PAYMENTS`.
 */
export const RECEIVER_VARIABLES = [
  'ALERT_EMAIL_TO',
  'ALERT_SMTP_HOST',
  'ALERT_SMTP_FROM',
  'ALERT_SMTP_USER',
  'ALERT_SMTP_PASSWORD',
  'ALERT_SMTP_PASSWORD_FILE',
  'ALERT_SLACK_URL',
  'ALERT_SLACK_URL_FILE',
  'ALERT_SLACK_CHANNEL',
  'ALERT_WEBHOOK_URL',
  'ALERT_PAGERDUTY_KEY',
  'ALERT_PAGERDUTY_KEY_FILE',
] as const;
type Variable = (typeof RECEIVER_VARIABLES)[number];
type Secret = 'ALERT_SMTP_PASSWORD' | 'ALERT_SLACK_URL' | 'ALERT_PAGERDUTY_KEY';

/** The part of a receiver of Alertmanager's that the demo uses. */
export interface Receiver {
  name: string;
  webhook_configs?: object[];
  email_configs?: object[];
  slack_configs?: object[];
  pagerduty_configs?: object[];
}

/** What is wrong with the variables of receivers: Alertmanager would not start with them, or send nothing. */
export class ReceiverError extends Error {}

/** Alertmanager expands templates in most values; what comes from outside is to stay as it is. */
export function literal(value: string): string {
  return value.replaceAll('{{', '{{ "{{" }}');
}

/** Who is told of alerts of critical severity of a team. */
export const pagerOf = (team: Team) => `${team}-pager`;

/**
 * Two receivers a team, one for all of its alerts and one for critical ones: the demo's own webhook and mailbox, where
 * they run, and whatever the environment names. What it does not name is not written.
 * @throws {ReceiverError} for values that Alertmanager cannot take
 */
export function receivers(site: Site, environment: Environment): Receiver[] {
  return TEAMS.flatMap((team) => {
    const value = readerOf(environment, team);
    const all = {
      webhook_configs: [...demoWebhook(site), ...webhook(value)],
      email_configs: [...demoMail(site, team), ...mail(value)],
      slack_configs: slack(value),
    };
    return [receiver(team, all), receiver(pagerOf(team), { ...all, pagerduty_configs: pagerDuty(value) })];
  });
}

/** What is wrong with the receivers that an environment names, in words for whoever set it. */
export function receiverProblem(environment: Environment): string | undefined {
  try {
    receivers(composeSite(), environment);
    return undefined;
  } catch (error) {
    if (error instanceof ReceiverError) {
      return error.message;
    }
    throw error;
  }
}

type Value = ReturnType<typeof readerOf>;

/** Reads variables; a team's own value comes before that of all. */
function readerOf(environment: Environment, team: Team) {
  const suffixes = [`_${team.toUpperCase()}`, ''];
  return {
    text: (name: Variable): string | undefined =>
      suffixes.map((suffix) => environment[name + suffix]).find(Boolean) || undefined,
    /** A secret is a value of its own, or the path of a file that Alertmanager reads. */
    secret(name: Secret): { text: string; isFile: boolean } | undefined {
      for (const suffix of suffixes) {
        const [text, file] = [environment[name + suffix], environment[`${name}_FILE${suffix}`]];
        if (text && file) {
          throw new ReceiverError(`Set one of ${name}${suffix} and ${name}_FILE${suffix}.`);
        }
        if (text || file) {
          return text ? { text, isFile: false } : { text: file!, isFile: true };
        }
      }
      return undefined;
    },
  };
}

/** Alertmanager takes no empty lists. */
function receiver(name: string, integrations: Omit<Receiver, 'name'>): Receiver {
  return { name, ...Object.fromEntries(Object.entries(integrations).filter(([, configs]) => configs.length > 0)) };
}

function demoWebhook({ addresses }: Site): object[] {
  return addresses.notifications
    ? [{ url: `http://${addresses.notifications}/alertmanager`, send_resolved: true }]
    : [];
}

function demoMail({ addresses, ports }: Site, team: Team): object[] {
  const [host] = addresses.notifications?.split(':') ?? [];
  const email = { to: `${team}@shop.example`, from: 'alertmanager@shop.example', smarthost: `${host}:${ports.mail}` };
  return host ? [{ ...email, require_tls: false, ...MAIL_WORDS }] : [];
}

/** The texts are in template.ts. */
const MAIL_WORDS = {
  send_resolved: true,
  headers: { Subject: '{{ template "tillwatch.title" . }}' },
  text: '{{ template "tillwatch.text" . }}',
  html: '{{ template "tillwatch.html" . }}',
};

function webhook(value: Value): object[] {
  const url = value.text('ALERT_WEBHOOK_URL');
  return url ? [{ url: webAddress('ALERT_WEBHOOK_URL', url), send_resolved: true }] : [];
}

function mail(value: Value): object[] {
  const to = value.text('ALERT_EMAIL_TO');
  const host = value.text('ALERT_SMTP_HOST');
  if (!to && !host) {
    return [];
  }
  if (!to || !host) {
    throw new ReceiverError('E-mail needs both ALERT_EMAIL_TO and ALERT_SMTP_HOST.');
  }
  if (!/^[^\s:/]+:\d{1,5}$/.test(host)) {
    throw new ReceiverError(`ALERT_SMTP_HOST ${host}: write it as host:port.`);
  }
  const user = value.text('ALERT_SMTP_USER');
  const secret = value.secret('ALERT_SMTP_PASSWORD');
  return [
    {
      to: literal(to),
      from: literal(value.text('ALERT_SMTP_FROM') ?? 'alertmanager@localhost'),
      smarthost: host,
      ...(user && { auth_username: user }),
      ...(secret && (secret.isFile ? { auth_password_file: secret.text } : { auth_password: secret.text })),
      ...MAIL_WORDS,
    },
  ];
}

function slack(value: Value): object[] {
  const secret = value.secret('ALERT_SLACK_URL');
  const channel = value.text('ALERT_SLACK_CHANNEL');
  if (!secret) {
    return [];
  }
  return [
    {
      ...(secret.isFile ? { api_url_file: secret.text } : { api_url: webAddress('ALERT_SLACK_URL', secret.text) }),
      ...(channel && { channel: literal(channel) }),
      send_resolved: true,
      title: '{{ template "tillwatch.title" . }}',
      title_link: '{{ template "tillwatch.link" . }}',
      text: '{{ template "tillwatch.text" . }}',
    },
  ];
}

function pagerDuty(value: Value): object[] {
  const secret = value.secret('ALERT_PAGERDUTY_KEY');
  if (!secret) {
    return [];
  }
  return [
    {
      ...(secret.isFile ? { routing_key_file: secret.text } : { routing_key: literal(secret.text) }),
      send_resolved: true,
      severity: '{{ .CommonLabels.severity }}',
      description: '{{ template "tillwatch.title" . }}',
      client: 'Tillwatch',
      client_url: '{{ template "tillwatch.link" . }}',
      details: { text: '{{ template "tillwatch.text" . }}' },
    },
  ];
}

/** One bad address, and Alertmanager would send nothing at all. The value may be a secret, and is not repeated. */
function webAddress(name: string, text: string): string {
  const isGood =
    URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[\s\p{Cc}]|%(?![\da-f]{2})/iu.test(text);
  if (!isGood) {
    throw new ReceiverError(`${name} is no address of the web: write it as https://host/path.`);
  }
  return text;
}
