import React, { useEffect } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, PageLayoutType } from '@grafana/data';
import { type PluginPage } from '@grafana/runtime';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { setShownPage } from './shownPage';

type PageProps = React.ComponentProps<typeof PluginPage>;

/** A page of the plugin with its title and actions, as Grafana lays it out. */
export function Page({ pageNav, actions, renderTitle, subTitle, info = [], layout, children }: PageProps) {
  const styles = useStyles2(getStyles);
  const title = pageNav?.text ?? '';
  useEffect(() => {
    setShownPage(pageNav);
    document.title = title === '' ? 'Tillwatch' : `${title} - Tillwatch`;
  }, [pageNav, title]);
  useEffect(() => () => setShownPage(undefined), []);

  const tabs = pageNav?.children?.filter(({ hideFromTabs }) => !hideFromTabs) ?? [];
  const hasHeader = layout !== PageLayoutType.Custom && title !== '';
  return (
    <main className={styles.page}>
      {hasHeader && (
        <header className={styles.header}>
          <div className={styles.titleRow}>
            {renderTitle ? renderTitle(title) : <h1 className={styles.title}>{title}</h1>}
            {info.map(({ label, value }) => (
              <dl key={label} className={styles.info}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </dl>
            ))}
            <div className={styles.actions}>{actions}</div>
          </div>
          {subTitle && <div className={styles.subTitle}>{subTitle}</div>}
        </header>
      )}
      {tabs.length > 0 && (
        <TabsBar>
          {tabs.map(({ text, url, active }) => (
            <Tab key={text} label={text} href={url} active={active} />
          ))}
        </TabsBar>
      )}
      {children}
    </main>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    flex: 1,
    display: 'flex',
    flexDirection: 'column',
    padding: theme.spacing(2),
    minWidth: 0,
    [theme.breakpoints.up('md')]: { padding: theme.spacing(3) },
  }),
  header: css({ marginBottom: theme.spacing(2) }),
  titleRow: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 3) }),
  title: css({ margin: 0 }),
  info: css({ margin: 0 }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginLeft: 'auto' }),
  subTitle: css({ color: theme.colors.text.secondary }),
});
