import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { Icon, IconButton, Tooltip, useStyles2, useTheme2 } from '@grafana/ui';
import { BASE_URL } from '../../../src/correlation/routes';
import logo from '../../../src/img/logo.svg';
import { breadcrumbsOf } from './breadcrumbs';
import { HEADER_HEIGHT } from './layout';
import { useShownPage } from './shownPage';

interface HeaderProps {
  onToggleTheme: () => void;
  isMenuOpen: boolean;
  onToggleMenu: () => void;
}

/** The bar on top: where one is, what the preview is, and its theme. */
export function Header({ onToggleTheme, isMenuOpen, onToggleMenu }: HeaderProps) {
  const styles = useStyles2(getStyles);
  const { isDark } = useTheme2();
  const steps = breadcrumbsOf(useShownPage(), { text: 'Tillwatch', href: locationUtil.assureBaseUrl(BASE_URL) });
  return (
    <header className={styles.header}>
      <IconButton
        className={styles.menu}
        name="bars"
        size="lg"
        aria-label={isMenuOpen ? 'Close the navigation' : 'Open the navigation'}
        aria-expanded={isMenuOpen}
        aria-controls="navigation"
        onClick={onToggleMenu}
      />
      <img className={styles.logo} src={logo} alt="" />
      <nav aria-label="Breadcrumbs" className={styles.breadcrumbs}>
        <ol className={styles.steps}>
          {steps.map(({ text, href }, index) => (
            <li key={href} className={styles.step}>
              {index === steps.length - 1 ? <span aria-current="page">{text}</span> : <a href={href}>{text}</a>}
              {index < steps.length - 1 && <Icon name="angle-right" aria-hidden />}
            </li>
          ))}
        </ol>
      </nav>
      <Tooltip content="These are the plugin’s own pages. The charts stand in for Grafana’s, which are not published apart from it: close, but not the same.">
        {/* It has a tooltip, so it can be reached. */}
        <span className={styles.label} tabIndex={0}>
          Preview · approximate panels
        </span>
      </Tooltip>
      <IconButton
        name="adjust-circle"
        size="lg"
        tooltip={isDark ? 'Use the light theme' : 'Use the dark theme'}
        onClick={onToggleTheme}
      />
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    position: 'sticky',
    top: 0,
    zIndex: theme.zIndex.navbarFixed,
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: HEADER_HEIGHT,
    padding: theme.spacing(0, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  menu: css({ [theme.breakpoints.up('md')]: { display: 'none' } }),
  logo: css({ height: theme.spacing(3), width: theme.spacing(3) }),
  breadcrumbs: css({ flex: 1, minWidth: 0 }),
  steps: css({ display: 'flex', alignItems: 'center', listStyle: 'none', overflow: 'hidden' }),
  step: css({
    display: 'flex',
    alignItems: 'center',
    minWidth: 0,
    whiteSpace: 'nowrap',
    '& > a': { color: theme.colors.text.secondary, padding: theme.spacing(0, 0.5) },
    '& > span': { padding: theme.spacing(0, 0.5), overflow: 'hidden', textOverflow: 'ellipsis' },
  }),
  label: css({
    padding: theme.spacing(0.25, 1),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.pill,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
});
