import i18next, { type i18n } from 'i18next';

/** Where Grafana keeps the plugin's translations: under its id. */
export const NAMESPACE = 'tillwatch-shop-app';

/** What is put into a text. */
export type TextValues = Record<string, string | number | undefined>;

/**
 * A text of the screen in the reader's language. Call it when the text is shown, not when a module is loaded.
 * @param key where the text is, by page: `health.table.time-spent`
 * @param text the English text, with `{{name}}` where a value goes
 * @param values go in as they are: whoever shows the text escapes it, as React does
 */
export function t(key: string, text: string, values: TextValues = {}): string {
  return translated(key, text).replace(/\{\{\s*(\w+)\s*\}\}/g, (hole, name: string) => `${values[name] ?? hole}`);
}

/**
 * A text about a number of things: `1 service`, `8 services`.
 * @param key what is looked up has the plural's category behind it, as i18next writes it: `health.services_one`
 * @param count decides which text it is, by the rules of the language; `{{count}}` in the texts is it: `1,204`
 */
export function tCount(
  key: string,
  count: number,
  texts: { one: string; other: string },
  values: TextValues = {}
): string {
  const category = pluralRules(instance().resolvedLanguage ?? ENGLISH).select(count);
  const text = category === 'one' ? texts.one : texts.other;
  return t(`${key}_${category}`, text, { count: count.toLocaleString('en-US'), ...values });
}

const ENGLISH = 'en-US';

/**
 * Grafana's own instance of i18next, which holds the plugin's namespace (`initPluginTranslations`). Taken without
 * `@grafana/i18n` around it, so that pure code and the entry stay free of React.
 */
function instance(): i18n {
  // Grafana's module loader hands out the instance itself, bundlers a module with a default.
  const shared = (i18next as i18n & { default?: i18n }).default ?? i18next;
  if (!shared.isInitialized) {
    // Outside of a Grafana (tests, commands): the texts of the code.
    shared.init({ lng: ENGLISH, resources: {}, initAsync: false, showSupportNotice: false });
  }
  return shared;
}

/** By language and key: a look-up takes i18next 20 µs, too long for cells of a table. */
const lookedUp = new Map<string, string>();

function translated(key: string, text: string): string {
  const shared = instance();
  const id = `${shared.resolvedLanguage}\n${key}`;
  let found = lookedUp.get(id);
  if (found === undefined) {
    // An empty translation is none.
    found = shared.t(key, { ns: NAMESPACE, defaultValue: text, skipInterpolation: true }) || text;
    lookedUp.set(id, found);
  }
  return found;
}

const rules = new Map<string, Intl.PluralRules>();

function pluralRules(language: string): Intl.PluralRules {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known;
}
