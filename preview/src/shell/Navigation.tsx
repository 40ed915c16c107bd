import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { HEADER_HEIGHT } from './layout';
import { NAVIGATION } from './navigation';

interface NavigationProps {
  /** On narrow screens it is shown only when it is asked for. */
  isOpen: boolean;
  onClose: () => void;
}

/** The plugin's pages, as Grafana lists them at the left. */
export function Navigation({ isOpen, onClose }: NavigationProps) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  return (
    <nav id="navigation" aria-label="Pages" className={cx(styles.navigation, isOpen && styles.open)}>
      <ul className={styles.list}>
        {NAVIGATION.map(({ text, path }) => {
          const isHere = pathname === path || pathname.startsWith(`${path}/`);
          return (
            <li key={path}>
              <a
                className={cx(styles.link, isHere && styles.here)}
                href={locationUtil.assureBaseUrl(path)}
                aria-current={isHere ? 'page' : undefined}
                onClick={onClose}
              >
                {text}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  navigation: css({
    position: 'sticky',
    top: HEADER_HEIGHT,
    alignSelf: 'flex-start',
    flexShrink: 0,
    width: theme.spacing(20),
    height: `calc(100vh - ${HEADER_HEIGHT}px)`,
    padding: theme.spacing(2, 1),
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
    [theme.breakpoints.down('md')]: {
      display: 'none',
      position: 'fixed',
      left: 0,
      zIndex: theme.zIndex.sidemenu,
      boxShadow: theme.shadows.z3,
    },
  }),
  open: css({ [theme.breakpoints.down('md')]: { display: 'block' } }),
  list: css({ listStyle: 'none' }),
  link: css({
    display: 'block',
    padding: theme.spacing(0.75, 1),
    borderLeft: `3px solid transparent`,
    color: theme.colors.text.secondary,
    '&:hover': { color: theme.colors.text.primary, background: theme.colors.action.hover },
  }),
  here: css({
    color: theme.colors.text.primary,
    borderLeftColor: theme.colors.warning.main,
    background: theme.colors.action.selected,
  }),
});
