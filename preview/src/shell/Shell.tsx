import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, ThemeContext } from '@grafana/data';
import { LocationServiceProvider, locationService } from '@grafana/runtime';
import { ErrorBoundaryAlert, GlobalStyles, PortalContainer, useStyles2 } from '@grafana/ui';
import { Navigate, Route, Routes } from 'react-router-dom';
import { BASE_URL } from '../../../src/correlation/routes';
import { Elsewhere } from './Elsewhere';
import { Header } from './Header';
import { HistoryRouter } from './HistoryRouter';
import { HEADER_HEIGHT } from './layout';
import { Navigation } from './Navigation';
import { PluginRoot } from './PluginRoot';
import { useInternalLinks } from './useInternalLinks';
import { useTheme } from './useTheme';

/** What Grafana puts around the pages of a plugin: theme, navigation, addresses. */
export function Shell() {
  const { theme, toggle } = useTheme();
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <LocationServiceProvider service={locationService}>
        <HistoryRouter history={locationService.getHistory()}>
          <Frame onToggleTheme={toggle} />
        </HistoryRouter>
      </LocationServiceProvider>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

function Frame({ onToggleTheme }: { onToggleTheme: () => void }) {
  const styles = useStyles2(getStyles);
  const [isOpen, setIsOpen] = useState(false);
  useInternalLinks();
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#pageContent">
        Skip to the page
      </a>
      <Header onToggleTheme={onToggleTheme} isMenuOpen={isOpen} onToggleMenu={() => setIsOpen(!isOpen)} />
      <div className={styles.below}>
        <Navigation isOpen={isOpen} onClose={() => setIsOpen(false)} />
        <div id="pageContent" className={styles.content} tabIndex={-1}>
          <ErrorBoundaryAlert>
            <Routes>
              <Route path="/" element={<Navigate to={BASE_URL} replace />} />
              <Route path={`${BASE_URL}/*`} element={<PluginRoot />} />
              <Route path="*" element={<Elsewhere />} />
            </Routes>
          </ErrorBoundaryAlert>
        </div>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ minHeight: '100vh', display: 'flex', flexDirection: 'column' }),
  skip: css({
    position: 'absolute',
    left: theme.spacing(1),
    top: -100,
    zIndex: theme.zIndex.tooltip,
    padding: theme.spacing(1),
    background: theme.colors.background.primary,
    '&:focus': { top: theme.spacing(1) },
  }),
  below: css({ display: 'flex', flex: 1, minWidth: 0 }),
  content: css({
    flex: 1,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    scrollMarginTop: HEADER_HEIGHT,
    outline: 'none',
    // As Grafana’s own pages are.
    background: theme.colors.background.primary,
  }),
});
