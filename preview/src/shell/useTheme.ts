import { useCallback, useState } from 'react';
import { createTheme, type GrafanaTheme2 } from '@grafana/data';
import { config, getAppEvents, ThemeChangedEvent } from '@grafana/runtime';
import { preferredTheme } from '../bootData';
import { THEME_KEY } from './themeKey';

/** The theme in use, and how to change it; the choice is remembered in this browser. */
export function useTheme(): { theme: GrafanaTheme2; toggle: () => void } {
  const [theme, setTheme] = useState(() => createTheme({ colors: { mode: preferredTheme() } }));
  const toggle = useCallback(() => {
    const mode = theme.isDark ? 'light' : 'dark';
    const next = createTheme({ colors: { mode } });
    try {
      window.localStorage.setItem(THEME_KEY, mode);
    } catch {
      // Storage is switched off: the choice holds until the page is left.
    }
    // Libraries that draw outside of React look here.
    config.theme2 = next;
    config.bootData.user.theme = mode;
    getAppEvents().publish(new ThemeChangedEvent(next));
    setTheme(next);
  }, [theme]);
  return { theme, toggle };
}
