// @ts-check
/**
 * Runs in every page before anything else. The build does not know under which path the files will be served, and every
 * page of the plugin is the same file in another folder: so the page finds out by its own address where the files are.
 * @param {{ pluginPath: string, entry: string, preloads: string[], styles: string[], icon: string, themeKey: string }}
 * files
 */
function boot(files) {
  const path = window.location.pathname;
  const at = path.lastIndexOf(files.pluginPath);
  const base = at === -1 ? path.replace(/[^/]*$/, '') : path.slice(0, at + 1);
  window.tillwatchPreview = { base };
  window.__grafana_public_path__ = `${base}public/`;

  // A host that serves folders adds a slash to their address; the plugin’s own addresses have none.
  if (at !== -1 && path.endsWith('/')) {
    window.history.replaceState(null, '', path.replace(/\/+$/, '') + window.location.search + window.location.hash);
  }

  let chosen = null;
  try {
    chosen = window.localStorage.getItem(files.themeKey);
  } catch {
    // Storage is switched off; the system’s choice holds.
  }
  const isDark = chosen ? chosen === 'dark' : !window.matchMedia('(prefers-color-scheme: light)').matches;
  document.documentElement.style.background = isDark ? '#181b1f' : '#ffffff';
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';

  /** @type {(tag: string, attributes: Record<string, unknown>) => void} */
  const add = (tag, attributes) => document.head.append(Object.assign(document.createElement(tag), attributes));
  add('link', { rel: 'icon', href: base + files.icon });
  files.preloads.forEach((file) => add('link', { rel: 'modulepreload', href: base + file }));
  files.styles.forEach((file) => add('link', { rel: 'stylesheet', href: base + file }));
  add('script', {
    type: 'module',
    src: base + files.entry,
    onerror: () => {
      const home = Object.assign(document.createElement('a'), { href: base, textContent: base });
      document.getElementById('root')?.append('The preview is not here. Look at ', home, '.');
    },
  });
}
