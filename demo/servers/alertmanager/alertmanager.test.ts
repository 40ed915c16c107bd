import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { renderAlertmanager, writeRenderings } from '../renderings.ts';
import { composeSite, DEFAULT_PORTS, loopbackSite } from '../site.ts';
import { isInstalled, ROOT, run, temporaryFolder } from '../testing.ts';
import { type Environment, literal, type Receiver, RECEIVER_VARIABLES, receiverProblem, TEAMS } from './receivers.ts';

const site = composeSite();
/** A machine without the demo's own receiver: what is written then is the environment's alone. */
const bare = loopbackSite({ ports: DEFAULT_PORTS, dataDir: '/data', running: [], rulesFile: 'rules.yml' });

interface Config {
  receivers: Array<
    Record<Exclude<keyof Receiver, 'name'>, Array<Record<string, unknown>> | undefined> & { name: string }
  >;
}

const render = (environment: Environment, where = bare) =>
  parse(renderAlertmanager(where, environment).alertmanager.text) as Config;
const named = (name: string, environment: Environment) =>
  render(environment).receivers.find((receiver) => receiver.name === name)!;

/** Every way to be told, with secrets as values. */
const EVERYTHING: Environment = {
  ALERT_EMAIL_TO: 'oncall@example.com',
  ALERT_SMTP_HOST: 'mail.example.com:587',
  ALERT_SMTP_FROM: 'alerts@example.com',
  ALERT_SMTP_USER: 'alerts',
  ALERT_SMTP_PASSWORD: 'hunter2',
  ALERT_SLACK_URL: 'https://hooks.slack.com/services/T0/B0/x',
  ALERT_SLACK_CHANNEL: '#shop',
  ALERT_WEBHOOK_URL: 'https://hooks.example.com/alerts?key=1&x=%20',
  ALERT_PAGERDUTY_KEY: '0123456789abcdef0123456789abcdef',
};
const FILES: Environment = {
  ...EVERYTHING,
  ALERT_SMTP_PASSWORD: '',
  ALERT_SMTP_PASSWORD_FILE: '/run/secrets/smtp',
  ALERT_SLACK_URL: undefined,
  ALERT_SLACK_URL_FILE: '/run/secrets/slack',
  ALERT_PAGERDUTY_KEY: undefined,
  ALERT_PAGERDUTY_KEY_FILE: '/run/secrets/pagerduty',
};

describe('the receivers', () => {
  it('of a demo without variables are its own webhook and mailboxes', () => {
    for (const { name, ...integrations } of render({}, site).receivers) {
      assert.deepEqual(Object.keys(integrations).sort(), ['email_configs', 'webhook_configs'], name);
      assert.equal(integrations.email_configs?.[0]?.smarthost, 'notifications:1025');
    }
  });

  it('are written only where their variables are set', () => {
    const kinds = (environment: Environment, name = 'shop') => Object.keys(named(name, environment)).sort();
    const { ALERT_EMAIL_TO, ALERT_SMTP_HOST, ALERT_SLACK_URL, ALERT_WEBHOOK_URL, ALERT_PAGERDUTY_KEY } = EVERYTHING;
    assert.deepEqual(kinds({}), ['name']);
    assert.deepEqual(kinds({ ALERT_SLACK_CHANNEL: '#shop', ALERT_SLACK_URL: '' }), ['name']);
    assert.deepEqual(kinds({ ALERT_EMAIL_TO, ALERT_SMTP_HOST }), ['email_configs', 'name']);
    assert.deepEqual(kinds({ ALERT_SLACK_URL }), ['name', 'slack_configs']);
    assert.deepEqual(kinds({ ALERT_WEBHOOK_URL }), ['name', 'webhook_configs']);
    // A pager rings for critical alerts alone.
    assert.deepEqual(kinds({ ALERT_PAGERDUTY_KEY }), ['name']);
    assert.deepEqual(kinds({ ALERT_PAGERDUTY_KEY }, 'shop-pager'), ['name', 'pagerduty_configs']);
  });

  it('of a team come before those of all', () => {
    const environment = { ALERT_WEBHOOK_URL: 'http://all/', ALERT_WEBHOOK_URL_PAYMENTS: 'http://payments/' };
    assert.equal(named('payments', environment).webhook_configs?.[0]?.url, 'http://payments/');
    assert.equal(named('platform-pager', environment).webhook_configs?.[0]?.url, 'http://all/');
    const secrets = { ALERT_SLACK_URL: 'http://all/', ALERT_SLACK_URL_FILE_PAYMENTS: '/run/payments' };
    assert.equal(named('payments', secrets).slack_configs?.[0]?.api_url_file, '/run/payments');
    assert.equal(named('shop', secrets).slack_configs?.[0]?.api_url, 'http://all/');
  });

  it('take secrets from files', () => {
    const text = JSON.stringify(named('shop-pager', FILES));
    for (const path of ['smtp', 'slack', 'pagerduty']) {
      assert.ok(text.includes(`_file":"/run/secrets/${path}"`), path);
    }
    assert.doesNotMatch(text, /"auth_password"|"api_url"|"routing_key"/);
  });

  it('keep any value as it is', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(value, value, value, value, value, (password, user, from, channel, key) => {
        const { email_configs, slack_configs, pagerduty_configs } = named('shop-pager', {
          ...EVERYTHING,
          ALERT_SMTP_PASSWORD: password,
          ALERT_SMTP_USER: user,
          ALERT_SMTP_FROM: from,
          ALERT_SLACK_CHANNEL: channel,
          ALERT_PAGERDUTY_KEY: key,
        });
        // Alertmanager expands templates in these three.
        const expanded = (text: unknown) => String(text).replaceAll('{{ "{{" }}', '{{');
        assert.equal(email_configs?.[0]?.auth_password, password);
        assert.equal(email_configs?.[0]?.auth_username, user);
        assert.equal(expanded(email_configs?.[0]?.from), from);
        assert.equal(expanded(slack_configs?.[0]?.channel), channel);
        assert.equal(expanded(pagerduty_configs?.[0]?.routing_key), key);
      })
    );
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const { webhook_configs } = named('shop', { ALERT_WEBHOOK_URL: url });
        assert.equal(webhook_configs?.[0]?.url, url);
      })
    );
  });

  it('that Alertmanager cannot take are told of, without their secrets', () => {
    const problems: Array<[Environment, RegExp]> = [
      [{ ALERT_EMAIL_TO: 'a@b' }, /ALERT_EMAIL_TO and ALERT_SMTP_HOST/],
      [{ ALERT_EMAIL_TO: 'a@b', ALERT_SMTP_HOST: 'mail.example.com' }, /host:port/],
      [{ ALERT_SLACK_URL: 'hooks.slack.com/secret' }, /^ALERT_SLACK_URL is no address/],
      [{ ALERT_WEBHOOK_URL: 'https://x/%zz-secret' }, /^ALERT_WEBHOOK_URL is no address/],
      [{ ALERT_WEBHOOK_URL_SHOP: 'ftp://secret' }, /^ALERT_WEBHOOK_URL is no address/],
      [{ ALERT_PAGERDUTY_KEY: 'secret', ALERT_PAGERDUTY_KEY_FILE: '/x' }, /^Set one of/],
    ];
    for (const [environment, words] of problems) {
      assert.match(receiverProblem(environment) ?? '', words);
      assert.doesNotMatch(receiverProblem(environment) ?? '', /secret/);
    }
    assert.equal(receiverProblem(EVERYTHING), undefined);
    assert.equal(receiverProblem(FILES), undefined);
  });

  it('are all explained', () => {
    const document = readFileSync(join(ROOT, 'docs/notifications.md'), 'utf8');
    assert.deepEqual(
      RECEIVER_VARIABLES.filter((name) => !document.includes(`\`${name}\``)),
      []
    );
  });

  it('are in a folder for its owner alone where they may hold secrets', async (t) => {
    const folder = await temporaryFolder(t);
    await writeRenderings(folder, Object.values(renderAlertmanager(site, EVERYTHING)));
    assert.equal((await stat(join(folder, 'alertmanager'))).mode & 0o777, 0o700);
  });
});

describe('amtool', { skip: !isInstalled('amtool') && 'amtool is not installed' }, () => {
  for (const [name, environment] of Object.entries({ nothing: {}, everything: EVERYTHING, files: FILES })) {
    it(`accepts the configuration with ${name} set`, async (t) => {
      const folder = await temporaryFolder(t);
      await writeRenderings(folder, Object.values(renderAlertmanager(site, environment)));
      const { stdout } = await run('amtool', ['check-config', join(folder, 'alertmanager/alertmanager.yml')]);
      assert.match(stdout, new RegExp(`${2 * TEAMS.length} receivers`));
      assert.match(stdout, /1 templates/);
    });
  }

  it('accepts whatever the environment says', async (t) => {
    const folder = await temporaryFolder(t);
    const hostile = [
      '{{ .x',
      '}}',
      "'",
      '"',
      ': #',
      '&a *a',
      '\n- x',
      '\u0000\u0085\ud83d\ude00',
      '%',
      '{{{{ define "x" }}',
    ];
    for (const value of hostile) {
      const environment = {
        ...EVERYTHING,
        ALERT_SMTP_PASSWORD: value,
        ALERT_SMTP_FROM: value,
        ALERT_SLACK_CHANNEL: value,
        ALERT_PAGERDUTY_KEY: value,
      };
      await writeRenderings(folder, Object.values(renderAlertmanager(site, environment)));
      await run('amtool', ['check-config', join(folder, 'alertmanager/alertmanager.yml')]);
    }
  });

  const ROUTES: ReadonlyArray<[labels: string, receiver: string]> = [
    ['alertname=LowStock severity=warning team=shop service=shop-api', 'shop'],
    ['alertname=OrdersFail severity=critical team=shop service=shop-api', 'shop-pager'],
    ['alertname=LatencyHigh severity=warning team=payments service=payments', 'payments'],
    ['alertname=ErrorRateHigh severity=critical team=payments service=payments', 'payments-pager'],
    ['alertname=HostDiskFilling severity=warning team=platform service=host', 'platform'],
    ['alertname=HostDiskFull severity=critical team=platform service=host', 'platform-pager'],
    // Of nobody, or of a team that nobody knows: somebody is told anyway.
    ['alertname=Strange', 'shop'],
    ['alertname=Strange severity=critical', 'shop-pager'],
    ['alertname=Strange severity=critical team=unknown', 'shop-pager'],
    ['alertname=DatasourceError rulename=ErrorRateHigh severity=critical team=shop', 'shop-pager'],
  ];
  for (const [labels, receiver] of ROUTES) {
    it(`routes ${labels} to ${receiver}`, async (t) => {
      const folder = await temporaryFolder(t);
      await writeRenderings(folder, Object.values(renderAlertmanager(site, {})));
      const file = join(folder, 'alertmanager/alertmanager.yml');
      const args = ['config', 'routes', 'test', `--config.file=${file}`, `--verify.receivers=${receiver}`];
      await run('amtool', [...args, ...labels.split(' ')]).catch(({ stdout }) => assert.fail(stdout));
    });
  }
});
